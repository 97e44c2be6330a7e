import type { FastifyInstance } from 'fastify'
import { afterEach } from 'vitest'
import { createStandInMattermost, type StandInOptions } from './stand-in-mattermost.ts'

export const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'
const open: FastifyInstance[] = []

afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

/** A stand-in without a port, and ways to ask it as its administrator. Closed after the test. */
export function start(options: Partial<StandInOptions> = {}) {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const app = createStandInMattermost({ adminToken, now: () => new Date(now), ...options })
  open.push(app)
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    token = adminToken,
  ) => {
    const url = path.startsWith('/test-mattermost') ? path : `/api/v4${path}`
    const headers = { authorization: `Bearer ${token}` }
    const response = await app.inject({ method, url, headers, payload: body })
    const isJson = response.headers['content-type'] === 'application/json'
    return {
      status: response.statusCode,
      headers: response.headers,
      body: isJson ? response.json() : response.body,
    }
  }
  const user = async (name: string, more: object = {}) =>
    ask('POST', '/users', {
      email: `${name}@korsbaek.test`,
      username: name,
      auth_service: 'gitlab',
      auth_data: `9${name.length}${name.charCodeAt(0)}`,
      email_verified: true,
      ...more,
    })
  return {
    app,
    ask,
    user,
    pass: (ms: number) => {
      now += ms
    },
    async place(channel = 'varsler') {
      const team = (await ask('GET', '/teams/name/kommuner')).body
      const found = (await ask('GET', `/teams/${team.id}/channels/name/${channel}`)).body
      return { teamId: team.id as string, channelId: found.id as string }
    },
  }
}
