import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those the system lends to connections going out: a browser's would take one between our look and its use. */
const [first, last] = [15_000, 32_000]

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first))
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return true
  } catch {
    return false
  }
}
