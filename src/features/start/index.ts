/**
 * Start: the first page after sign-in, for each kind of person what waits for them, by when, and the way to the next
 * step. It owns nothing and changes nothing: it reads what the other features keep.
 */
export { startRoutes } from './web.tsx'
