import { readFile } from 'node:fs/promises'
import Fastify from 'fastify'

/**
 * The bare-HTTP limit: a server that answers one page, read once, and does nothing else. Runs as a process of its
 * own, prints its port, and ends with its parent.
 */
export async function serveOnePage(file: string): Promise<void> {
  const page = await readFile(file, 'utf8')
  const server = Fastify()
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  process.stdout.write(`${new URL(address).port}\n`)
  process.on('disconnect', () => process.exit(0))
}
