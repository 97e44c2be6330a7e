/**
 * Provisioning: makes true at a target what the assignments say (A2), through a connector or by hand (A3). Listens to
 * assignments and sweeps for what no event told of; reconciles what is there with what the assignments say (A4). Imported
 * by no other feature.
 */
export { reconciliationsApi } from './api.ts'
export { removalHoldsApi } from './api-holds.ts'
export { askPlacesAt } from './connectors/mattermost/ask-places.ts'
export { MattermostClient } from './connectors/mattermost/client.ts'
export { probeMattermost } from './connectors/mattermost/probe.ts'
export { orNullIfMissing, ServerFault } from './connectors/mattermost/server-fault.ts'
export { measureProvisioning } from './metric.ts'
export { findRun, listFindings } from './queries-reconciliation.ts'
export { provisioningRoutes } from './web.tsx'
export { personQueue, personSpec, sweepQueue, sweepSpec } from './work/queues.ts'
export {
  fullReconcileQueue,
  fullReconcileSpec,
  reconcileNow,
  reconcileQueue,
  reconcileSpec,
} from './work/reconcile-queues.ts'
export {
  connectedTargets,
  createWorkshop,
  type FurtherServer,
  type MattermostAt,
  mattermostAt,
  serversOf,
} from './work/workshop.ts'
