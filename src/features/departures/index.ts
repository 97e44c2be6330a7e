/**
 * Departures: somebody leaves the municipality. Shows all they hold (roles, tasks), moves it to one or several
 * successors in one go, and notes that they have left: event user.left, access closed, sessions over.
 */
export { departuresApi } from './api.ts'
export { departureRoutes } from './web.tsx'
