import { z } from 'zod'
import type { ApiRoute } from './route.ts'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })

const problem = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
  required: ['type', 'title', 'status'],
}

/** A route as @fastify/swagger reads it: OpenAPI comes from the same schemas that are enforced. */
export function apiSchema(route: ApiRoute): Record<string, unknown> {
  const success = route.successStatus ?? 200
  const access =
    route.access.kind === 'permission' ? `Needs ${route.access.anyOf.join(' or ')}.` : route.access.reason
  const description = route.output ? jsonSchema(route.output, 'output') : { type: 'null' }
  return {
    summary: route.summary,
    description: access,
    tags: [route.tag],
    ...(route.access.kind === 'public' ? { security: [] } : {}),
    ...(route.input?.params ? { params: jsonSchema(route.input.params, 'input') } : {}),
    ...(route.input?.query ? { querystring: jsonSchema(route.input.query, 'input') } : {}),
    ...(route.input?.body ? { body: jsonSchema(route.input.body, 'input') } : {}),
    response: {
      [success]: description,
      '4xx': { description: 'Refused; RFC 9457 problem details.', ...problem },
    },
  }
}
