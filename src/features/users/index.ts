/**
 * Users: people who have signed in at least once (S2). The key is the UUID of the sign-in; name, e-mail and rights
 * follow the latest sign-in. A task's people and a role's holders are chosen among an organisation's users.
 */
export { usersApi } from './api.ts'
export { findAdministrators, findUser, findUserAnywhere, listUsers, type User } from './queries.ts'
export { type SignedInPerson, saveSignedInUser } from './store.ts'
