import { publicBecause } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'

/**
 * The API's own description.
 * @param describe makes it once every route is mounted
 */
export function openApiRoute(describe: () => unknown): Route {
  let description: unknown = null
  return api({
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This description, as OpenAPI 3.1',
    tag: 'api',
    access: publicBecause('it tells how to use the API and nothing of anybody’s'),
    audit: reads,
    output: null,
    handle: async () => {
      description ??= describe()
      return json(description)
    },
  })
}
