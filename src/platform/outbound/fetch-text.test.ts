import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FetchFault, fetchText, isInside } from './fetch-text.ts'

let server: Server
let address = ''
const seen: string[] = []

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/text': (response) => response.end('<ærlig/>'),
  '/large': (response) => response.end('x'.repeat(2000)),
  '/gone': (response) => response.writeHead(410).end(),
  '/latin1': (response) => response.end(Buffer.from([0xe6])),
  '/silent': () => {},
  '/inside': (response) => response.writeHead(302, { location: `${address}/text` }).end(),
  '/by-name': (response) =>
    response.writeHead(302, { location: `${address.replace('127.0.0.1', 'localhost')}/text` }).end(),
  '/file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/nowhere': (response) => response.writeHead(302).end(),
}

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '')
    answers[request.url ?? '']?.(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const limits = { mostBytes: 1000, milliseconds: 5000, allowsPlainHttp: true }

test('a document is had as text', async () => {
  expect(await fetchText(`${address}/text`, limits)).toBe('<ærlig/>')
})

describe('what is not taken', () => {
  test.each([
    ['/large', 'larger than 1000 bytes'],
    ['/gone', 'answered with 410'],
    ['/latin1', 'not valid'],
    ['/inside', 'redirects to a private address'],
    ['/by-name', 'localhost leads to a private address'],
    ['/file', 'file:// is not taken'],
    ['/nowhere', 'answered with 302'],
  ])('%s: %s', async (path, reason) => {
    const before = seen.length
    const asking = fetchText(`${address}${path}`, limits)
    await expect(asking).rejects.toThrow(FetchFault)
    await expect(asking).rejects.toThrow(reason)
    // One request each: nothing that a redirect named was asked.
    expect(seen.length).toBe(before + 1)
  })

  test('an answer that does not come', async () => {
    const asking = fetchText(`${address}/silent`, { ...limits, milliseconds: 50 })
    await expect(asking).rejects.toThrow('no whole answer within 50 ms')
  })

  test('plain http in production, and a port nobody listens on', async () => {
    const secure = { ...limits, allowsPlainHttp: false }
    await expect(fetchText(`${address}/text`, secure)).rejects.toThrow('http:// is not taken')
    await expect(fetchText('http://127.0.0.1:1/', limits)).rejects.toThrow(FetchFault)
  })
})

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['169.254.169.254', true],
  ['192.168.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:93.184.216.34', false],
  ['fd00::1', true],
  ['fe80::1', true],
  ['64:ff9b::7f00:1', true],
  ['2a02:6b8::1', false],
  ['93.184.216.34', false],
  ['no address', true],
])('%s leads inside: %s', (ip, inside) => {
  expect(isInside(ip)).toBe(inside)
})
