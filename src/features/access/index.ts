/**
 * Access grants: what follows from assignments and from nothing else (A1). Computed, never edited or stored: a grant is
 * open while an assignment of a role that opens the target is current. Whoever asks inside the transaction that ends an
 * assignment is already told no, which is how the sign-in gate closes at once (A2).
 */
export type { ComputedGrant, GrantKey, GrantTarget } from './domain.ts'
export { findGrant, listGrantsOf } from './queries.ts'
