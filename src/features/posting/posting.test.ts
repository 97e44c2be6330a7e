import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostingPortal, type PostingPortal } from '../../../test/support/posting-portal.ts'
import { inJob } from '../organisations/index.ts'
import { takeDue } from './store.ts'

let there: PostingPortal
beforeAll(async () => {
  there = await openPostingPortal()
})
afterAll(() => there.close())
beforeEach(async () => {
  await there.clear()
  before.clear()
  for (const channel of ['varsler', 'advisering'])
    for (const { id } of await there.posts(channel)) before.add(id)
})

/** Posts of earlier tests. */
const before = new Set<string>()
const newPosts = async (channel?: string) => (await there.posts(channel)).filter(({ id }) => !before.has(id))

const draft = {
  title: 'Driftsvindue',
  body: 'Vi **lukker** kl. 22, @channel.',
  places: 'mattermost:kommuner/varsler',
}

interface Row {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly is_uncertain: boolean
  readonly post_id: string | null
  readonly last_error: { readonly code: string } | null
}
const rows = async (): Promise<Row[]> =>
  (await there.portal.owner.query<Row>('select * from posting order by number')).rows

/** Signe announces something. @returns its address */
async function announce(more: Record<string, string | string[]> = {}): Promise<string> {
  const signe = await there.portal.as('Signe')
  const answer = await signe.post('/opslag', { ...draft, id: there.portal.clock.newId(), ...more })
  expect(answer.statusCode, answer.payload.slice(0, 300)).toBe(303)
  return String(answer.headers.location)
}

const send = () => there.run('posting.sending')
const oneOf = async () => (await rows())[0] as Row
const failOnPost = (kind: string, more: object = {}) =>
  there.standIn.strike({ rules: [{ kind, method: 'POST', path: '/api/v4/posts$', ...more }] })

describe('KOMBIT announces', () => {
  test('writes, sees whom it reaches, posts; it stands in the channel once, and calls on nobody', async () => {
    await there.letIn('Anders')
    const signe = await there.portal.as('Signe')
    expect((await signe.get('/opslag/nyt')).payload).toContain('varsler i kommuner')
    const preview = await signe.post('/opslag/forhaandsvis', draft)
    expect(preview.payload).toContain('1 person i 1 kommune')
    expect(preview.payload).toContain('<strong>lukker</strong>')
    const address = await announce()
    expect(await rows()).toMatchObject([{ state: 'planned', attempts: 0 }])
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted', attempts: 1, is_uncertain: false }])
    const [post, ...others] = await newPosts()
    expect(others).toEqual([])
    expect(post?.message).toBe('#### Driftsvindue\n\nVi **lukker** kl. 22, @\u200bchannel.')
    expect(post?.id).toBe((await oneOf()).post_id)
    expect(post?.props.attachments?.[0]?.text).toBe('Tryk, når du har læst det.')
    const shown = (await signe.get(address)).payload
    expect(shown).toContain('Slået op')
    expect(shown).toContain('0 af 1')
    expect((await signe.get('/opslag')).payload).toContain('Driftsvindue')
  })

  test('is kept in the transaction that asks for it, with its job and its event, and posted in every chosen channel', async () => {
    await announce({ places: ['mattermost:kommuner/varsler', 'mattermost:kommuner/advisering'] })
    const { owner } = there.portal
    const jobs = await owner.query(`select 1 from pgboss.job where name = 'posting.sending'`)
    expect(jobs.rowCount).toBe(1)
    const events = await owner.query(
      `select actor_name, facts from event where type = 'announcement.written'`,
    )
    expect(events.rows).toMatchObject([{ actor_name: 'Signe Bruun', facts: { title: 'Driftsvindue' } }])
    await send()
    expect((await rows()).map(({ state }) => state)).toEqual(['posted', 'posted'])
    expect(await newPosts('advisering')).toHaveLength(1)
  })

  test('a page sent twice posts once', async () => {
    const id = there.portal.clock.newId()
    await announce({ id })
    await announce({ id })
    expect(await rows()).toHaveLength(1)
  })

  test.each([
    ['no headline', { title: ' ' }, 'Skriv en overskrift.'],
    ['no text', { body: '' }, 'Skriv teksten.'],
    ['no channel', { places: [] }, 'Vælg mindst én kanal.'],
    ['a channel no role opens', { places: 'mattermost:kommuner/town-square' }, 'Vælg mindst én kanal.'],
  ])('%s: the form comes back with what was typed', async (_name, change, words) => {
    const signe = await there.portal.as('Signe')
    const answer = await signe.post('/opslag/forhaandsvis', { ...draft, ...change })
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain(words)
    expect(answer.payload).toContain('title' in change ? 'Vi **lukker**' : 'value="Driftsvindue"')
  })

  test('the same through the API', async () => {
    await there.letIn('Anders')
    const machine = await there.portal.apiClient('KOMBIT')
    const { items } = (await machine.get('/api/v1/posting-places')).json()
    expect(items).toMatchObject([
      { key: 'mattermost:kommuner/advisering', persons: 1 },
      { key: 'mattermost:kommuner/varsler', persons: 1, municipalities: 1 },
    ])
    const made = await machine.post('/api/v1/announcements', { ...draft, places: [items[1].key] })
    expect(made.statusCode).toBe(201)
    await send()
    const one = (await machine.get(String(made.headers.location))).json()
    expect(one).toMatchObject({ title: 'Driftsvindue', postings: [{ state: 'posted', error: null }] })
    const list = (await machine.get('/api/v1/announcements')).json()
    expect(list.items).toMatchObject([{ state: 'posted', seenBy: { persons: 0, municipalities: 0 } }])
  })
})

