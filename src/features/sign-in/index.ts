/**
 * Sign-in: who somebody is, on whose behalf, with which rights, and for how long. Sessions live in the database and
 * are asked at every request, so that ending one is seen everywhere at once (S2). The demo door lets one choose a
 * person of the cast and exists only in demo mode (S4).
 */
export { authenticateSession, type OnSignedIn } from './actions.ts'
export type { DemoPerson } from './demo-person.ts'
export { signInRoutes } from './web.tsx'
