export const evidencePath = '/dokumentation'
export const evidenceFilePath = '/dokumentation/fil'
/** Public: whoever checks a file fetches the keys once and keeps them. */
export const keysPath = '/.well-known/tvaers-keys.json'