describe('never twice', () => {
  test.each([
    ['an error', 'failAfter'],
    ['a broken connection', 'dropAfter'],
  ])('behind %s the post is found, also when the server has forgotten the request', async (_name, kind) => {
    await announce()
    await failOnPost(kind)
    await send()
    expect(await rows()).toMatchObject([{ state: 'failed', is_uncertain: true, post_id: null }])
    there.pass(3600)
    await send()
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'posted', attempts: 2, is_uncertain: false })
    expect((await newPosts()).map(({ id }) => id)).toEqual([row?.post_id])
  })

  test.each(['failBefore', 'drop', 'rateLimit'])('%s: it is posted by the next attempt', async (kind) => {
    await announce()
    await failOnPost(kind)
    await send()
    expect(await rows()).toMatchObject([{ state: 'failed', is_uncertain: kind !== 'rateLimit' }])
    there.pass(3600)
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted' }])
    expect(await newPosts()).toHaveLength(1)
  })

  test('a worker that dies holds it no longer than its claim, and the next one looks first', async () => {
    await announce()
    const taken = await inJob(there.portal.app.world, (ctx) => takeDue(ctx, ['mattermost']))
    expect(taken?.wasUncertain).toBe(false)
    await send()
    expect(await rows()).toMatchObject([{ state: 'sending', is_uncertain: true }])
    there.pass(181)
    await there.standIn.control('DELETE', '/requests')
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted', attempts: 2 }])
    const asked = await there.standIn.control<{ method: string; path: string }[]>('GET', '/requests')
    const looked = asked.body.findIndex(({ path }) => path.endsWith('/posts') && path.includes('/channels/'))
    const posted = asked.body.findIndex(({ method, path }) => method === 'POST' && path === '/api/v4/posts')
    expect(looked).toBeGreaterThan(-1)
    expect(looked).toBeLessThan(posted)
  })

  test('every attempt is known by the same name', async () => {
    await announce()
    await failOnPost('failBefore')
    await send()
    there.pass(60)
    await send()
    const [post] = await newPosts()
    expect(post?.pending_post_id).toMatch(/^[a-z0-9]{26}:\d{19}$/)
  })
})

describe('what only a human can put right', () => {
  test('a channel the bot is no member of: said on the page, and posted once it is', async () => {
    const bot = await botId()
    const path = `/channels/${await there.channelId('varsler')}/members`
    await there.standIn.api('DELETE', `${path}/${bot}`)
    const address = await announce()
    await send()
    expect(await rows()).toMatchObject([{ state: 'failed', last_error: { code: 'notMember' } }])
    const omar = await there.portal.as('Omar')
    expect((await omar.get(address)).payload).toContain('Robotten er ikke medlem af kanalen')
    await there.standIn.api('POST', path, { user_id: bot })
    expect((await omar.post(`/opslag/${(await oneOf()).id}/igen`)).statusCode).toBe(303)
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted' }])
    expect((await omar.post(`/opslag/${(await oneOf()).id}/igen`)).statusCode).toBe(409)
  })

  test('a channel that was found before is that one: another that has its name since gets nothing', async () => {
    const { owner } = there.portal
    const bind = (id: string) =>
      owner.query(
        `insert into provisioning_place (connector, team, channel, place_id, name, state, seen_at)
         values ('mattermost', 'kommuner', 'varsler', $1, 'varsler', 'open', now())
         on conflict (connector, team, channel) do update set place_id = excluded.place_id`,
        [id],
      )
    await bind('x'.repeat(26))
    await announce()
    await send()
    expect(await rows()).toMatchObject([{ state: 'failed', last_error: { code: 'notMember' } }])
    expect(await newPosts()).toEqual([])
    await bind(await there.channelId('varsler'))
    there.pass(60)
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted' }])
    await owner.query('delete from provisioning_place')
  })

  test('what was written more than a day ago is posted only when somebody says so', async () => {
    await announce()
    there.pass(25 * 3600)
    await send()
    expect(await rows()).toMatchObject([{ state: 'held', last_error: { code: 'tooOld' } }])
    expect(await newPosts()).toEqual([])
    const omar = await there.portal.as('Omar')
    expect((await omar.post(`/opslag/${(await oneOf()).id}/igen`)).statusCode).toBe(303)
    await send()
    expect(await rows()).toMatchObject([{ state: 'posted' }])
  })

  test('a refusal waits at once, without another attempt', async () => {
    await announce()
    await failOnPost('failBefore', { status: 400, errorId: 'model.post.is_valid.msg.app_error' })
    await send()
    expect(await rows()).toMatchObject([{ state: 'held', last_error: { code: 'refused' } }])
    const told = await there.portal.owner.query(`select facts from event where type = 'posting.held'`)
    expect(told.rows).toMatchObject([{ facts: { code: 'refused', channel: 'varsler' } }])
  })

  test('a bot that is an administrator does not post', async () => {
    const bot = await botId()
    await there.standIn.api('PUT', `/users/${bot}/roles`, { roles: 'system_user system_admin' })
    await announce()
    await send()
    await there.standIn.api('PUT', `/users/${bot}/roles`, { roles: 'system_user' })
    expect(await rows()).toMatchObject([{ state: 'held', last_error: { code: 'isAdmin' } }])
    expect(await newPosts()).toEqual([])
  })
})

async function botId(): Promise<string> {
  const found = await there.standIn.api('GET', '/users/username/tvaers-opslag')
  return found.body.id
}
