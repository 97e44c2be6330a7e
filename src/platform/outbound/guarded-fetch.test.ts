import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GuardLimits, guardedFetch } from './guarded-fetch.ts'

let server: Server
let origin: string
const seen: { method: string; body: string; type: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', headers, url = '' } = request
      const body = Buffer.concat(chunks).toString()
      seen.push({ method, body, type: headers['content-type'] ?? '' })
      if (url === '/redirect') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      if (url === '/nothing') return void response.writeHead(204).end()
      if (url === '/large') return void response.end('x'.repeat(1001))
      if (url === '/never') return
      response.setHeader('content-type', 'application/json')
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      response.statusCode = url === '/bad' ? 400 : 200
      response.end('{"a":1}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fetchWith = (more: Partial<GuardLimits> = {}) =>
  guardedFetch({ mostBytes: 1000, milliseconds: 500, named: new URL(origin), allowsLoopback: true, ...more })

describe('a fetch with limits', () => {
  test('asks and hands over what is answered, whatever the status', async () => {
    const answer = await fetchWith()(`${origin}/bad`, {
      method: 'POST',
      headers: new Headers({ 'content-type': 'application/x-www-form-urlencoded' }),
      body: new URLSearchParams({ code: 'æ' }),
    })
    expect([answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([
      400,
      { a: 1 },
      ['a=1', 'b=2'],
    ])
    expect(seen.at(-1)).toEqual({
      method: 'POST',
      body: 'code=%C3%A6',
      type: 'application/x-www-form-urlencoded',
    })
  })

  test('follows nobody elsewhere, and takes answers without a body', async () => {
    const answer = await fetchWith()(`${origin}/redirect`, {})
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/'])
    expect((await fetchWith()(`${origin}/nothing`, { headers: { a: '1' } })).status).toBe(204)
  })

  test.each([
    ['more than it takes', '/large', 'larger than 1000 bytes'],
    ['no whole answer', '/never', 'in time'],
  ])('%s', async (_name, path, words) => {
    await expect(fetchWith()(`${origin}${path}`, {})).rejects.toThrow(words)
  })

  test('whoever asks may give up sooner', async () => {
    const signal = AbortSignal.timeout(20)
    await expect(fetchWith({ milliseconds: 10_000 })(`${origin}/never`, { signal })).rejects.toThrow(
      'in time',
    )
  })

  test('nobody there is told as what it is', async () => {
    const named = new URL('http://127.0.0.1:1')
    await expect(fetchWith({ named })(named.href, {})).rejects.toThrow('ECONNREFUSED')
  })

  test.each([
    ['http://example.org/', true, 'not encrypted'],
    ['http://10.0.0.1/', true, 'not encrypted'],
    ['http://127.0.0.1:1/', false, 'not encrypted'],
    ['ftp://127.0.0.1/', true, 'not encrypted'],
  ])('%s where loopback is %s: %s', async (address, allowsLoopback, words) => {
    await expect(fetchWith({ allowsLoopback })(address, {})).rejects.toThrow(words)
  })

  test.each(['https://10.0.0.1/', 'https://169.254.169.254/', 'https://[fd00::1]/', 'https://127.0.0.1:1/'])(
    '%s is where a provider elsewhere may not send us',
    async (address) => {
      const fetch = fetchWith({ named: new URL('https://login.example') })
      await expect(fetch(address, {})).rejects.toThrow('private address')
    },
  )

  test('nor by a name that leads there', async () => {
    const fetch = fetchWith({ named: new URL('https://login.example') })
    await expect(fetch('https://localhost:1/', {})).rejects.toThrow('leads to a private address')
  })

  test('but a provider inside may be named as such', async () => {
    const named = new URL('https://127.0.0.1:1')
    await expect(fetchWith({ named })('https://127.0.0.1:1/x', {})).rejects.toThrow('ECONNREFUSED')
  })

  test('a body of another kind is sent by nobody', async () => {
    await expect(fetchWith()(origin, { method: 'POST', body: new Uint8Array(1) })).rejects.toThrow(
      'that kind',
    )
  })
})
