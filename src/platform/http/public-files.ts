import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Built files carry a hash in their name and never change; the rest of public/ is asked for again each hour. */
export async function registerPublicFiles(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: resolve(folder, 'built'),
    prefix: '/built/',
    decorateReply: false,
    immutable: true,
    maxAge: 31_536_000_000,
    index: false,
    preCompressed: true,
  })
}
