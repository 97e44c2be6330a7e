/**
 * Provisioning: makes true at a target what the assignments say (A2), through a connector or by hand (A3). Listens to
 * assignments and sweeps for what no event told of; imported by no other feature. Events: access.activated, .changed,
 * .closed, .failed, .held, .closingDelayed, .retried, .adoptionApproved and provisioning.stepTickedOff, with subject
 * {type: 'user', id} and facts {connector, …}.
 */
export { provisioningApi } from './api.ts'
export { accessPanel } from './panel.tsx'
export { type AccessSurroundings, provisioningRoutes } from './web.tsx'
export { personQueue, personSpec, sweepQueue, sweepSpec } from './work/queues.ts'
export { connectedTargets, createWorkshop, type MattermostAt } from './work/workshop.ts'
