/**
 * Certification: the yearly confirmation of who holds the roles (C1-C6). A round freezes the holders and gives each
 * municipality one task; the municipality answers for each; what nobody answers for follows the role's own rule, behind
 * a brake. Events: see the glossary. Who is told and how is the notifications' matter, the evidence another feature's:
 * it reads what is exported here. A successor who has not signed in yet is promised the role by `assignments` (R3).
 */
import { itemApi } from './api/item-api.ts'
import { roundApi } from './api/round-api.ts'
import { centralRoutes } from './web/central-web.tsx'
import { municipalRoutes } from './web/municipal-web.tsx'

export { type AnswerResult, answerItem, answerItems, mostAnswers } from './actions/answering.ts'
export { closeRound } from './actions/closing.ts'
export { decideBrake } from './actions/deciding.ts'
export { planRole } from './actions/planning.ts'
export { previewRerun, rerunRound } from './actions/rerunning.ts'
export { previewRound, type Started, startRound } from './actions/starting.ts'
export type { AnswerKind, GivenAnswer } from './domain/item.ts'
export { type LostAccess, lostAccessOf, type Outcome, outcomeOf } from './domain/outcome.ts'
export type { RoundPlan } from './domain/round.ts'
export { reportPath, roundEvidencePath } from './paths.ts'
export {
  getItem,
  listAnswersOf,
  listItems,
  listItemsOf,
  listOwnRounds,
  type PastAnswer,
  type ShownItem,
} from './queries/items.ts'
export {
  getRound,
  listOutcomes,
  listRoundParts,
  listRounds,
  type Part,
  type Round,
  type RoundRole,
} from './queries/rounds.ts'
export {
  certificationDayQueue,
  certificationDaySpec,
  certificationWorkQueue,
  certificationWorkSpec,
  leaverQueue,
  leaverSpec,
  moverQueue,
  moverSpec,
  workInAll,
} from './work/queues.ts'

/** Every page of this feature. */
export const certificationRoutes = [...centralRoutes, ...municipalRoutes]
export const certificationApi = [...roundApi, ...itemApi]
