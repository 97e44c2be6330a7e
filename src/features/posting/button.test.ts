import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostingPortal, type PostingPortal } from '../../../test/support/posting-portal.ts'
import { createButtonKey } from './button-token.ts'

let there: PostingPortal
let posting: { id: string; post_id: string; channel_id: string }
let address: string

const key = createButtonKey('meget-hemmelig-meget-hemmelig-ja')
beforeAll(async () => {
  there = await openPostingPortal()
})
afterAll(() => there.close())
beforeEach(async () => {
  await there.clear()
  there.portal.clock.moveTo('2026-11-23T09:00:00Z')
})

/** Anders and Lone are in the channel, and something is announced there. */
async function announced(): Promise<string> {
  const assignmentId = await there.letIn('Anders')
  await there.letIn('Lone')
  const signe = await there.portal.as('Signe')
  const draft = { title: 'Driftsvindue', body: 'I aften.', places: 'mattermost:kommuner/varsler' }
  const answer = await signe.post('/opslag', { ...draft, id: there.portal.clock.newId() })
  address = String(answer.headers.location)
  await there.run('posting.sending')
  const { rows } = await there.portal.owner.query('select id, post_id, channel_id from posting')
  posting = rows[0]
  return assignmentId
}

const seen = async () =>
  (
    await there.portal.owner.query(
      `select s.user_name, o.short_name from posting_seen s join organisation o on o.id = s.organisation_id order by 1`,
    )
  ).rows

const accountOf = async (name: 'Anders' | 'Lone'): Promise<string> => {
  const { id } = await there.portal.actor(name)
  const { rows } = await there.portal.owner.query(
    'select account_id from provisioning_record where user_id = $1',
    [id],
  )
  return rows[0].account_id
}

