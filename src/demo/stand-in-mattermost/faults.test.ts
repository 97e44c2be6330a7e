import { describe, expect, it } from 'vitest'
import { start } from './start-for-tests.ts'

type Server = ReturnType<typeof start>
const strike = ({ ask }: Server, faults: object) => ask('PUT', '/test-mattermost/faults', faults)

/** What each of a row of questions came to; 0 for a connection that broke. */
async function statuses({ ask }: Server, count: number): Promise<number[]> {
  const seen: number[] = []
  for (let index = 0; index < count; index++)
    seen.push(
      await ask('GET', '/users/me').then(
        ({ status }) => status,
        () => 0,
      ),
    )
  return seen
}

describe('faults for chosen calls', () => {
  it.each([
    ['failBefore', 503, 404],
    ['failAfter', 503, 200],
  ])('%s: the effect is there or not', async (kind, status, after) => {
    const server = start()
    await strike(server, { rules: [{ kind, method: 'POST', path: '/users$' }] })
    expect((await server.user('anna')).status).toBe(status)
    expect((await server.ask('GET', '/users/username/anna')).status).toBe(after)
  })

  it.each([
    ['drop', 404],
    ['dropAfter', 200],
  ])('%s: the connection breaks, and the effect is there or not', async (kind, after) => {
    const server = start()
    await strike(server, { rules: [{ kind, method: 'POST', path: '/users$' }] })
    const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
    const body = { email: 'anna@korsbaek.test', username: 'anna', auth_service: 'gitlab', auth_data: '1' }
    const headers = { authorization: 'Bearer adm1nt0kenadm1nt0kenadm1nt', 'content-type': 'application/json' }
    const asked = fetch(`${address}/api/v4/users`, { method: 'POST', headers, body: JSON.stringify(body) })
    await expect(asked).rejects.toThrow()
    expect((await server.ask('GET', '/users/username/anna')).status).toBe(after)
  })

  it.each([
    ['shortList', 1],
    ['emptyList', 0],
  ])('%s: of a list less comes than there is, with status 200', async (kind, count) => {
    const server = start()
    await server.user('anna')
    await strike(server, { rules: [{ kind, path: '/users$' }] })
    const short = await server.ask('GET', '/users')
    expect([short.status, short.body.length]).toEqual([200, count])
    expect((await server.ask('GET', '/users')).body).toHaveLength(3)
  })

  it('leaves what is no list whole', async () => {
    const server = start()
    await strike(server, { rules: [{ kind: 'emptyList' }] })
    expect((await server.ask('GET', '/users/me')).body.username).toBe('rolleportal')
  })

  it('is late where it is told to be', async () => {
    const server = start()
    await strike(server, { rules: [{ kind: 'delay', delayMs: 60 }] })
    const began = performance.now()
    await server.ask('GET', '/users/me')
    expect(performance.now() - began).toBeGreaterThan(55)
  })

  it('may be set in code from the start', async () => {
    const server = start({ faults: { rules: [{ kind: 'failBefore', status: 500, errorId: 'a.b' }] } })
    expect((await server.ask('GET', '/users/me')).body.id).toBe('a.b')
    expect(await statuses(server, 1)).toEqual([200])
    expect(() => start({ faults: { latencyMs: -1 } })).toThrow()
  })
})

describe('faults at random', () => {
  const random = { seed: 7, share: 0.4, kinds: ['failBefore', 'rateLimit'] }

  it('come in the order of their seed, about as often as asked', async () => {
    const [one, again, other] = [start(), start(), start()]
    await strike(one, { random })
    await strike(again, { random })
    await strike(other, { random: { ...random, seed: 8 } })
    const seen = await statuses(one, 60)
    expect(await statuses(again, 60)).toEqual(seen)
    expect(await statuses(other, 60)).not.toEqual(seen)
    expect(new Set(seen)).toEqual(new Set([200, 429, 503]))
    expect(seen.filter((status) => status !== 200).length).toBeGreaterThan(12)
    expect(seen.filter((status) => status !== 200).length).toBeLessThan(36)
  })

  it('begin anew with each setting, and end with it', async () => {
    const server = start()
    await strike(server, { random })
    const seen = await statuses(server, 20)
    await strike(server, { random })
    expect(await statuses(server, 20)).toEqual(seen)
    await server.ask('DELETE', '/test-mattermost/faults')
    expect(new Set(await statuses(server, 20))).toEqual(new Set([200]))
  })

  it('hit the chosen calls alone', async () => {
    const server = start()
    await strike(server, { random: { ...random, share: 1, kinds: ['failBefore'], path: '/users/me' } })
    expect(await statuses(server, 2)).toEqual([503, 503])
    expect((await server.ask('GET', '/users')).status).toBe(200)
  })
})
