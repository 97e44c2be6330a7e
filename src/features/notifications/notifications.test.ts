import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { sendLetter } from '../role-mail/index.ts'
import { createRole, getRole, type RoleDraft, saveRoleVersion } from '../roles/index.ts'
import { createPost, type Post } from './mail/post.ts'
import { forgetTold, sendDueMails, tellWhatHappened } from './work.ts'

let portal: TestApp
let server: TestMailServer
let post: Post
let roleId: string
const start = '2026-11-23T09:00:00Z'

beforeAll(async () => {
  portal = await createTestApp()
  server = await startMailServer()
  post = createPost({ url: server.url, from: 'Tværs <tvaers@kombit.example>' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Prøverolle')
})
afterAll(async () => {
  post.close()
  await server.close()
  await portal.close()
})
beforeEach(() => portal.clock.moveTo(start))
afterEach(async () => {
  server.taken.length = 0
  server.moods.length = 0
  for (const table of ['notification', 'notification_mail', 'assignment'])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('update user_account set mail_bounced_at = null')
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
})

const tell = () => tellWhatHappened(portal.app.world)
const send = () => sendDueMails({ world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post })

const give = async (name: CastName, role = roleId) => {
  const userId = (await portal.actor(name)).id
  return await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: role, userId }))
}

