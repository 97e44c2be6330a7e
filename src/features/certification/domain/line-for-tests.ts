import { civilDay } from '../../../kernel/civil-day.ts'
import type { Answerer } from './answering.ts'
import type { Item } from './item.ts'

export const today = civilDay('2026-11-23')
export const hanne = { id: 'hanne', name: 'Hanne Berg' }
/** The only administrator, who answers. */
export const katrine: Answerer = { id: 'katrine', administrators: [{ id: 'katrine', name: 'Katrine Holm' }] }

/** One that nobody has answered, in an open round. */
export const line: Item = {
  id: 'line',
  organisationId: 1,
  roundId: 'round',
  roleId: 'role',
  roleName: 'Rolle',
  opensAccess: false,
  userId: 'anders',
  userName: 'Anders Skov',
  isPrimary: false,
  heldAssignmentId: 'held',
  isHeldOpen: true,
  isSuspended: false,
  heldEndsBefore: null,
  heldEndedOn: null,
  answer: null,
  reason: null,
  successorId: null,
  successorAssignmentId: null,
  successorPendingId: null,
  successorState: null,
  isPromisedHere: false,
  replacesBy: null,
  replacedAt: null,
  consequence: null,
  accessOutcome: 'none',
  version: 1,
  roundStatus: 'open',
}
