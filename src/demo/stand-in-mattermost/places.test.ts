import { describe, expect, it } from 'vitest'
import { start } from './start-for-tests.ts'

describe('teams and channels', () => {
  it('adds to a team again and again, deactivated users and archived teams included', async () => {
    const { ask, user, place } = start()
    const { teamId } = await place()
    const anna = (await user('anna')).body
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    await ask('DELETE', `/teams/${teamId}`)
    const add = () => ask('POST', `/teams/${teamId}/members`, { team_id: teamId, user_id: anna.id })
    expect([(await add()).status, (await add()).status]).toEqual([201, 201])
    expect(await ask('GET', '/teams/name/kommuner')).toMatchObject({ status: 200 })
    expect((await ask('GET', '/teams/name/kommuner')).body.delete_at).toBeGreaterThan(0)
  })

  it('reads a removed member with the time of removal, and gives no private channel back', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna')).body
    expect((await ask('GET', `/teams/${teamId}/members/${anna.id}`)).status).toBe(404)
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    const remove = () => ask('DELETE', `/teams/${teamId}/members/${anna.id}`)
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200])
    expect((await ask('GET', `/teams/${teamId}/members/${anna.id}`)).body.delete_at).toBeGreaterThan(0)
    expect((await ask('GET', `/teams/${teamId}/members`)).body).toEqual([])
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    const channels = await ask('GET', `/users/${anna.id}/teams/${teamId}/channels`)
    expect(channels.body.map((channel: { name: string }) => channel.name)).toEqual([
      'town-square',
      'off-topic',
    ])
  })

  it('removes from a channel once, then 404, and never from the first one', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const square = await place('town-square')
    const anna = (await user('anna')).body
    const outside = await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    expect([outside.status, outside.body.id]).toEqual([404, 'app.team.get_member.missing.app_error'])
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    const add = () => ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    expect([(await add()).status, (await add()).status]).toEqual([201, 201])
    const remove = (id: string) => ask('DELETE', `/channels/${id}/members/${anna.id}`)
    expect((await remove(channelId)).status).toBe(200)
    const again = await remove(channelId)
    expect([again.status, again.body.id]).toEqual([404, 'app.channel.get_member.missing.app_error'])
    expect((await remove(square.channelId)).body.id).toBe('api.channel.remove.default.app_error')
  })

  it('hides an archived channel, yet keeps its name taken', async () => {
    const { ask, place } = start()
    const { teamId, channelId } = await place()
    const path = `/teams/${teamId}/channels/name/varsler`
    await ask('DELETE', `/channels/${channelId}`)
    expect((await ask('GET', path)).status).toBe(404)
    expect((await ask('GET', `${path}?include_deleted=true`)).body.delete_at).toBeGreaterThan(0)
    const again = await ask('POST', '/channels', {
      team_id: teamId,
      name: 'varsler',
      display_name: 'Varsler',
    })
    expect(again.body.id).toBe('store.sql_channel.save_channel.exists.app_error')
    await ask('POST', `/channels/${channelId}/restore`)
    expect((await ask('GET', path)).status).toBe(200)
  })

  it('adds in batches, each on its own when asked gracefully, and drops bad ones from a channel silently', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna')).body
    const rows = [
      { team_id: teamId, user_id: anna.id },
      { team_id: teamId, user_id: 'x'.repeat(26) },
    ]
    expect((await ask('POST', `/teams/${teamId}/members/batch`, rows)).status).toBe(404)
    const graceful = await ask('POST', `/teams/${teamId}/members/batch?graceful=true`, rows)
    expect(graceful.body).toMatchObject([{ error: null }, { member: null, error: { status_code: 404 } }])
    const ids = { user_ids: [anna.id, 'x'.repeat(26)] }
    expect((await ask('POST', `/channels/${channelId}/members`, ids)).body).toHaveLength(1)
    const old = start({ version: '6.7.2' })
    const there = await old.place()
    expect((await old.ask('POST', `/channels/${there.channelId}/members`, ids)).status).toBe(400)
  })
})

describe('posts', () => {
  it('makes one post of the same pending id within half a minute, and takes an empty one', async () => {
    const { ask, place, pass } = start()
    const { channelId } = await place()
    const post = () => ask('POST', '/posts', { channel_id: channelId, message: '', pending_post_id: 'bot:1' })
    const first = await post()
    const second = await post()
    pass(30_000)
    const third = await post()
    expect([first.status, first.body.props.from_bot]).toEqual([201, 'true'])
    expect(second.body).toMatchObject({ id: first.body.id, pending_post_id: '' })
    expect(third.body.id).not.toBe(first.body.id)
  })

  it('answers 403 for a channel that is not there, and 400 for too long a text', async () => {
    const { ask, place } = start()
    const { channelId } = await place()
    expect((await ask('POST', '/posts', { channel_id: 'x'.repeat(26), message: 'a' })).status).toBe(403)
    const long = await ask('POST', '/posts', { channel_id: channelId, message: 'x'.repeat(16_384) })
    expect(long.body.id).toBe('model.post.is_valid.msg.app_error')
  })
})
