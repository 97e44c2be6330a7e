import { bilingual } from '../../kernel/language.ts'
import type { Rung } from './domain.ts'

export const rungNames = bilingual<Record<Rung, string>>({
  da: {
    performer: 'udfører',
    responsible: 'ansvarlig',
    administrator: 'KLIK-administrator',
    mailbox: 'kommunens funktionspostkasse',
    central: 'KOMBITs liste',
  },
  en: {
    performer: 'performer',
    responsible: 'person responsible',
    administrator: 'KLIK administrator',
    mailbox: 'the municipality’s shared mailbox',
    central: 'KOMBIT’s list',
  },
})

const offsetDa = (day: number): string => {
  if (day === 0) return 'på fristen'
  const days = Math.abs(day) === 1 ? '1 dag' : `${Math.abs(day)} dage`
  return day < 0 ? `${days} før` : `${days} efter`
}
const offsetEn = (day: number): string => {
  if (day === 0) return 'on the deadline'
  const days = Math.abs(day) === 1 ? '1 day' : `${Math.abs(day)} days`
  return day < 0 ? `${days} before` : `${days} after`
}

export const taskLadderTexts = bilingual({
  da: {
    title: 'Påmindelser',
    offset: offsetDa,
    and: ' og ',
    to: (who: string) => `til ${who}`,
    next: (on: string, who: string) => `Den næste sendes ${on} til ${who}.`,
    noNext: 'Der kommer ikke flere påmindelser.',
    further: 'Sker der intet, går det videre',
    told: (count: number) =>
      count === 1 ? 'Der er sendt 1 påmindelse' : `Der er sendt ${count} påmindelser`,
    none: 'Der er ikke sendt nogen endnu.',
    stops: 'Påmindelserne stopper, så snart opgaven er besvaret.',
    nobody: 'ingen kan nås',
  },
  en: {
    title: 'Reminders',
    offset: offsetEn,
    and: ' and ',
    to: (who: string) => `to ${who}`,
    next: (on: string, who: string) => `The next one is sent ${on} to ${who}.`,
    noNext: 'No more reminders will be sent.',
    further: 'If nothing happens, it goes to the next in line',
    told: (count: number) => (count === 1 ? '1 reminder has been sent' : `${count} reminders have been sent`),
    none: 'None has been sent yet.',
    stops: 'The reminders stop as soon as the task is answered.',
    nobody: 'nobody can be reached',
  },
})
