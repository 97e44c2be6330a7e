/** Help: what Tværs is, how a task ends in an access, whom to ask; and the statement on accessibility. */
export { helpRoutes } from './web.tsx'
