export const evidencePath = '/dokumentation'
export const evidenceFilePath = '/dokumentation/fil'
/** The confirmations, each with its reports and its signed file. */
export const roundsPath = '/bekraeftelser'
/** What the program is called, here and at whoever keeps it. */
export const programName = 'verify-evidence.mjs'
/** Public: the program that checks a file without Tværs. */
export const programPath = `/dokumentation/${programName}`
/** Public: whoever checks a file fetches the keys once and keeps them. */
export const keysName = 'tvaers-keys.json'
export const keysPath = `/.well-known/${keysName}`
