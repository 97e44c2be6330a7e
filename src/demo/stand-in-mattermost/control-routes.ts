import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { forbidden } from './api-fault.ts'
import { bodyOf, textIn } from './bodies.ts'
import { bearerOf } from './caller.ts'
import { faultsSchema, setFaults } from './faults.ts'
import { signInBySso } from './user-changes.ts'
import { ok, type World } from './world.ts'

/** An empty token is nobody's: it opens nothing, though the server had been given none either. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Switches for demonstrations and tests that the real server has not: faults, the list of requests, and a sign-in
 * through single sign-on. They work also while the API plays dead.
 */
export function controlRoutes(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', async (request) => {
    if (!isSame(bearerOf(request), world.options.adminToken)) throw forbidden('test_mattermost')
  })
  app.get('/faults', async () => world.faults)
  app.put('/faults', async (request, reply) => {
    const parsed = faultsSchema.safeParse(request.body)
    if (!parsed.success) return reply.code(400).send({ fault: z.prettifyError(parsed.error) })
    return setFaults(world, parsed.data)
  })
  app.delete('/faults', async () => setFaults(world, faultsSchema.parse({})))
  app.get('/requests', async () => world.log)
  app.delete('/requests', async () => {
    world.log.length = 0
    return ok
  })
  app.post('/sign-in', async (request) => ({
    session_id: signInBySso(world, textIn(bodyOf(request), 'auth_data')),
  }))
}
