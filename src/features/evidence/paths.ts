export const evidencePath = '/dokumentation'
export const evidenceFilePath = '/dokumentation/fil'
/** The confirmations, each with its reports and its signed file. */
export const roundsPath = '/bekraeftelser'
/** Public: whoever checks a file fetches the keys once and keeps them. */
export const keysPath = '/.well-known/tvaers-keys.json'
