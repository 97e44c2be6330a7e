/**
 * Provisioning: makes true at a target what the assignments say (A2), through a connector or by hand (A3). Listens to
 * assignments and sweeps for what no event told of; imported by no other feature.
 */
export { askPlacesAt } from './connectors/mattermost/ask-places.ts'
export { probeMattermost } from './connectors/mattermost/probe.ts'
export { provisioningRoutes } from './web.tsx'
export { personQueue, personSpec, sweepQueue, sweepSpec } from './work/queues.ts'
export {
  connectedTargets,
  createWorkshop,
  type FurtherServer,
  type MattermostAt,
  mattermostAt,
  serversOf,
} from './work/workshop.ts'
