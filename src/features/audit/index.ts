/**
 * The audit trail: reading what happened, sealing it in signed, chained digests, and proving that nothing was edited,
 * removed, reordered or cut off (E1). It listens to what all others tell and is imported by nobody but the start, the
 * auditor's start page and the command line.
 */
export { auditApi } from './api.ts'
export { type ToldHead, toldHead } from './domain/head.ts'
export { keyIdOf } from './domain/seal.ts'
export type { AuditReport } from './domain/verification.ts'
export { findEventWords } from './event-words.ts'
export { findLastSeal } from './queries-trail.ts'
export { auditSealQueue, auditSealSpec, sealEvents } from './sealing.ts'
export { deriveSealingKey, type KeySettings, readSealingKey } from './sealing-key.ts'
export { exportTrail, type Trust, verifyDatabase, verifyExport } from './verify-trail.ts'
export { auditRoutes } from './web.tsx'
