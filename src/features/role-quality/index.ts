/**
 * Role quality (R4): what there is to act on in the roles of each municipality, how it went over time, and asking
 * municipalities to have a vacant role filled. Tells role.vacated [role, organisationId = the municipality; facts
 * {roleId, roleName}] once for each time the last holder of a role goes. Held together by `role_finding_on` in the
 * database, which every screen asks.
 */
export { roleQualityApi } from './api.ts'
export { snapshotQueue, snapshotSpec, vacanciesQueue, vacanciesSpec } from './queues.ts'
export { roleQualityRoutes } from './web.tsx'
