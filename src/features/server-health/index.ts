/**
 * Server health (serverens tilstand): how a Mattermost server is set up and stands, and what should change and why. A job
 * asks and keeps the answer; it is judged when it is read, against who should have access then. Changes nothing there.
 * Event: server.askedAnew [central body].
 */
export { serverApi } from './api.ts'
export { askServer, type ManagedTeam } from './ask-server.ts'
export { type Check, type Need, noNeed } from './domain.ts'
export { judge } from './domain-judging.ts'
export { listManagedTeams, listNeeds } from './queries.ts'
export { serverHealthQueue, serverHealthSpec } from './queues.ts'
export type { WatchedServer } from './shown.ts'
export { serverRoutes } from './web.tsx'
export { nameOfCheck, reasonOf, shownWords } from './words.ts'
