/** Reasons municipalities give for not taking part. Invented. */
export const optOutReasons: readonly string[] = [
  'Vi køber overvågning hos en ekstern leverandør og deltager gennem dem.',
  'Vi har ikke folk til det i år. Spørg os gerne igen til foråret.',
  'Vi arbejder sammen med nabokommunen, som deltager for os begge.',
  'Ledelsen har besluttet at vente, til vores nye sikkerhedsorganisation er på plads.',
]

export interface DemoQuestion {
  /** Short name of the municipality. */
  readonly from: string
  /** Key of the task. */
  readonly about: string
  readonly daysAgo: number
  readonly at: string
  readonly body: string
  /** Answered to all, long ago. */
  readonly isCommon?: boolean
}

export const commonQuestion = {
  question: 'Kan flere personer have rollen?',
  answer: 'Ja. Vælg én som primær, så ved vi, hvem der får de mails, som kun går til én i kommunen.',
} as const

export const questionsOf: readonly DemoQuestion[] = [
  {
    from: 'Randers',
    about: 'mattermost',
    daysAgo: 60,
    at: '09:10',
    body: 'Kan vi give rollen til to?',
    isCommon: true,
  },
  { from: 'Lemvig', about: 'duty-phone', daysAgo: 1, at: '09:40', body: 'Gælder det også helligdage?' },
  {
    from: 'Odense',
    about: 'duty-phone',
    daysAgo: 1,
    at: '11:05',
    body: 'Skal nummeret også virke på helligdage?',
  },
  {
    from: 'Viborg',
    about: 'duty-phone',
    daysAgo: 0,
    at: '07:55',
    body: 'Hvad med helligdage, har I brug for et nummer der?',
  },
  {
    from: 'Esbjerg',
    about: 'certificates',
    daysAgo: 3,
    at: '14:20',
    body: 'Vi får det nye certifikat på torsdag. Er det i orden at vente til da?',
  },
]
