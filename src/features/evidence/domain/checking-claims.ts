import type { EventValue } from '../../../kernel/event.ts'
import type { Claim } from './claims.ts'
import type { EvidenceEvent } from './evidence-file.ts'

/** Something in the file is not what was made. */
export class Altered extends Error {}

export const must = (holds: boolean, sentence: string): void => {
  if (!holds) throw new Altered(sentence)
}

/** Events of one organisation, and what is said on the ground of them. */
export interface Ground {
  readonly events: readonly EvidenceEvent[]
  /** The organisation's name, as its own people's events have it. */
  readonly name: string
  readonly claims: Iterable<Claim>
}

/** Statements that cite events, and acts that cite none. */
export interface Checked {
  readonly proved: number
  readonly bare: number
}

/** Holds what is said against the events; every event in the file must be told of, an act once. @throws Altered */
export function checkClaims({ events, name, claims }: Ground): Checked {
  const byId = new Map(events.map(({ event }) => [event.id, event]))
  for (const { event } of events) checkOwner(event, events[0]?.event.organisationId ?? null, name)
  const told = new Set<number>()
  const acted = new Set<number>()
  let [proved, bare] = [0, 0]
  for (const claim of claims) {
    if (claim.basis.length > 0) proved += 1
    else if (claim.at !== undefined) bare += 1
    for (const id of claim.basis) {
      const event = byId.get(id)
      if (!event) throw new Altered(`event ${id} is cited but is not in the file.`)
      checkClaim(claim, event)
      must(claim.at === undefined || !acted.has(id), `event ${id} is cited for two different acts.`)
      if (claim.at !== undefined) acted.add(id)
      told.add(id)
    }
    checkTimes(claim, byId)
  }
  for (const id of byId.keys()) must(told.has(id), `what event ${id} records is left out.`)
  return { proved, bare }
}

type Told = EvidenceEvent['event']

/** All are of one organisation, and those its own people did name it. */
function checkOwner(event: Told, organisationId: number | null, name: string): void {
  must(event.organisationId === organisationId, `event ${event.id} belongs to another organisation.`)
  const isOwn = event.actorOrganisationId === organisationId
  must(!isOwn || event.actorOrganisationName === name, `event ${event.id} names another organisation.`)
  // Where nobody there has done anything, the one that asked them says who they are.
  const told = (event.facts as { readonly municipalityName?: string } | null)?.municipalityName
  must(told === undefined || told === name, `event ${event.id} is about another municipality.`)
}

function checkClaim({ thing, types, facts, at, byName, onBehalfOfName, reason }: Claim, event: Told): void {
  const isAbout = event.subjectType === thing[0] && event.subjectId === thing[1]
  must(isAbout && types.includes(event.type), `event ${event.id} records something other than what cites it.`)
  const told = (event.facts ?? {}) as Readonly<Record<string, EventValue>>
  const wrong = Object.entries(facts ?? {}).find(([name, value]) => (told[name] ?? null) !== value)
  must(!wrong, `event ${event.id} records another ${wrong?.[0]} than what cites it.`)
  const agrees =
    (at === undefined || at === `${event.at.slice(0, 23)}Z`) &&
    (byName === undefined || byName === event.actorName) &&
    (onBehalfOfName === undefined || onBehalfOfName === (event.onBehalfOfName ?? null)) &&
    (reason === undefined || told.reason === undefined || told.reason === reason)
  must(agrees, `event ${event.id} records another time, person or reason than what cites it.`)
}

function checkTimes({ basis, times = {} }: Claim, byId: ReadonlyMap<number, Told>): void {
  for (const [type, at] of Object.entries(times)) {
    const those = basis.map((id) => byId.get(id)).filter((event) => event?.type === type)
    const isThere = those.some((event) => `${event?.at.slice(0, 23)}Z` === at)
    must(those.length === 0 ? at === null || basis.length === 0 : isThere, `there was no ${type} at ${at}.`)
  }
}
