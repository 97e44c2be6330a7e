/**
 * Letters to a role (R5): the central body writes to the holders of a role, or to one person in each municipality. Who
 * gets it, and why, is decided and kept here; telling them is `notifications`, which hears of it as an event.
 */
export { type LetterDraft, sendLetter } from './actions.ts'
export { roleMailApi } from './api.ts'
export { roleMailRoutes } from './web.tsx'
