import { z } from 'zod'
import type { ApiRoute } from './route.ts'

/** What JSON Schema cannot say: an instant goes out as text. */
function instantsAsText(context: {
  zodSchema: { _zod: { def: { type: string } } }
  jsonSchema: object
}): void {
  if (context.zodSchema._zod.def.type === 'date')
    Object.assign(context.jsonSchema, { type: 'string', format: 'date-time' })
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: instantsAsText,
  })
  return described
}

const problem = {
  description: 'Refused: problem details (RFC 9457).',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        properties: {
          type: { type: 'string', description: 'Which kind of problem; the same for all of its kind.' },
          title: { type: 'string', description: 'What is wrong and what to do, in the language asked for.' },
          status: { type: 'integer' },
          instance: { type: 'string', description: 'The number of the request, as in the log.' },
          errors: {
            type: 'array',
            description: 'Which fields are wrong, and why.',
            items: {
              type: 'object',
              properties: {
                pointer: { type: 'string', description: 'Into the body, as a JSON Pointer: #/priority.' },
                parameter: { type: 'string', description: 'Of the address.' },
                header: { type: 'string' },
                detail: { type: 'string' },
              },
              required: ['detail'],
            },
          },
        },
        required: ['type', 'title', 'status', 'instance'],
      },
    },
  },
}

const onceHeader = {
  'idempotency-key': {
    type: 'string',
    minLength: 1,
    maxLength: 255,
    description: 'A repeat with the same key within a day gets the first answer and changes nothing.',
  },
}
const conditionHeader = {
  'if-match': {
    type: 'string',
    description:
      'The ETag of what was read; the change is refused (412) when somebody changed it since. * changes it anyway.',
  },
}

function headersOf(route: ApiRoute): object {
  if (route.method === 'get') return {}
  return {
    headers: {
      type: 'object',
      properties: route.method === 'post' ? onceHeader : conditionHeader,
      required: route.isConditional ? ['if-match'] : [],
    },
  }
}

/** A route that takes a file takes a multipart form: the file and its fields. */
function bodyOf(route: ApiRoute): object {
  const { body, file } = route.input ?? {}
  const fields = body ? jsonSchema(body, 'input') : null
  if (!file) return fields ? { body: fields } : {}
  const properties = {
    ...((fields?.properties as object | undefined) ?? {}),
    [file.field]: { type: 'string', format: 'binary' },
  }
  return { consumes: ['multipart/form-data'], body: { ...fields, type: 'object', properties } }
}

/** A route as @fastify/swagger reads it: OpenAPI comes from the same schemas that are enforced. */
export function apiSchema(route: ApiRoute): Record<string, unknown> {
  const success = route.successStatus ?? 200
  const access =
    route.access.kind === 'permission' ? `Needs ${route.access.anyOf.join(' or ')}.` : route.access.reason
  const isEmpty = success === 204
  const described = route.output ? jsonSchema(route.output, 'output') : isEmpty ? { type: 'null' } : {}
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    description: access,
    tags: [route.tag],
    ...(route.access.kind === 'public' ? { security: [] } : {}),
    ...(route.input?.params ? { params: jsonSchema(route.input.params, 'input') } : {}),
    ...(route.input?.query ? { querystring: jsonSchema(route.input.query, 'input') } : {}),
    ...bodyOf(route),
    ...headersOf(route),
    response: { [success]: { description: 'Done', ...described }, '4xx': problem },
  }
}

/** A name clients generate functions from: 'get /api/v1/tasks/:number' → 'getTasksByNumber'. */
function operationIdOf(route: ApiRoute): string {
  const words = route.path
    .replace(/^\/api\/v1\//, '')
    .split(/[/.-]/)
    .map((word) => (word.startsWith(':') ? `By${capital(word.slice(1))}` : capital(word)))
  return `${route.method}${words.join('')}`
}

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`
