/**
 * The audit trail: reading what happened, sealing it in signed, chained digests, and proving that nothing was edited,
 * removed, reordered or cut off (E1). It listens to what all others tell and is imported by nobody but the evidence, the
 * start, the auditor's start page and the command line.
 */
export { auditApi } from './api.ts'
export { canonicalJson } from './domain/canonical-json.ts'
export { type ToldHead, toldHead } from './domain/head.ts'
export { type Inclusion, rootFrom } from './domain/inclusion.ts'
export {
  isSignedBy,
  isTextSignedBy,
  keyIdOf,
  leafOfEvent,
  type RecordedEvent,
  type Seal,
  sealDigest,
} from './domain/seal.ts'
export type { AuditReport } from './domain/verification.ts'
export { findEventWords } from './event-words.ts'
export { openProver, type ProvenEvent, type Prover } from './proving.ts'
export { findLastSeal, listKeys } from './queries-trail.ts'
export { auditSealQueue, auditSealSpec, sealEvents } from './sealing.ts'
export { deriveSealingKey, type KeySettings, readSealingKey, type SealingKey } from './sealing-key.ts'
export { exportTrail, type Trust, verifyDatabase, verifyExport } from './verify-trail.ts'
export { auditRoutes } from './web.tsx'
