/** Paths of the programs that the tests need. */
export const chromium: string
export const php: string
/** A folder. */
export const simplesamlphp: string
/** A folder. */
export const mailServers: string
export function ensurePrograms(say: (line: string) => void): void
