/** Reasons municipalities give for not taking part. Invented. */
export const optOutReasons: readonly string[] = [
  'Vi køber overvågning hos en ekstern leverandør og deltager gennem dem.',
  'Vi har ikke folk til det i år. Spørg os gerne igen til foråret.',
  'Vi arbejder sammen med nabokommunen, som deltager for os begge.',
  'Ledelsen har besluttet at vente, til vores nye sikkerhedsorganisation er på plads.',
]

/** Why a role ended. Invented. */
export const endReasons: readonly string[] = [
  'Er stoppet i kommunen.',
  'Har fået andre opgaver.',
  'Er gået på barsel.',
]

export interface DemoQuestion {
  /** Short name of the municipality. */
  readonly from: string
  /** Key of the task. */
  readonly about: string
  readonly daysAgo: number
  readonly at: string
  readonly body: string
}

/** Asked by three, answered to all. */
export const commonQuestion = {
  question: 'Kan flere personer have rollen?',
  answer: 'Ja. Vælg én som primær, så ved vi, hvem der får de mails, som kun går til én i kommunen.',
  askers: [
    { from: 'Randers', body: 'Kan vi give rollen til to?' },
    { from: 'Horsens', body: 'Er der et loft over, hvor mange der må have rollen?' },
    { from: 'Roskilde', body: 'Vi vil gerne have både netværk og sikkerhed med. Må vi det?' },
  ],
} as const

export const questionsOf: readonly DemoQuestion[] = [
  { from: 'Lemvig', about: 'duty-phone', daysAgo: 2, at: '09:40', body: 'Gælder det også helligdage?' },
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
    daysAgo: 1,
    at: '13:55',
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
