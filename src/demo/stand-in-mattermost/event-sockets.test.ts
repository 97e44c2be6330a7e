import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { adminToken, start } from './start-for-tests.ts'

type Told = { event?: string; status?: string; seq_reply?: number; data?: { post?: string } }

/** Anna in the channel of advisories, signed in, with an open connection. */
async function listening(version: string) {
  const server = start({ version })
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { teamId, channelId } = await server.place()
  const { id } = (await server.user('anna', { auth_data: '1' })).body
  await server.ask('POST', `/teams/${teamId}/members`, { user_id: id })
  await server.ask('POST', `/channels/${channelId}/members`, { user_id: id })
  const { body } = await server.ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })
  const token: string = JSON.parse(body).session_id
  const told: Told[] = []
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v4/websocket`)
  const isClosed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))
  socket.addEventListener('message', ({ data }) => told.push(JSON.parse(String(data))))
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const say = async (message: object) => {
    const before = told.length
    socket.send(JSON.stringify(message))
    while (told.length === before && socket.readyState === WebSocket.OPEN)
      await new Promise((resolve) => setImmediate(resolve))
  }
  /** Posts, and waits for whatever comes of it: an answer to a ping is told after the post. */
  const post = async (message: string): Promise<string[]> => {
    await server.ask('POST', '/posts', { channel_id: channelId, message })
    if (socket.readyState === WebSocket.OPEN) await say({ seq: 9, action: 'ping' })
    return told.flatMap(({ data }) => (data?.post ? [JSON.parse(data.post).message] : []))
  }
  const challenge = (data: object) => say({ seq: 1, action: 'authentication_challenge', data })
  return { ...server, address, id, teamId, channelId, token, told, socket, isClosed, say, post, challenge }
}

describe('an open WebSocket', () => {
  it('hears what is posted where its owner is a member, once it has shown a token', async () => {
    const { challenge, token, told, post, ask, place } = await listening('10.11.0')
    await challenge({ token })
    const other = await place('advisering')
    await ask('POST', '/posts', { channel_id: other.channelId, message: 'for andre' })
    expect(await post('til varsler')).toEqual(['til varsler'])
    expect(told[0]).toMatchObject({ event: 'hello', data: { server_version: '10.11.0' } })
    expect(told.find(({ event }) => event === 'posted')).toMatchObject({
      data: { channel_name: 'varsler', sender_name: '@rolleportal' },
      broadcast: { omit_users: null },
    })
    expect(told).toContainEqual({ status: 'OK', seq_reply: 1 })
  })

  it('outlives the revocation of all sessions before server 11', async () => {
    const { challenge, token, post, ask, id } = await listening('10.11.0')
    await challenge({ token })
    await ask('POST', `/users/${id}/sessions/revoke/all`)
    expect((await ask('GET', '/users/me', undefined, token)).status).toBe(401)
    expect(await post('stadig hørt')).toEqual(['stadig hørt'])
  })

  it('ends with the session from server 11 on', async () => {
    const { challenge, token, post, ask, id, isClosed } = await listening('11.4.0')
    await challenge({ token })
    await ask('POST', `/users/${id}/sessions/revoke/all`)
    expect(await post('ikke hørt')).toEqual([])
    await isClosed
  })

  it('hears nothing more after a removal from the channel', async () => {
    const { challenge, token, post, ask, id, channelId } = await listening('10.11.0')
    await challenge({ token })
    await ask('DELETE', `/channels/${channelId}/members/${id}`)
    expect(await post('ikke hørt')).toEqual([])
  })

  it('ends with deactivation', async () => {
    const { challenge, token, post, ask, id, isClosed } = await listening('10.11.0')
    await challenge({ token })
    await ask('PUT', `/users/${id}/active`, { active: false })
    expect(await post('ikke hørt')).toEqual([])
    await isClosed
  })

  it.each([
    ['a dead token', { seq: 1, action: 'authentication_challenge', data: { token: 'x' } }],
    ['no token', { seq: 1, action: 'authentication_challenge' }],
    ['something else first', { seq: 1, action: 'ping' }],
    ['no sense', { hej: 1 }],
  ])('is closed on %s', async (_name, message) => {
    const { say, isClosed, told } = await listening('10.11.0')
    await say(message)
    await isClosed
    expect(told).toEqual([])
  })

  it('may show its token in the request, and hears long posts whole', async () => {
    const { ask, address, teamId, channelId, socket } = await listening('10.11.0')
    const raw = connect(Number(new URL(address).port), '127.0.0.1')
    raw.write(
      `GET /api/v4/websocket HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nauthorization: Bearer ${adminToken}\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    let heard = ''
    raw.on('data', (bytes) => {
      heard += bytes.toString('latin1')
    })
    while (!heard.includes('"hello"')) await once(raw, 'data')
    // The example of RFC 6455.
    expect(heard).toContain('sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    const me = (await ask('GET', '/users/me')).body
    await ask('POST', `/teams/${teamId}/members`, { user_id: me.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: me.id })
    await ask('POST', '/posts', { channel_id: channelId, message: 'y'.repeat(5000) })
    while (!heard.includes('y'.repeat(5000))) await once(raw, 'data')
    socket.close()
    // An unmasked frame is none that a client may send.
    raw.write(Buffer.from([0x81, 0x01, 0x78]))
    await once(raw, 'close')
  })

  it('opens nowhere else', async () => {
    const { address, socket } = await listening('10.11.0')
    const raw = connect(Number(new URL(address).port), '127.0.0.1')
    raw.write('GET /andet HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n')
    const [bytes] = await once(raw, 'data')
    expect(String(bytes)).toContain('404')
    socket.close()
  })
})
