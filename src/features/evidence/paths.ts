import type { ReportFormat } from './report/read-report.ts'

export const reportPath = (roundId: string): string => `/bekraeftelser/${roundId}/rapport`
export const reportFile = (roundId: string, format: ReportFormat): string =>
  `${reportPath(roundId)}?format=${format}`
export const evidencePath = '/dokumentation'
export const evidenceFilePath = '/dokumentation/fil'
/** Public: whoever checks a file fetches the keys once and keeps them. */
export const keysPath = '/.well-known/tvaers-keys.json'
