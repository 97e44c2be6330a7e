import { bilingual } from '../../kernel/language.ts'
import type { Reach } from './queries-unreached.ts'

const da = {
  title: (count: number) =>
    count === 1 ? 'Ingen at give besked til i 1 kommune' : `Ingen at give besked til i ${count} kommuner`,
  lead: 'Der er hverken en KLIK-administrator eller en funktionspostkasse, som mails når frem til. Ring til kommunens hovednummer, og bed om, at en af delene kommer på plads. Tværs har ingen telefonnumre. Når det er på plads, sender Tværs selv det, der ikke nåede frem.',
  noneTitle: 'Alle kommuner kan få besked',
  none: 'Hver kommune har en KLIK-administrator eller en funktionspostkasse, som mails når frem til.',
  lostElsewhere: (count: number) =>
    count === 1
      ? '1 kommune kan nås nu, men noget nåede ikke frem. Driften kan sende det igen fra loggen, eller I kan ringe.'
      : `${count} kommuner kan nås nu, men noget nåede ikke frem. Driften kan sende det igen fra loggen, eller I kan ringe.`,
  municipality: 'Kommune',
  why: 'Hvorfor',
  reaches: {
    nobody: 'Ingen KLIK-administrator og ingen funktionspostkasse',
    returned: 'Mails kommer retur, eller der er ingen mailadresse',
    reachable: 'Kan nås nu',
  } satisfies Record<Reach, string> as Record<Reach, string>,
  notTold: 'Ikke nået frem (seneste 30 dage)',
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
  lead: 'There is neither a KLIK administrator nor a shared mailbox that emails reach. Call the municipality’s main number and ask for one of the two to be put in place. There are no telephone numbers in Tværs. Once it is in place, Tværs sends what did not get through.',
  noneTitle: 'Every municipality can be reached',
  none: 'Each municipality has a KLIK administrator or a shared mailbox that emails reach.',
  lostElsewhere: (count) =>
    count === 1
      ? '1 municipality can be reached now, but something did not get through. Operations can send it again from the log, or you can call.'
      : `${count} municipalities can be reached now, but something did not get through. Operations can send it again from the log, or you can call.`,
  municipality: 'Municipality',
  why: 'Why',
  reaches: {
    nobody: 'No KLIK administrator and no shared mailbox',
    returned: 'Emails are returned, or there is no email address',
    reachable: 'Can be reached now',
  },
  notTold: 'Did not get through (last 30 days)',
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
