/**
 * The role gallery (R1): what KOMBIT asks municipalities to have somebody for, which access each role opens, how it is
 * confirmed. Descriptions are versioned; KOMBIT's editors write, everybody reads. Who holds a role is `assignments`. A role
 * ends on a day that is said beforehand, and can be taken up again. Events: role.created, .descriptionChanged, .endingSet,
 * .endingCalledOff, .retired, .takenUpAgain [role, of the central body; facts {roleId, roleName, endsBefore, note (why),
 * replacedBy}, of an ending said anew with changes of endsBefore].
 */

export { createRole, type SaveRoleInput, saveRoleVersion } from './actions.ts'
export { retireDueRole } from './actions-ending.ts'
export { rolesApi } from './api.ts'
export type { AskServers, GalleryParts } from './asking.ts'
export type {
  NonResponse,
  Role,
  RoleChange,
  RoleDraft,
  RoleKind,
  RoleVersion,
} from './domain.ts'
export type { RoleEnding } from './domain-ending.ts'
export { type ConnectorName, isConnectorName, type RoleAccess } from './domain-places.ts'
export {
  descriptionPath,
  galleryPath,
  handOverPath,
  lettersPath,
  occupancyPath,
  ownRolePath,
} from './paths.ts'
export {
  findRole,
  findRoleByName,
  getRole,
  type ListedRole,
  listRoles,
  listRolesByIds,
  type RoleFilter,
} from './queries.ts'
export { listDueEndings } from './queries-ending.ts'
export { Checklist } from './views/checklist.tsx'
export { EndingBadge, EndingNote } from './views/ending-note.tsx'
export { HandOver } from './views/hand-over.tsx'
export { SystemRoleNote } from './views/system-role-note.tsx'
export { roleGalleryRoutes } from './web.tsx'
export { accessWords, certificationWords, holdersWords, inWords, kindWords, serverWords } from './words.ts'