/** An event as a feature to come will emit it. */
const happens = (
  type: string,
  facts: Record<string, string | number>,
  shortName = 'Korsbæk',
  subjectId = 'x-1',
) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, $3, 'thing', $4, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $5, 'KOMBIT', 'job', $6)`,
    [
      portal.clock.now(),
      portal.organisation(shortName),
      type,
      subjectId,
      portal.organisation('KOMBIT'),
      facts,
    ],
  )

async function told(): Promise<string[]> {
  const { rows } = await portal.owner.query<{ name: string; reason: string }>(
    `select u.name, n.reason from notification n join user_account u on u.id = n.user_id order by u.name, n.reason`,
  )
  return rows.map((row) => `${row.name.split(' ')[0]}: ${row.reason}`)
}

async function mails() {
  const { rows } = await portal.owner.query(
    `select recipient_name as name, address, state, attempts, path, rule, last_error ->> 'code' as error, subject
     from notification_mail order by recipient_name, created_at, event_id`,
  )
  return rows
}

describe('who is told', () => {
  test('whoever is given a role, and not the one who gave it', async () => {
    await give('Anders')
    await give('Katrine', await insertRole(portal, 'Katrines egen'))
    await tell()
    expect(await told()).toEqual(['Anders: roleGiven'])
    expect(await mails()).toMatchObject([
      { name: 'Anders Skov', state: 'planned', path: 'person', rule: 'assignment.started → person' },
    ])
  })

  test('holders everywhere of a material change, nobody of an editorial one', async () => {
    const { id } = await portal.act('Signe', async (ctx) =>
      createRole(ctx, { ...(await getRole(ctx, roleId)), name: 'Ændret rolle' }),
    )
    await give('Anders', id)
    const userId = (await portal.actor('Lone')).id
    await portal.act('Lone', (ctx) => assignRole(ctx, { roleId: id, userId }))
    await tell()
    await portal.owner.query('delete from notification')
    const save = (tasks: string, isMaterial: boolean) =>
      portal.act('Signe', async (ctx) => {
        const draft = { ...(await getRole(ctx, id)), tasks }
        await saveRoleVersion(ctx, { roleId: id, draft, change: { isMaterial, note: 'Nyt krav' } })
      })
    await save('Stavet rigtigt', false)
    await tell()
    expect(await told()).toEqual([])
    await save('Noget andet', true)
    await tell()
    expect(await told()).toEqual(['Anders: roleChanged', 'Lone: roleChanged'])

    const anders = await portal.as('Anders')
    expect((await anders.get('/rollegalleri')).body).toContain('ændret, siden du sidst læste den')
    const page = await anders.get(`/rollegalleri/${id}`)
    expect(page.body).toContain('Nyt krav')
    const [, action = ''] = /action="(\/notifikationer\/[^"]+\/aabn)"/.exec(page.body) ?? []
    expect((await anders.post(action)).headers.location).toBe(`/rollegalleri/${id}/sammenlign`)
    expect((await anders.get('/rollegalleri')).body).not.toContain('siden du sidst læste den')
    expect((await (await portal.as('Lone')).get('/rollegalleri')).body).toContain('siden du sidst læste den')
  })

  test('holders of rules that they feel, whatever the editor called the change; the sentence says which', async () => {
    const { id } = await portal.act('Signe', async (ctx) =>
      createRole(ctx, { ...(await getRole(ctx, roleId)), name: 'Rolle med regler' }),
    )
    await give('Anders', id)
    await tell()
    await portal.owner.query('delete from notification')
    const save = (change: Partial<RoleDraft>) =>
      portal.act('Signe', async (ctx) =>
        saveRoleVersion(ctx, { roleId: id, draft: { ...(await getRole(ctx, id)), ...change } }),
      )
    await save({ maximumHolders: 7 })
    await tell()
    expect(await told()).toEqual([])
    await save({ certificationMonths: 6, access: [{ connector: 'manual', team: 'Arkivet', channels: [] }] })
    await tell()
    expect(await told()).toEqual(['Anders: roleChanged'])
    const anders = await portal.as('Anders')
    expect((await anders.get('/notifikationer')).body).toContain(
      'Reglerne er ændret: hvor tit rollen skal bekræftes og hvad rollen giver adgang til.',
    )
    expect((await anders.get(`/rollegalleri/${id}`)).body).toContain('Ændret: Hvor tit rollen bekræftes')
  })

  test('administrators of the municipality, operations, and the person before the administrator', async () => {
    await happens('certification.opened', { roundId: 'r', roundName: 'Efterår', closesOn: '2026-12-11' })
    await happens('certificationRound.held', { roundName: 'Efterår' }, 'KOMBIT')
    await happens('certification.policyApplied', {
      ...{ policy: 'remove', userId: (await portal.actor('Katrine')).id, userName: 'Katrine Holm' },
      ...{ roleId, roleName: 'Prøverolle' },
    })
    await happens('role.vacated', { roleId, roleName: 'Prøverolle' }, 'Aarhus')
    await tell()
    expect(await told()).toEqual([
      'Katrine: certificationOpened',
      'Katrine: ownCertificationConsequence',
      'Lone: roleVacated',
      'Omar: roundHeld',
    ])
  })

  test('an event with odd facts tells nobody, and holds nothing up', async () => {
    await happens('assignment.started', { userId: 'ikke-et-id' })
    await happens('role.descriptionChanged', { isMaterial: 'måske' }, 'KOMBIT', 'ikke-et-id')
    await happens('roleMail.sent', {}, 'KOMBIT', 'ikke-et-id')
    await give('Anders')
    await tell()
    expect(await told()).toEqual(['Anders: roleGiven'])
  })
})

describe('each is told once', () => {
  test('by many workers at once, and again later', async () => {
    await give('Anders')
    await happens('role.vacated', { roleId, roleName: 'Prøverolle' })
    const made = await Promise.all([1, 2, 3, 4].map(tell))
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(await tell()).toBe(0)
    expect(await told()).toEqual(['Anders: roleGiven', 'Katrine: roleVacated'])
    expect(await mails()).toHaveLength(2)
  })

  test('when a worker died half-way: all of it is done anew', async () => {
    await give('Anders')
    // The first mail cannot be written: the notification before it is undone too.
    await portal.owner.query(
      `alter table notification_mail add constraint broken check (address <> 'anders.skov@korsbaek.example')`,
    )
    await expect(tell()).rejects.toThrow()
    expect(await told()).toEqual([])
    await portal.owner.query('alter table notification_mail drop constraint broken')
    await tell()
    expect([await told(), (await mails()).length]).toEqual([['Anders: roleGiven'], 1])
  })

  test('also when an event is committed after a later one, and when what was told is forgotten', async () => {
    await portal.owner.query('begin')
    await happens('role.vacated', { roleId, roleName: 'Sent' })
    await give('Anders')
    await tell()
    expect(await told()).toEqual(['Anders: roleGiven'])
    await portal.owner.query('commit')
    await tell()
    expect(await told()).toEqual(['Anders: roleGiven', 'Katrine: roleVacated'])
    portal.clock.moveTo('2026-11-25T09:00:00Z')
    await forgetTold(portal.app.world)
    const { rows } = await portal.owner.query('select count(*)::int as count from notification_told')
    expect(rows[0].count).toBe(0)
    expect(await tell()).toBe(0)
    await give('Katrine')
    await forgetTold(portal.app.world)
    await happens('role.vacated', { roleId, roleName: 'Efter' })
    await tell()
    expect((await told()).filter((one) => one === 'Katrine: roleVacated')).toHaveLength(2)
  })
})

describe('mail over SMTP', () => {
  test('accepted: text and HTML, stable id, no answer wanted, the button’s address', async () => {
    await give('Anders')
    await tell()
    await send()
    await send()
    expect(server.taken).toHaveLength(1)
    const raw = (server.taken[0] ?? '').replace(/=\r\n/g, '')
    const { rows } = await portal.owner.query('select id from notification_mail')
    expect(raw).toContain(`Message-ID: <${rows[0].id}@tvaers.example>`)
    expect(raw).toMatch(/Auto-Submitted: auto-generated/i)
    expect(raw).toMatch(/List-Id: <notifikationer\.tvaers\.example>/i)
    expect(raw).toMatch(/To: Anders Skov <anders\.skov@korsbaek\.example>/)
    expect(raw).toContain('text/plain')
    expect(raw).toContain('text/html')
    expect(raw).toContain('https://tvaers.example/mine-roller')
    expect(await mails()).toMatchObject([
      { state: 'sent', attempts: 1, error: null, subject: expect.stringContaining('Prøverolle') },
    ])
  })

  test('451, then accepted: it waits its time', async () => {
    server.moods.push({ atAddress: 451 })
    await give('Anders')
    await tell()
    await send()
    expect(await mails()).toMatchObject([{ state: 'failed', attempts: 1, error: '451' }])
    await send()
    expect(server.taken).toHaveLength(0)
    portal.clock.moveTo('2026-11-23T09:01:00Z')
    await send()
    expect(server.taken).toHaveLength(1)
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2, error: null }])
  })

  test('550 to the address marks it; the next mail is not tried; another address is', async () => {
    server.moods.push({ atAddress: 550 })
    const { id } = await give('Anders')
    await tell()
    await send()
    expect(await mails()).toMatchObject([{ state: 'undeliverable', error: '550' }])
    const bounced = async () =>
      (await portal.owner.query(`select mail_bounced_at as at from user_account where name = 'Anders Skov'`))
        .rows[0].at
    expect(await bounced()).toEqual(new Date(start))
    await portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId: id, reason: 'Prøve' }))
    await tell()
    await send()
    expect((await mails())[1]).toMatchObject({ state: 'undeliverable', error: 'bounced', attempts: 0 })
    // The administrator gets it instead, and is told so.
    expect(server.taken.filter((raw) => raw.includes('To: Anders Skov'))).toHaveLength(0)
    // Signing in with the same address changes nothing; with a new one the mark goes.
    await portal.as('Anders')
    expect(await bounced()).toEqual(new Date(start))
    await portal.owner.query(
      `update user_account set email = 'gammel@korsbaek.example' where name = 'Anders Skov'`,
    )
    await portal.as('Anders')
    expect(await bounced()).toBeNull()
  })

  test('550 to a municipality’s mailbox marks the mailbox, unless it has another address by then', async () => {
    const samsoe = `where short_name = 'Samsø'`
    await portal.owner.query(`update organisation set mailbox = 'post@samsoe.example' ${samsoe}`)
    const write = () =>
      portal.act('Signe', (ctx) =>
        sendLetter(ctx, {
          roleId,
          target: 'holders',
          audience: { kind: 'list', organisationIds: [portal.organisation('Samsø')] },
          subject: 'Svar senest fredag',
          body: 'Hej',
        }),
      )
    const bounced = async () =>
      (await portal.owner.query(`select mailbox_bounced_at as at from organisation ${samsoe}`)).rows[0].at
    await write()
    await tell()
    await portal.owner.query(`update organisation set mailbox = 'ny@samsoe.example' ${samsoe}`)
    server.moods.push({ atAddress: 550 })
    await send()
    expect(await bounced()).toBeNull()
    await write()
    await tell()
    server.moods.push({ atAddress: 550 })
    await send()
    expect(await mails()).toMatchObject([
      { state: 'undeliverable', error: '550' },
      { state: 'undeliverable', error: '550' },
    ])
    expect(await bounced()).toEqual(new Date(start))
    // The next letter finds no mailbox there.
    expect((await write()).unreached).toBe(1)
    await portal.owner.query(`update organisation set mailbox = null, mailbox_bounced_at = null`)
  })

  test('554 to the text ends it without marking the address', async () => {
    server.moods.push({ atText: 554 })
    await give('Anders')
    await tell()
    await send()
    expect(await mails()).toMatchObject([{ state: 'undeliverable', error: '554' }])
    const { rows } = await portal.owner.query('select from user_account where mail_bounced_at is not null')
    expect(rows).toHaveLength(0)
  })

  test('dropped after the text: sent again with the same id, so that one can tell', async () => {
    server.moods.push('dropAfterText')
    await give('Anders')
    await tell()
    await send()
    expect(await mails()).toMatchObject([{ state: 'failed' }])
    portal.clock.moveTo('2026-11-23T09:05:00Z')
    await send()
    const ids = server.taken.map((raw) => /Message-ID: (<[^>]+>)/i.exec(raw)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  test('two workers at once send each mail once; what a dead one holds comes free', async () => {
    await happens('certification.opened', { roundName: 'Efterår' })
    await happens('certification.opened', { roundName: 'Efterår' }, 'Aarhus')
    await give('Anders')
    await tell()
    await Promise.all([send(), send(), send()])
    expect(server.taken).toHaveLength(3)
    await portal.owner.query(
      `update notification_mail set state = 'sending', claim = gen_random_uuid(), claimed_until = $1
       where recipient_name = 'Anders Skov'`,
      [new Date('2026-11-23T09:02:00Z')],
    )
    await send()
    expect(server.taken).toHaveLength(3)
    portal.clock.moveTo('2026-11-23T09:02:00Z')
    await send()
    expect(server.taken).toHaveLength(4)
  })

  test('nobody answers at all: tried again, and after a week given up', async () => {
    const nowhere = createPost({ url: 'smtp://127.0.0.1:1', from: 'a@b.example' })
    await give('Anders')
    await tell()
    const office = { world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post: nowhere }
    await sendDueMails(office)
    expect(await mails()).toMatchObject([{ state: 'failed', error: 'ESOCKET' }])
    portal.clock.moveTo('2026-12-01T09:00:00Z')
    await sendDueMails(office)
    nowhere.close()
    expect(await mails()).toMatchObject([{ state: 'undeliverable', error: 'tooOld' }])
  })
})
