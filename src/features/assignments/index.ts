/**
 * Assignments: who holds which role of the gallery in which municipality, from when to when (R2). Given and ended by
 * the municipality's own KLIK-administrator alone. Events: assignment.planned, .started, .ended, .primaryChanged,
 * with subject {type: 'assignment', id} and facts {roleId, roleName, userId, userName, isPrimary, startsOn,
 * endsBefore, access}; ended also tells its cause, 'lastDay' or 'endedByAdministrator'.
 */
import { overviewRoutes } from './overview-web.tsx'
import { roleRoutes } from './web.tsx'

export { faultSentence } from './access-faults.ts'
export { type AssignRoleInput, assignRole, changePrimary, endAssignment } from './actions.ts'
export { assignmentsApi } from './api.ts'
export { type AccessState, type AccessStates, type ShownAccess, secondsBetweenLooks } from './domain.ts'
export {
  countHolders,
  currentAssignmentsOf,
  findAccessStates,
  getAssignment,
  type HeldRole,
  type Holder,
  listHolders,
} from './queries.ts'
export { turnOfDayQueue, turnOfDaySpec } from './turn-of-day.ts'

/** Every page of this feature. */
export const assignmentRoutes = [...overviewRoutes, ...roleRoutes]
