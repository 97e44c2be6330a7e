/**
 * Roll-outs: a template becomes a task in each chosen municipality (T2), and the central body follows how far they
 * are. A supplier follows the roll-outs of its own projects, without names of people or reasons.
 */
export { getRollout, listRollouts, previewRollout, publishRollout, type RolloutPreview } from './actions.ts'
export { rolloutsApi } from './api.ts'
export type { Audience, RolloutPlan } from './domain.ts'
export { roleVacatedQueue, roleVacatedSpec } from './role-vacated.ts'
export { rolloutRoutes } from './web.tsx'
