import { afterEach, describe, expect, it } from 'vitest'
import { type StandIn, startStandIn } from './target-for-tests.ts'

const open: StandIn[] = []
afterEach(async () => {
  for (const standIn of open.splice(0)) await standIn.close()
})

async function started(options: Parameters<typeof startStandIn>[0] = {}): Promise<StandIn> {
  const standIn = await startStandIn(options)
  open.push(standIn)
  return standIn
}

const made = async ({ api }: StandIn, name: string): Promise<string> =>
  (
    await api('POST', '/users', {
      email: `${name}@korsbaek.test`,
      username: name,
      auth_service: 'gitlab',
      auth_data: name,
      email_verified: true,
    })
  ).body.id

const signIn = ({ control }: StandIn, name: string) => control('POST', '/sign-in', { auth_data: name })

/** What a reading learns of these accounts; the places are of no concern here. */
async function lastSeen({ connector }: StandIn, ids: readonly string[]) {
  const result = await connector.surveyor?.survey({
    places: [],
    accountIds: ids,
    lastSeenOf: ids,
    onProgress: async () => true,
  })
  if (result?.outcome !== 'read') throw new Error(`The survey ended otherwise: ${JSON.stringify(result)}`)
  expect(result.survey.accounts.size).toBeGreaterThan(0)
  return result.survey.lastSeen
}

describe('when accounts were last active', () => {
  it('is read in chunks, with never as null', async () => {
    const standIn = await started()
    const ids: string[] = []
    for (let number = 0; number < 101; number++) ids.push(await made(standIn, `person${number}`))
    await signIn(standIn, 'person100')
    const seen = await lastSeen(standIn, ids)
    expect(seen.size).toBe(101)
    expect(seen.get(ids[0] ?? '')).toBeNull()
    expect(seen.get(ids[100] ?? '')?.toISOString()).toMatch(/^2026-11-23T09:00:0/)
    const { body } = await standIn.control<{ path: string }[]>('GET', '/requests')
    expect(body.filter(({ path }) => path.endsWith('/users/status/ids'))).toHaveLength(2)
  })

  it('is not asked for again after a failure, and nothing is kept of what was told before', async () => {
    const standIn = await started()
    const ids: string[] = []
    for (let number = 0; number < 201; number++) ids.push(await made(standIn, `person${number}`))
    let asked = 0
    const result = await standIn.connector.surveyor?.survey({
      places: [],
      accountIds: ids,
      lastSeenOf: ids,
      async onProgress({ accountsRead }) {
        if (accountsRead === 201) asked += 1
        // Once all accounts and the first hundred times are read, the second hundred fails.
        if (asked === 2)
          await standIn.strike({ rules: [{ kind: 'failBefore', times: 9, path: '/users/status/ids' }] })
        return true
      },
    })
    expect(result).toMatchObject({ outcome: 'read', survey: { lastSeen: new Map() } })
    const { body } = await standIn.control<{ path: string }[]>('GET', '/requests')
    expect(body.filter(({ path }) => path.endsWith('/users/status/ids'))).toHaveLength(2)
  })

  it('leaves out machines, the deactivated and the unknown', async () => {
    const standIn = await started()
    const anna = await made(standIn, 'anna')
    const bo = await made(standIn, 'bo')
    await standIn.api('PUT', `/users/${bo}/active`, { active: false })
    const bot = (await standIn.api('GET', '/users/username/rolleportal')).body.id
    expect([...(await lastSeen(standIn, [anna, bo, bot, 'x'.repeat(26)])).keys()]).toEqual([anna])
  })

  it.each([
    ['a failure', { kind: 'failBefore', times: 9 }],
    ['no answer', { kind: 'drop', times: 9 }],
    [
      'an expired token',
      { kind: 'failBefore', times: 9, status: 401, errorId: 'api.context.session_expired.app_error' },
    ],
    ['an empty list', { kind: 'emptyList', times: 9 }],
  ])('learns nothing from %s, and reads the rest', async (_name, fault) => {
    const standIn = await started()
    const anna = await made(standIn, 'anna')
    await signIn(standIn, 'anna')
    await standIn.strike({ rules: [{ ...fault, path: '/users/status/ids' }] })
    expect(await lastSeen(standIn, [anna])).toEqual(new Map())
  })

  it('learns nothing where the server keeps no statuses', async () => {
    const standIn = await started({ config: { ServiceSettings: { EnableUserStatuses: false } } })
    const anna = await made(standIn, 'anna')
    await signIn(standIn, 'anna')
    expect(await lastSeen(standIn, [anna])).toEqual(new Map())
  })
})
