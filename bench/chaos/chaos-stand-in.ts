import {
  createStandInMattermost,
  type FaultsAskedFor,
} from '../../src/demo/stand-in-mattermost/stand-in-mattermost.ts'

/** An answer of the stand-in; status 0 when none came. */
export interface ServerAnswer {
  readonly status: number
  readonly body: unknown
}

/** The stand-in Mattermost over loopback, with two teams. */
export interface ChaosStandIn {
  readonly url: string
  /** Of its administrator. */
  readonly token: string
  /** The REST API, as the administrator; it fails as the faults have it. */
  api(method: string, path: string, body?: unknown): Promise<ServerAnswer>
  strike(faults: FaultsAskedFor): Promise<void>
  /** What Mattermost does once the portal has said who it is. @returns the status */
  signIn(ssoId: number): Promise<number>
  close(): Promise<void>
}

const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'

async function call(url: string, method: string, body: unknown): Promise<ServerAnswer> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  try {
    const answer = await fetch(url, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, body: isJson ? JSON.parse(text) : text }
  } catch {
    // Broken off, as the faults want it.
    return { status: 0, body: null }
  }
}

export async function openStandIn(now: () => Date): Promise<ChaosStandIn> {
  const server = createStandInMattermost({ adminToken, now })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const api: ChaosStandIn['api'] = (method, path, body) => call(`${url}/api/v4${path}`, method, body)
  const control = async (method: string, path: string, body: unknown): Promise<number> =>
    (await call(`${url}/test-mattermost${path}`, method, body)).status
  const team = await api('POST', '/teams', { name: 'beredskab', display_name: 'Beredskab', type: 'I' })
  const teamId = (team.body as { id: string }).id
  await api('POST', '/channels', { team_id: teamId, name: 'vagt', display_name: 'Vagt', type: 'P' })
  return {
    url,
    token: adminToken,
    api,
    async strike(faults) {
      const status = await control('PUT', '/faults', faults)
      if (status !== 200) throw new Error(`The stand-in takes no such faults (${status}).`)
    },
    signIn: (ssoId) => control('POST', '/sign-in', { auth_data: String(ssoId) }),
    close: () => server.close(),
  }
}
