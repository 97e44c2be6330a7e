/**
 * Calendar: a secret address from which calendar programs fetch the deadlines of one person or of a municipality (N4). What
 * is in it is asked anew at each fetch, under the reach of its organisation, for as long as its maker may see it. Deadlines
 * of advisories join through `Deadlines`. Events: calendarFeed.created, .renewed, .revoked [calendarFeed; kind].
 */
export { calendarApi } from './api.ts'
export { fetchForgettingQueue, fetchForgettingSpec } from './queues.ts'
export { calendarRoutes } from './web.tsx'
