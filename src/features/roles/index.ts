/**
 * The role gallery (R1): what KOMBIT asks municipalities to have somebody for, which access each role opens, how it is
 * confirmed. Descriptions are versioned; KOMBIT's editors write, everybody reads. Who holds a role is `assignments`.
 */

export { createRole, type SaveRoleInput, saveRoleVersion } from './actions.ts'
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
export { Checklist } from './views/checklist.tsx'
export { HandOver } from './views/hand-over.tsx'
export { roleGalleryRoutes } from './web.tsx'
export { accessWords, certificationWords, holdersWords, inWords, kindWords, serverWords } from './words.ts'
