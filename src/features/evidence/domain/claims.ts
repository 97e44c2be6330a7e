import type { EventValue } from '../../../kernel/event.ts'
import type {
  EvidenceAccess,
  EvidenceCertification,
  EvidenceContent,
  EvidencePending,
} from './evidence-file.ts'

/** What a part of the statement says of the events it cites. */
export interface Claim {
  readonly basis: readonly number[]
  /** What they are about: its type and id. */
  readonly thing: readonly [string, string]
  /** What they may be: 'task.completed'. */
  readonly types: readonly string[]
  /** What they must hold; where left out, nothing is claimed of it. */
  readonly facts?: Readonly<Record<string, EventValue>>
  readonly at?: string
  readonly byName?: string
  readonly onBehalfOfName?: string | null
  /** Not every event holds one: a reason may be the municipality's own. */
  readonly reason?: string | null
  /** The times at which there must be one of these types, where one is cited: 'access.closed' at closedAt. */
  readonly times?: Readonly<Record<string, string | null>>
}

/** Events of an access at a target, as the file may cite them. */
export const accessTypes = [
  'access.activated',
  'access.changed',
  'access.closed',
  'access.held',
  'access.failed',
  'access.closingDelayed',
  'provisioning.tickedOff',
] as const

/** What is read back when the last of somebody's access at a target is gone (A2). */
export const closingTypes = ['access.closed'] as const

export const answerTypes = [
  'certificationItem.answered',
  'certificationItem.selfAnswered',
  'certificationItem.corrected',
] as const

const decidedBy = {
  participated: 'task.completed',
  optedOut: 'task.optedOut',
  lapsed: 'task.lapsed',
} as const

/** What of a municipality can be held against events; a round's file has neither all assignments nor the accesses. */
export type Claimed = Pick<EvidenceContent, 'tasks' | 'pendingAssignments' | 'certifications'> &
  Partial<Pick<EvidenceContent, 'assignments' | 'accesses'>>

/** Everything that a municipality's part says on the ground of events, so that it can be held against them (E2). */
export function* claimsOf(content: Claimed): Generator<Claim> {
  for (const { number, templateId, received, decisions } of content.tasks) {
    const thing = ['task', String(number)] as const
    yield { ...received, thing, types: ['task.received'], facts: { templateId } }
    for (const { withdrawn, decision, textVersion: _version, ...act } of decisions) {
      yield { ...act, thing, types: [decidedBy[decision]], facts: { outcome: decision } }
      if (withdrawn) yield { ...withdrawn, thing, types: ['task.reopened'] }
    }
  }
  for (const { id, given, ended, basis, ...held } of content.assignments ?? []) {
    const { roleId, roleName, userId, userName, startsOn } = held
    const thing = ['assignment', id] as const
    const facts = { roleId, roleName, userId, userName, startsOn }
    yield { ...given, thing, types: ['assignment.started', 'assignment.planned'], facts }
    if (ended) yield { ...ended, thing, types: ['assignment.ended'], facts: { roleId, userId } }
    const types = ['assignment.suspended', 'assignment.resumed']
    yield { basis, thing, types, facts: { roleId, userId } }
  }
  for (const pending of content.pendingAssignments) yield* claimsOfPending(pending)
  for (const access of content.accesses ?? []) yield claimOfAccess(access)
  for (const round of content.certifications) yield* claimsOfCertification(round)
}

function* claimsOfPending(pending: EvidencePending): Generator<Claim> {
  const { id, roleId, roleName, personName, outcome, userId, assignmentId, acts } = pending
  for (const { what, ...act } of acts) {
    const isLast = what === outcome
    const facts = {
      roleId,
      ...(isLast && { roleName, userName: personName }),
      ...(isLast && outcome === 'tookEffect' && { userId, assignmentId }),
    }
    yield { ...act, thing: ['pendingAssignment', id], types: [`pendingAssignment.${what}`], facts }
  }
}

function claimOfAccess({ userId, target, state, activeSince, closedAt, basis }: EvidenceAccess): Claim {
  const times = {
    ...(state === 'active' && { 'access.activated': activeSince }),
    ...(state === 'closed' && { 'access.closed': closedAt }),
  }
  return { basis, thing: ['user', userId], types: accessTypes, facts: { connector: target }, times }
}

/** What an event calls that which came of a line. */
const policies: Readonly<Record<string, string>> = { suspended: 'suspend', removed: 'remove' }
const untouched: readonly string[] = ['kept', 'grace', 'held', 'askedAgain']

type Line = EvidenceCertification['items'][number]

/** Files from before closings were cited have neither an outcome nor a basis. */
function* claimsOfClosing(userId: string, line: Partial<Line>): Generator<Claim> {
  const { accessClosedAt = null, accessClosedBasis: basis = [] } = line
  yield { basis, thing: ['user', userId], types: closingTypes, times: { 'access.closed': accessClosedAt } }
}

/** Whether a line says that the access is closed and when, or neither. */
export const isOneStory = ({ accessOutcome, accessClosedAt }: Partial<Line>): boolean =>
  accessOutcome === undefined || (accessOutcome === 'closed') === (accessClosedAt !== null)

function* claimsOfCertification(round: EvidenceCertification): Generator<Claim> {
  const { roundId, name: roundName, closesOn, basis, items } = round
  yield {
    basis,
    thing: ['certification', roundId],
    types: ['certification.opened', 'certification.completed', 'certification.closed'],
    facts: { roundId, roundName, closesOn },
    times: { 'certification.completed': round.completedAt, 'certification.closed': round.closedAt },
  }
  for (const { id, roleId, roleName, userId, userName, answers, ...line } of items) {
    const thing = ['certificationItem', id] as const
    const facts = { roundId, roleId, roleName, userId, userName }
    for (const {
      answer,
      successorName: _name,
      successorPendingId: _pending,
      isSelfAnswered,
      ...act
    } of answers) {
      const other = isSelfAnswered ? 'certificationItem.answered' : 'certificationItem.selfAnswered'
      yield {
        ...act,
        thing,
        types: answerTypes.filter((type) => type !== other),
        facts: { ...facts, answer },
      }
    }
    yield* claimsOfClosing(userId, line)
    // What came of it elsewhere, or by a hand that stopped it, is told by other events.
    const { basis, withoutAnswer, withoutAnswerAt } = line
    const policy = withoutAnswer === null ? undefined : policies[withoutAnswer]
    const applied = { ...facts, ...(policy && { policy }) }
    const times: Record<string, string> =
      policy && withoutAnswerAt ? { 'certification.policyApplied': withoutAnswerAt } : {}
    // Of whom nothing was taken, no event may say that it was.
    const types = untouched.includes(withoutAnswer ?? '') ? [] : ['certification.policyApplied']
    yield { basis, thing, types, facts: applied, times }
  }
}
