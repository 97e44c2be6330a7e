import { bilingual } from '../../kernel/language.ts'
import type { EntryWords } from './domain.ts'

type CalendarWords = {
  readonly [K in keyof EntryWords]: EntryWords[K]
} & {
  readonly personalName: string
  readonly municipalName: (municipality: string) => string
}

const da: CalendarWords = {
  personalName: 'Mine frister i Tværs',
  municipalName: (municipality) => `Frister i Tværs, ${municipality}`,
  task: (title) => `Frist: ${title}`,
  taskText: (number, part) => {
    const parts = {
      both: ' Du er ansvarlig og udfører.',
      responsible: ' Du er ansvarlig.',
      performer: ' Du er udfører.',
      none: '',
    }
    return `Sidste dag for opgave #${number}.${parts[part]}`
  },
  round: (name) => `Svar på bekræftelsen: ${name}`,
  leaverRound: 'Svar på bekræftelsen for en, der er stoppet',
  moverRound: 'Svar på bekræftelsen for en, der har fået ny stilling',
  roundText: 'Sidste dag. Svar for hver person, om det stadig er den rigtige i rollen.',
  role: (name) => `Sidste dag i rollen: ${name}`,
  roleText:
    'Rollen slutter, når dagen er omme. Skal den fortsætte, så bed jeres KLIK-administrator give den en ny slutdato.',
}

const en: CalendarWords = {
  personalName: 'My deadlines in Tværs',
  municipalName: (municipality) => `Deadlines in Tværs, ${municipality}`,
  task: (title) => `Due: ${title}`,
  taskText: (number, part) => {
    const parts = {
      both: ' You are both responsible and the performer.',
      responsible: ' You are responsible.',
      performer: ' You are the performer.',
      none: '',
    }
    return `Last day for task #${number}.${parts[part]}`
  },
  round: (name) => `Answer the confirmation: ${name}`,
  leaverRound: 'Answer the confirmation for somebody who has left',
  moverRound: 'Answer the confirmation for somebody with a new position',
  roundText: 'Last day. Say for each person whether they should still have the role.',
  role: (name) => `Last day in the role: ${name}`,
  roleText:
    'The role ends after today. If it should continue, ask your KLIK administrator to give it a new end date.',
}

/** What stands in a calendar, in the language of its person. */
export const entryWords = bilingual({ da, en })
