import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Fails now, before anything is set up, when a port could not be listened on later.
 * @param port 0 is any free one: always possible
 * @throws the system's own error (EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND), with the port
 */
export async function checkPort(port: number, host: string): Promise<void> {
  if (port === 0) return
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), { port })
  } finally {
    server.close()
  }
}
