import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { readConfig } from '../../config.ts'
import { cast } from '../../demo/cast.ts'
import type { ApiRoute } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { allRoutes } from '../../routes.ts'

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security?: object[]
  parameters?: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: Record<string, object> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

let portal: TestApp
let description: {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  security: object[]
  components: { securitySchemes: object }
  paths: Record<string, Record<string, Operation>>
}

// The list alone: nothing is answered through it, so no world is needed.
const routes = allRoutes({
  cast,
  config: readConfig({ MODE: 'demo' }),
  world: {} as World,
  openApi: () => ({}),
})
const apiRoutes = routes.filter((route): route is ApiRoute => route.face === 'api')
const operationOf = (route: ApiRoute) =>
  description.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method]

beforeAll(async () => {
  portal = await createTestApp()
  const answer = await portal.anybody().get('/api/v1/openapi.json')
  expect(answer.statusCode).toBe(200)
  description = answer.json()
})
afterAll(() => portal.close())

test('it is OpenAPI 3.1 and says where, what and how to sign in', () => {
  expect(description.openapi).toBe('3.1.0')
  expect(description.info).toMatchObject({ title: 'Tværs', version: '1' })
  expect(description.servers).toEqual([{ url: 'http://localhost:3000' }])
  expect(description.components.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer' } })
  expect(description.security).toEqual([{ bearer: [] }])
})

describe.each(apiRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    test('is described with what it answers', () => {
      const operation = operationOf(route)
      expect(operation?.summary).toBe(route.summary)
      expect(operation?.tags).toEqual([route.tag])
      const responses = operation?.responses ?? {}
      expect(Object.keys(responses).sort()).toEqual([String(route.successStatus ?? 200), '4XX'].sort())
      for (const response of Object.values(responses)) expect(response.description).toBeTruthy()
      expect(Object.keys(responses['4XX']?.content ?? {})).toEqual(['application/problem+json'])
    })

    test('names each part of its address, and takes a key or a condition where it changes something', () => {
      const parameters = operationOf(route)?.parameters ?? []
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name)).toEqual(
        [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]),
      )
      for (const parameter of inPath) expect(parameter.required).toBe(true)
      const inHeaders = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name)
      const expected = {
        get: [],
        post: ['idempotency-key'],
        put: ['if-match'],
        patch: ['if-match'],
        delete: ['if-match'],
      }
      expect(inHeaders).toEqual(expected[route.method])
    })

    test('is open to nobody without a token unless it says so', () => {
      expect(operationOf(route)?.security).toEqual(route.access.kind === 'public' ? [] : undefined)
    })
  },
)

test('pages are no part of it, and no two operations share a name', () => {
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual(
    apiRoutes.map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`).sort(),
  )
  const ids = Object.values(description.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('every reference in it leads somewhere', () => {
  const text = JSON.stringify(description)
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => (match[1] ?? '').split('/'))
  for (const steps of references) {
    const target = steps.reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | undefined)?.[step],
      description,
    )
    expect(target, steps.join('/')).toBeDefined()
  }
  expect(text).not.toContain('"$schema"')
})
