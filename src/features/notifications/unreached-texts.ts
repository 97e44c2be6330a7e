import { bilingual } from '../../kernel/language.ts'
import type { Reach } from './queries-unreached.ts'

const da = {
  title: (count: number) =>
    count === 1 ? 'Ingen at give besked til i 1 kommune' : `Ingen at give besked til i ${count} kommuner`,
  lead: 'De har hverken en KLIK-administrator eller en funktionspostkasse, som mails når frem til. Ring til dem, og bed dem få en af delene på plads. Så sender Tværs selv det, der ikke kom frem.',
  noneTitle: 'Alle kommuner kan få besked',
  none: 'Hver kommune har en KLIK-administrator eller en funktionspostkasse, som mails når frem til.',
  lostElsewhere: (count: number) =>
    count === 1
      ? '1 kommune kan nås nu, men noget nåede ikke frem. Driften kan sende det igen fra loggen. Eller ring.'
      : `${count} kommuner kan nås nu, men noget nåede ikke frem. Driften kan sende det igen fra loggen. Eller ring.`,
  municipality: 'Kommune',
  why: 'Hvorfor',
  reaches: {
    nobody: 'Ingen KLIK-administrator og ingen funktionspostkasse',
    returned: 'Mails kommer retur, eller der er ingen mailadresse',
    reachable: 'Kan nås nu',
  } satisfies Record<Reach, string> as Record<Reach, string>,
  notTold: 'Ikke fået at vide (30 dage)',
  quiet: (count: number) =>
    count === 1
      ? '1 kommune er ikke gået glip af noget endnu'
      : `${count} kommuner er ikke gået glip af noget endnu`,
  returned: (name: string) => `${name} (mails kommer retur)`,
  lost: (count: number) => (count === 1 ? '1 besked' : `${count} beskeder`),
  more: (count: number) => `og ${count} ældre`,
  seeLog: 'Se dem i loggen',
}

const en: typeof da = {
  title: (count) =>
    count === 1 ? 'Nobody to tell in 1 municipality' : `Nobody to tell in ${count} municipalities`,
  lead: 'They have neither a KLIK administrator nor a shared mailbox that emails reach. Call them and ask them to put one of the two in place. Tværs will then send what did not get through.',
  noneTitle: 'Every municipality can be told',
  none: 'Each municipality has a KLIK administrator or a shared mailbox that emails reach.',
  lostElsewhere: (count) =>
    count === 1
      ? '1 municipality can be reached now, but something did not get through. Operations can send it again from the log. Or call.'
      : `${count} municipalities can be reached now, but something did not get through. Operations can send it again from the log. Or call.`,
  municipality: 'Municipality',
  why: 'Why',
  reaches: {
    nobody: 'No KLIK administrator and no shared mailbox',
    returned: 'Emails are returned, or there is no email address',
    reachable: 'Can be reached now',
  },
  notTold: 'Not told (30 days)',
  quiet: (count) =>
    count === 1
      ? '1 municipality has not missed anything yet'
      : `${count} municipalities have not missed anything yet`,
  returned: (name) => `${name} (emails are returned)`,
  lost: (count) => (count === 1 ? '1 message' : `${count} messages`),
  more: (count) => `and ${count} older`,
  seeLog: 'See them in the log',
}

export const unreachedTexts = bilingual({ da, en })
