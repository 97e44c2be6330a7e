import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { start } from './start-for-tests.ts'

const postToken = 'p0stt0kenp0stt0kenp0stt0ke'
let integration: Server | null = null
afterEach(() => {
  integration?.close()
  integration = null
})

/** A server behind a button, which answers `body`. @returns its address and what it was told */
async function behindButton(status: number, body: object): Promise<{ url: string; told: object[] }> {
  const told: object[] = []
  integration = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      told.push(JSON.parse(text))
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => integration?.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(integration.address() as AddressInfo).port}/knap`, told }
}

const withButton = (url: string) => ({
  attachments: [
    { text: 'Set?', actions: [{ id: 'set', name: 'Set', integration: { url, context: { token: 't' } } }] },
  ],
})

describe('the bot that posts', () => {
  it('is an ordinary user, in every channel, and may change nothing', async () => {
    const { ask, place } = start({ postToken })
    const { channelId } = await place()
    const me = await ask('GET', '/users/me', undefined, postToken)
    expect(me.body).toMatchObject({ username: 'tvaers-opslag', roles: 'system_user', is_bot: true })
    const channels = await ask('GET', '/users/me/channels', undefined, postToken)
    expect(channels.body.map(({ name }: { name: string }) => name)).toContain('varsler')
    expect((await ask('GET', '/config', undefined, postToken)).status).toBe(403)
    const post = await ask('POST', '/posts', { channel_id: channelId, message: 'Hej' }, postToken)
    expect(post.body).toMatchObject({ message: 'Hej', props: { from_bot: 'true' } })
  })

  it('may not post, nor read, where it is no member', async () => {
    const { ask, place } = start({ postToken })
    const { channelId } = await place()
    const { id } = (await ask('GET', '/users/me', undefined, postToken)).body
    await ask('DELETE', `/channels/${channelId}/members/${id}`)
    for (const answer of [
      await ask('POST', '/posts', { channel_id: channelId, message: 'Hej' }, postToken),
      await ask('GET', `/channels/${channelId}/posts`, undefined, postToken),
    ])
      expect([answer.status, answer.body.id]).toEqual([403, 'api.context.permissions.app_error'])
  })
})

it('lists the posts of a channel, newest first, a page at a time', async () => {
  const { ask, place, pass } = start({ postToken })
  const { channelId } = await place()
  for (const message of ['a', 'b', 'c']) {
    await ask('POST', '/posts', { channel_id: channelId, message })
    pass(1000)
  }
  const { body } = await ask('GET', `/channels/${channelId}/posts?per_page=2&page=0`)
  expect(body.order.map((id: string) => body.posts[id].message)).toEqual(['c', 'b'])
  const rest = (await ask('GET', `/channels/${channelId}/posts?per_page=2&page=1`)).body
  expect(rest.order.map((id: string) => rest.posts[id].message)).toEqual(['a'])
})

describe('a button below a post', () => {
  it('tells who, where and what, changes the post to what it is answered, and shows nobody what it carries', async () => {
    const { url, told } = await behindButton(200, {
      update: { message: 'Set', props: { attachments: [{ text: '1' }] } },
      ephemeral_text: 'Tak',
    })
    const { ask, place } = start({ postToken })
    const { channelId } = await place()
    const post = await ask(
      'POST',
      '/posts',
      { channel_id: channelId, message: 'Ny', props: withButton(url) },
      postToken,
    )
    expect(JSON.stringify(post.body)).not.toContain('integration')
    const answer = await ask('POST', `/posts/${post.body.id}/actions/set`, {})
    expect(answer.body).toMatchObject({ status: 'OK' })
    expect(told).toMatchObject([
      { post_id: post.body.id, channel_id: channelId, team_domain: 'kommuner', context: { token: 't' } },
    ])
    const after = (await ask('GET', `/channels/${channelId}/posts`)).body
    expect(after.posts[post.body.id]).toMatchObject({
      message: 'Set',
      props: { from_bot: 'true', attachments: [{ text: '1' }] },
    })
  })

  it.each([
    ['a refusal', 401, {}],
    ['a redirect', 302, {}],
    ['something else than is agreed', 200, { update: 7 }],
  ])('answered with %s is an error to whoever pressed', async (_name, status, body) => {
    const { url } = await behindButton(status, body)
    const { ask, place } = start({ postToken })
    const { channelId } = await place()
    const post = await ask('POST', '/posts', { channel_id: channelId, message: 'Ny', props: withButton(url) })
    const answer = await ask('POST', `/posts/${post.body.id}/actions/set`, {})
    expect([answer.status, answer.body.id]).toEqual([400, 'api.post.do_action.action_integration.app_error'])
  })

  it('that is not there is not found', async () => {
    const { ask, place } = start({ postToken })
    const { channelId } = await place()
    const post = await ask('POST', '/posts', { channel_id: channelId, message: 'Ny' })
    expect((await ask('POST', `/posts/${post.body.id}/actions/set`, {})).status).toBe(404)
  })
})
