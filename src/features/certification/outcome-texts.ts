import { bilingual } from '../../kernel/language.ts'

/** What came of a line, on the pages of both sides. */
const da = {
  keep: 'Stadig rigtig',
  kept: 'Uden svar, fortsætter',
  returned: 'Personen er tilbage og beholder rollen',
  /** The holder has lost the role since, whatever was answered. */
  ended: {
    confirmed: (day: string): string => `Bekræftet, rollen sluttede ${day}`,
    kept: (day: string): string => `Uden svar, rollen sluttede ${day}`,
    returned: (day: string): string => `Personen kom tilbage, rollen sluttede ${day}`,
  },
  withdrawn: 'Afsluttet',
  replacing: (name: string): string => `${name} tager over`,
  replaced: (name: string): string => `Erstattet af ${name}`,
  promised: (name: string): string => `${name} tager over ved sit første login`,
  unfilled: (name: string): string => `${name} fik ikke rollen`,
  endedUnfilled: (name: string): string => `Afsluttet, ${name} fik ikke rollen`,
  suspended: 'Uden svar, sat på pause',
  grace: (day: string): string => `Uden svar, afsluttes ${day}`,
  held: 'Uden svar, venter på KOMBIT',
  removing: 'Uden svar, fjernes',
  removed: 'Uden svar, fjernet',
  elsewhere: 'Rollen er afsluttet uden om runden',
  askedAgain: (round: string): string => `Spurgt igen i »${round}«`,
  /** After the words for what was lost. */
  access: {
    closing: ', adgangen lukkes',
    closed: '',
    continues: ', adgangen fortsætter gennem en anden tildeling',
    none: '',
  },
}

const en: typeof da = {
  keep: 'Still right',
  kept: 'No answer, continues',
  returned: 'The person is back and keeps the role',
  ended: {
    confirmed: (day) => `Confirmed, the role ended ${day}`,
    kept: (day) => `No answer, the role ended ${day}`,
    returned: (day) => `The person came back, the role ended ${day}`,
  },
  withdrawn: 'Ended',
  replacing: (name) => `${name} takes over`,
  replaced: (name) => `Replaced by ${name}`,
  promised: (name) => `${name} takes over at their first sign-in`,
  unfilled: (name) => `${name} did not get the role`,
  endedUnfilled: (name) => `Ended, ${name} did not get the role`,
  suspended: 'No answer, paused',
  grace: (day) => `No answer, ends ${day}`,
  held: 'No answer, waiting for KOMBIT',
  removing: 'No answer, being removed',
  removed: 'No answer, removed',
  elsewhere: 'The role ended outside the round',
  askedAgain: (round) => `Asked again in “${round}”`,
  access: {
    closing: ', the access is closing',
    closed: '',
    continues: ', the access continues through another assignment',
    none: '',
  },
}

export const outcomeTexts = bilingual({ da, en })
