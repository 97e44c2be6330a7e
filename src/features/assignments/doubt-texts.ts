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
  todo: {
    left: 'Giv rollen til en anden, og afslut den her.',
    noPrivilege: 'Er personen stadig hos jer, så bed jeres brugeradministrator give rettigheden igen.',
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
    left: 'No longer a user of yours',
    noPrivilege: 'Has lost the privilege',
    notSignedIn: 'Has not signed in for long',
    bouncing: 'Mail is returned',
  },
  lastSignedIn: 'Last signed in',
  returned: 'Returned',
  todo: {
    left: 'Give the role to somebody else, and end this one.',
    noPrivilege: 'If the person is still with you, ask your user administrator to give the privilege again.',
    notSignedIn: 'If the person is still the right one, ask them to sign in. Otherwise end the role.',
    bouncing: 'Have the e-mail address corrected in the municipal access control.',
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
