import type { Claim } from './claims.ts'
import type { EvidenceRound } from './round-file.ts'

/** Events of a round as a whole, as its file may cite them. */
export const startTypes = ['certificationRound.started', 'certificationRound.rerun'] as const
export const closeTypes = ['certificationRound.closed'] as const
export const holdTypes = ['certificationRound.held'] as const
export const decideTypes = ['certificationRound.approved'] as const

/** What the round says of itself on the ground of the central body's events (C3, C4). */
export function* claimsOfRound(round: EvidenceRound): Generator<Claim> {
  const { name: roundName, closesOn, kind, basedOn } = round
  const thing = ['certificationRound', round.roundId] as const
  const named = { roundName, closesOn }
  const { lines: items, municipalities } = round
  const start = kind === 'rerun' ? 'certificationRound.rerun' : 'certificationRound.started'
  yield {
    ...round.started,
    thing,
    types: [start],
    facts: { ...named, kind, basedOn, items, municipalities },
  }
  if (round.closed) yield { ...round.closed, thing, types: closeTypes, facts: named }
  for (const { roleId, roleName, holders, brake, brakeUndecided, decided, basis } of round.roles) {
    const held = { ...named, roleId, roleName, holders, undecided: brakeUndecided }
    yield { basis, thing, types: holdTypes, facts: held }
    if (decided)
      yield { ...decided, thing, types: decideTypes, facts: { roundName, roleId, decision: brake } }
  }
}