/** As Mattermost's server would send it, or somebody who pretends to be it. */
async function send(more: Record<string, string> = {}, token?: string) {
  const pass = { postingId: posting.id, action: 'seen', expiresAt: new Date('2027-01-01T00:00:00Z') } as const
  const answer = await there.portal.anybody().request({
    method: 'POST',
    url: '/mattermost/knap',
    payload: {
      user_id: await accountOf('Anders'),
      post_id: posting.post_id,
      channel_id: posting.channel_id,
      ...more,
      context: { token: token ?? key.tokenOf(pass) },
    },
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('“Jeg har set det”', () => {
  test('answers back into the portal, and is counted below the post and per municipality', async () => {
    await announced()
    expect(await there.press('Anders', posting.post_id)).toBe(200)
    expect(await seen()).toEqual([{ user_name: 'Anders Skov', short_name: 'Korsbæk' }])
    const [post] = await there.posts()
    expect(post?.message).toBe('#### Driftsvindue\n\nI aften.')
    expect(post?.props.attachments?.[0]?.text).toBe('Set af 1 person i 1 kommune.')
    expect(await there.press('Lone', posting.post_id)).toBe(200)
    expect((await there.posts())[0]?.props.attachments?.[0]?.text).toBe('Set af 2 personer i 2 kommuner.')
    const signe = await there.portal.as('Signe')
    const shown = (await signe.get(address)).payload
    for (const words of ['1 af 1', 'Anders Skov', 'Lone Dahl', 'Aarhus', 'Korsbæk'])
      expect(shown).toContain(words)
    const told = await there.portal.owner.query(
      `select organisation_id, actor_name from event where type = 'posting.seen' order by id`,
    )
    expect(told.rows).toEqual([
      { organisation_id: there.portal.organisation('Korsbæk'), actor_name: 'Anders Skov' },
      { organisation_id: there.portal.organisation('Aarhus'), actor_name: 'Lone Dahl' },
    ])
  })

  test('pressed again, or sent again, it is no news', async () => {
    await announced()
    expect((await send()).body).toMatchObject({
      ephemeral_text: 'Tak. Vi har noteret, at du har set det.',
      update: { message: '#### Driftsvindue\n\nI aften.' },
    })
    expect((await send()).body.ephemeral_text).toBe('Du har allerede svaret, at du har set det.')
    expect(await seen()).toHaveLength(1)
    const told = await there.portal.owner.query(`select 1 from event where type = 'posting.seen'`)
    expect(told.rowCount).toBe(1)
  })

  test.each([
    ['another post', { post_id: 'q'.repeat(26) }, 'Knappen hører til et andet opslag.'],
    ['another channel', { channel_id: 'd'.repeat(26) }, 'Knappen hører til et andet opslag.'],
    [
      'an account nobody knows',
      { user_id: 'u'.repeat(26) },
      'Tværs kender ikke din konto. Spørg jeres KLIK-administrator.',
    ],
  ])('is worth nothing at %s', async (_name, more, words) => {
    await announced()
    expect(await send(more)).toEqual({ status: 200, body: { ephemeral_text: words } })
    expect(await seen()).toEqual([])
  })

  test('is worth nothing when it is too old', async () => {
    await announced()
    there.portal.clock.moveTo('2027-02-22T09:00:00Z')
    expect((await send()).body).toEqual({
      ephemeral_text: 'Opslaget er for gammelt. Knappen virker ikke længere.',
    })
    expect(await seen()).toEqual([])
  })

  test('is worth nothing for somebody whose role has ended, at once', async () => {
    const assignmentId = await announced()
    await there.end(assignmentId)
    expect((await send()).body).toEqual({
      ephemeral_text: 'Du har ikke en rolle, der giver adgang. Spørg jeres KLIK-administrator.',
    })
    expect(await seen()).toEqual([])
  })

  test('is worth nothing for somebody who has left', async () => {
    await announced()
    const { id } = await there.portal.actor('Anders')
    await there.portal.owner.query('update user_account set left_at = now() where id = $1', [id])
    const answer = await send()
    await there.portal.owner.query('update user_account set left_at = null where id = $1', [id])
    expect(answer.body.ephemeral_text).toContain('Tværs kender ikke din konto')
  })

  test.each([
    [
      'made with another secret',
      (id: string) =>
        createButtonKey('helt-anden-hemmelighed-helt-anden').tokenOf({
          postingId: id,
          action: 'seen',
          expiresAt: new Date('2027-01-01T00:00:00Z'),
        }),
    ],
    ['that is none', () => 'x.y'],
  ])('with a token %s nobody is answered', async (_name, tokenOf) => {
    await announced()
    expect(await send({}, tokenOf(posting.id))).toEqual({
      status: 401,
      body: { error: { message: 'unauthorized' } },
    })
    expect(await seen()).toEqual([])
  })

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'user_id=a', 415],
    ['something else in JSON', { 'content-type': 'application/json' }, '{"user_id":7}', 422],
    ['what is no JSON', { 'content-type': 'application/json' }, '{', 400],
    ['too much', { 'content-type': 'application/json' }, `{"a":"${'x'.repeat(40_000)}"}`, 413],
  ])('%s is refused', async (_name, headers, payload, status) => {
    const answer = await there.portal
      .anybody()
      .request({ method: 'POST', url: '/mattermost/knap', headers, payload })
    expect(answer.statusCode).toBe(status)
  })

  test('a municipality sees and adds its own answers only, below every rule', async () => {
    await announced()
    await send()
    const { owner } = there.portal
    await owner.query('begin')
    await owner.query('set local role tvaers_app')
    await owner.query(`select set_config('app.reach', $1, true)`, [
      String(there.portal.organisation('Aarhus')),
    ])
    expect((await owner.query('select 1 from posting_seen')).rowCount).toBe(0)
    const foreign = owner.query(
      `insert into posting_seen values (${there.portal.organisation('Korsbæk')}, '${posting.id}',
         '0b5a1c00-0000-4000-8000-000000000001', 'Nogen', now())`,
    )
    await expect(foreign).rejects.toThrow('row-level security')
    await owner.query('rollback')
  })
})
