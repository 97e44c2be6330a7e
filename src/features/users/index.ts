/**
 * Users: people who have signed in at least once (S2). The key is the UUID of the sign-in; name, e-mail and rights
 * follow the latest sign-in. A task's people and a role's holders are chosen among an organisation's users. A
 * KLIK-administrator may have a deputy for a time (R2). Events: deputy.appointed, deputy.ended, user.left, user.moved.
 */
export { appointDeputy, endDeputy, endLapsedDeputies, noteLeft, noteMoved } from './actions.ts'
export { usersApi } from './api.ts'
export { deputiesApi } from './api-deputies.ts'
export { bouncedSince, whyNotLeave } from './domain.ts'
export { deputiesPath } from './paths.ts'
export {
  findAdministrators,
  findMailLanguage,
  findOwnMark,
  findUser,
  findUserAnywhere,
  listUsers,
  type User,
} from './queries.ts'
export { type Deputy, findCurrentDeputies } from './queries-deputies.ts'
export {
  type Arrival,
  lockUser,
  type SignedInPerson,
  saveAddressConfirmed,
  saveMailLanguage,
  savePrivilegeLost,
  saveSignedInUser,
  type UserBefore,
} from './store.ts'
export { deputyRoutes } from './web.tsx'
