/**
 * Evidence: what can be shown an auditor. The report and the signed file of a round of confirmation (C7), and one signed
 * file per municipality with what it read, decided, assigned and confirmed (E2), which an outsider proves without the
 * portal. It reads what others keep, changes nothing, and is imported by nobody but the start and the command line.
 */
export { evidenceApi } from './api.ts'
export { type EvidenceVerdict, verifyEvidence } from './domain/verification.ts'
export { evidenceRoutes } from './web.tsx'
