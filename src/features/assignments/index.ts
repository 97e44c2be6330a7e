/**
 * Assignments: who holds which role of the gallery in which municipality, from when to when (R2). Given and ended by
 * the municipality's own KLIK-administrator alone. Events: assignment.planned, .started, .ended, .primaryChanged,
 * with subject {type: 'assignment', id} and facts {roleId, roleName, userId, userName, isPrimary, startsOn,
 * endsBefore, access}; ended also tells its cause, 'lastDay',
 * 'endedByAdministrator' or 'certification'. assignment.suspended and .resumed: the access closes and opens while the
 * assignment stands (C3).
 */
import { overviewRoutes } from './overview-web.tsx'
import { roleRoutes } from './web.tsx'

export { type AssignRoleInput, assignRole, changePrimary, endAssignment } from './actions.ts'
export { assignmentsApi } from './api.ts'
export type { AccessState, AccessStates, ShownAccess } from './domain.ts'
export {
  endMany,
  type Gift,
  type GiftOutcome,
  giveMany,
  givePrimaryBack,
  holdRoles,
  resumeMany,
  suspendMany,
} from './many.ts'
export {
  countHolders,
  currentAssignmentsOf,
  getAssignment,
  type HeldRole,
  type Holder,
  listHolders,
} from './queries.ts'
export type { AssignmentKey } from './store-many.ts'
export { turnOfDayQueue, turnOfDaySpec } from './turn-of-day.ts'

/** Every page of this feature. */
export const assignmentRoutes = [...overviewRoutes, ...roleRoutes]
