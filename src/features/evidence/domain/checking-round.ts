import { must } from './checking-claims.ts'
import { canonical } from './evidence-file.ts'
import { type EvidenceRoundPart, numbersOf, type RoundStatement } from './round-file.ts'

/**
 * Whether the parts make up the round: as many municipalities and lines as its start tells, of the roles it asks for,
 * each part about this round and no municipality twice. @throws Altered @returns one sentence
 */
export function checkRound({ round, municipalities }: RoundStatement): string {
  const ids = new Set(municipalities.map(({ organisationId }) => organisationId))
  must(ids.size === municipalities.length, 'a municipality is listed twice.')
  must(municipalities.length === round.municipalities, 'a municipality is missing, or there is one too many.')
  const all = { lines: 0, answered: 0, selfConfirmed: 0 }
  for (const part of municipalities) {
    checkPart(part, round)
    all.lines += part.lines
    all.answered += part.answered
    all.selfConfirmed += part.selfConfirmed
  }
  for (const name of ['lines', 'answered', 'selfConfirmed'] as const)
    must(all[name] === round[name], 'the numbers of the round do not match those of its municipalities.')
  checkRoles({ round, municipalities })
  must((round.status === 'open') === (round.closed === null), 'the round is both open and closed.')
  return (
    `The round: ${ids.size} municipalities and ${all.lines} lines, as many as its start tells; ` +
    `${all.answered} with an answer, ${all.selfConfirmed} of them by their own holder.`
  )
}

function checkPart(part: EvidenceRoundPart, round: RoundStatement['round']): void {
  const { organisationId, municipality, certifications, events } = part
  const { name } = municipality
  const [own] = certifications
  const isAbout =
    own !== undefined &&
    certifications.length === 1 &&
    own.roundId === round.roundId &&
    own.name === round.name &&
    own.kind === round.kind &&
    own.startedOn === round.startedOn &&
    own.closesOn === round.closesOn
  must(isAbout, `the part of ${name} belongs to another round.`)
  const isOwn = events.every(({ event }) => event.organisationId === organisationId)
  must(isOwn, `the part of ${name} has events of somebody else.`)
  const { lines, answered, selfConfirmed, answeredBy } = part
  const said = canonical({ lines, answered, selfConfirmed, answeredBy })
  must(said === canonical(numbersOf(own?.items ?? [])), `the numbers of ${name} do not match its lines.`)
}

function checkRoles({ round, municipalities }: Pick<RoundStatement, 'round' | 'municipalities'>): void {
  const items = municipalities.flatMap(({ certifications }) => certifications.flatMap((one) => one.items))
  const ofRole = Map.groupBy(items, ({ roleId }) => roleId)
  for (const { roleId, roleName, lines, brake, decided } of round.roles) {
    const own = ofRole.get(roleId) ?? []
    must(own.length === lines, `the lines of ${roleName} are not all there.`)
    must(
      own.every((item) => item.roleName === roleName),
      `${roleName} has another name in a line.`,
    )
    must(
      (decided !== null) === (brake === 'approved' || brake === 'rejected'),
      'a brake was let go by nobody.',
    )
    ofRole.delete(roleId)
  }
  must(ofRole.size === 0, 'a line is of a role that the round does not ask for.')
  checkStart(round)
}

/** What the start told of whom it asked for and what would follow; of rounds from before it told all of this, what it told. */
function checkStart({ started, events, roles, audience }: RoundStatement['round']): void {
  const event = events.find((one) => started.basis.includes(one.event.id))?.event
  const told = (event?.facts ?? {}) as Readonly<Record<string, unknown>> & {
    readonly roleIds?: readonly string[]
  }
  const isTold = (value: unknown, said: unknown) =>
    value === undefined || canonical(value) === canonical(said)
  const rules = roles
    .map(({ roleId, nonResponse, graceDays, holders, lines }) => ({
      roleId,
      nonResponse,
      graceDays,
      holders,
      lines,
    }))
    .sort((one, other) => (one.roleId < other.roleId ? -1 : 1))
  const roleIds = rules.map(({ roleId }) => roleId)
  must(isTold(told.roleIds && [...told.roleIds].sort(), roleIds), 'the start tells of other roles.')
  must(isTold(told.rules, rules), 'the start tells of other rules, holders or lines of a role.')
  must(isTold(told.audience, audience), 'the start tells of another audience.')
}
