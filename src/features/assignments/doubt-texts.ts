import { bilingual } from '../../kernel/language.ts'
import type { DoubtfulHolder } from './queries-doubtful.ts'

type PerDoubt = Readonly<Record<DoubtfulHolder['doubt'], string>>

export type DoubtTexts = {
  readonly title: string
  readonly person: string
  readonly role: string
  readonly doubt: string
  readonly doubts: PerDoubt
  readonly lastSignedIn: string
  readonly returned: string
  /** Where what would go to an address that mails come back from is sent meanwhile (R5). */
  readonly sentInstead: string
  /** What to do about it. */
  readonly todo: PerDoubt
  /** An open round asks about the person, until when. */
  readonly asks: string
  readonly answer: string
  readonly nextStep: string
  readonly steps: PerDoubt
  readonly see: string
}

const da: DoubtTexts = {
  title: 'Har I stadig dem her?',
  person: 'Person',
  role: 'Rolle',
  doubt: 'Derfor spørger vi',
  doubts: {
    left: 'Ikke længere bruger hos jer',
    noPrivilege: 'Har mistet sin rettighed',
    notSignedIn: 'Har ikke logget på længe',
    bouncing: 'Mail kommer retur',
  },
  lastSignedIn: 'Sidst logget på',
  returned: 'Kom retur',
  sentInstead: 'Næste gang sendes mails til jeres KLIK-administrator, ellers til jeres funktionspostkasse.',
  todo: {
    left: 'Giv rollen til en anden, og afslut den her.',
    noPrivilege:
      'Er personen stadig den rigtige, så bed jeres brugeradministrator give rettigheden igen. Ellers afslut rollen.',
    notSignedIn: 'Er personen stadig den rigtige, så bed vedkommende logge på. Ellers afslut rollen.',
    bouncing: 'Få mailadressen rettet i Fælleskommunal Adgangsstyring.',
  },
  asks: 'Bekræftelsen spørger til personen. Svar senest',
  answer: 'Svar for personen',
  nextStep: 'Næste skridt',
  steps: {
    left: 'Vælg en anden',
    noPrivilege: 'Skift eller afslut',
    notSignedIn: 'Skift eller afslut',
    bouncing: 'Se rollen',
  },
  see: 'Se rollen',
}

const en: DoubtTexts = {
  title: 'Are they still with you?',
  person: 'Person',
  role: 'Role',
  doubt: 'Why we ask',
  doubts: {
    left: 'No longer a user in your municipality',
    noPrivilege: 'Has lost the privilege',
    notSignedIn: 'Has not signed in for a long time',
    bouncing: 'Email is returned',
  },
  lastSignedIn: 'Last signed in',
  returned: 'Returned',
  sentInstead: 'Next time, emails are sent to your KLIK administrator, or otherwise to your shared mailbox.',
  todo: {
    left: 'Give the role to somebody else, and end it here.',
    noPrivilege:
      'If the person is still the right one, ask your user administrator to give the privilege again. Otherwise end the role.',
    notSignedIn: 'If the person is still the right one, ask them to sign in. Otherwise end the role.',
    bouncing: 'Have the email address corrected in Fælleskommunal Adgangsstyring.',
  },
  asks: 'The confirmation asks about the person. Answer by',
  answer: 'Answer for the person',
  nextStep: 'Next step',
  steps: {
    left: 'Choose somebody else',
    noPrivilege: 'Change or end',
    notSignedIn: 'Change or end',
    bouncing: 'See the role',
  },
  see: 'See the role',
}

export const doubtTexts = bilingual<DoubtTexts>({ da, en })
