/**
 * Departures: somebody leaves the municipality, or does other work there. Shows all they hold (roles, tasks); moves the
 * leaver's to one or several successors in one go and notes that they have left: event user.left, access closed,
 * sessions over. Of whoever has moved it notes the new title: event user.moved, from which a round about the roles follows.
 */
export { departuresApi } from './api.ts'
export { departureRoutes } from './web.tsx'
export { moveRoutes } from './web-moves.tsx'
