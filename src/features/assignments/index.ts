/**
 * Assignments: who holds which role of the gallery in which municipality, from when to when (R2). Given and ended by
 * the municipality's own KLIK-administrator or their deputy alone, also several at once; given up by the holder (R6);
 * promised to somebody who has not signed in yet (R3). Events: assignment.planned, .started, .ended, .primaryChanged,
 * .resigned with subject {type: 'assignment', id} and facts {roleId, roleName, userId, userName, isPrimary, startsOn,
 * endsBefore (its own, or its role's where that comes first: endsWithRole), access}; ended also tells its cause, 'lastDay', 'endedByAdministrator', 'resigned', 'left',
 * 'certification', 'nonResponse' (nobody answered, C3) or 'roleEnded' (with its note: the role was taken out); resigned
 * its proposedSuccessor. pendingAssignment.made, .tookEffect, .refused, .expired, .withdrawn with subject
 * {type: 'pendingAssignment', id} and facts {roleId, roleName, userName}, once known also userId and assignmentId.
 * assignment.endingSoon: told 30, 10 and 3 days before the last day. assignment.suspended and .resumed: the access closes and opens while the assignment stands (C3).
 */
import type { Route } from '../../platform/http/route.ts'
import { assignmentsApi as singleApi } from './api.ts'
import { batchesApi } from './api-batches.ts'
import { pendingApi } from './api-pending.ts'
import { resignationsApi } from './api-resignations.ts'
import { batchRoutes } from './batch-web.tsx'
import { type OverviewParts, overviewRoutes } from './overview-web.tsx'
import { pendingRoutes } from './pending-web.tsx'
import { resignationRoutes } from './resignation-web.tsx'
import { roleRoutes } from './web.tsx'

export { faultSentence } from './access-faults.ts'
export { type AssignRoleInput, assignRole, changePrimary, endAssignment } from './actions.ts'
export {
  endMany,
  type GiftOutcome,
  giveMany,
  givePrimaryBack,
  holdRoles,
  resumeMany,
  suspendMany,
} from './actions-many.ts'
export {
  type Promised,
  type PromiseInput,
  type PromiseOutcome,
  promiseMany,
  promiseRole,
  withdrawMany,
  withdrawPending,
} from './actions-pending.ts'
export { resignRole } from './actions-resignation.ts'
export { roleEndsQueue, roleEndsSpec } from './actions-role-ends.ts'
export { onPrivilegeLost, onSignedIn } from './arrival.ts'
export {
  type AccessState,
  type AccessStates,
  type ShownAccess,
  secondsBetweenLooks,
  shortageAfter,
} from './domain.ts'
export type { Gift } from './domain-many.ts'
export { emailKeyOf, meantUser, type PendingState, pendingFaults } from './domain-pending.ts'
export { addressForgettingQueue, addressForgettingSpec } from './forgetting.ts'
export { instructionPath } from './paths.ts'
export {
  countHolders,
  currentAssignmentsOf,
  getAssignment,
  type HeldRole,
  type Holder,
  listHolders,
} from './queries.ts'
export { type HolderAccess, listHolderAccesses } from './queries-access.ts'
export { listPendingByIds } from './queries-pending.ts'
export { listWaitingProposals, type Resignation } from './queries-resignations.ts'
export { settleMootProposals } from './settling-proposals.ts'
export { turnOfDayQueue, turnOfDaySpec } from './turn-of-day.ts'
export { Proposals } from './views/proposals.tsx'

export interface AssignmentParts extends OverviewParts {
  /** Where the portal is, as one types it. */
  readonly portalAddress: string
}

/** Every page of this feature. */
export const assignmentRoutes = ({ portalAddress, ...parts }: AssignmentParts): Route[] => [
  ...overviewRoutes(parts),
  ...roleRoutes,
  ...pendingRoutes(portalAddress),
  ...batchRoutes,
  ...resignationRoutes,
]

/** Everything of this feature that machines can do. */
export const assignmentsApi: Route[] = [...singleApi, ...pendingApi, ...batchesApi, ...resignationsApi]
