/** Takes a lock file; resolves to what gives it back. */
export function takeTurn(path: string, onWait: (holder: { pid: number }) => void): Promise<() => void>
