import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { InvalidInput, Refused } from '../../kernel/errors.ts'
import { createRole, type RoleDraft } from '../roles/index.ts'
import { addressForgettingQueue } from './forgetting.ts'
import { assignRole, endAssignment, type PromiseInput, promiseRole, withdrawPending } from './index.ts'
import { turnDay } from './turn-of-day.ts'

let portal: TestApp
let katrine: Browser
let roleId: string
const madsId = '0b5a1c00-0000-4000-8000-000000000003'
const madsEmail = 'mads.friis@korsbaek.example'

const makeRole = async (change: Partial<RoleDraft> = {}): Promise<string> => {
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  return (await portal.act('Signe', (ctx) => createRole(ctx, { ...draft, ...change }))).id
}

beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())
beforeEach(async () => {
  katrine = await portal.as('Katrine')
  roleId = await makeRole()
})
afterEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query(
    `truncate pending_assignment, resignation, assignment, role_access, role_version, event, session;
     delete from role; delete from deputy; delete from user_account where name in ('Mads Friis', 'Anders Skov')`,
  )
})

const promise = (change: Partial<PromiseInput> = {}, by: CastName = 'Katrine') =>
  portal.act(by, (ctx) => promiseRole(ctx, { roleId, name: 'Mads Friis', email: madsEmail, ...change }))

const pendings = async () =>
  (
    await portal.owner.query(
      'select name, email, outcome, refusal, user_id, assignment_id, is_primary, starts_on::text, user_uuid, given_by_name from pending_assignment order by id',
    )
  ).rows

const held = async () =>
  (
    await portal.owner.query(
      'select user_name, role_id, is_primary, given_by_name, starts_on::text, ends_before::text from assignment where ended_at is null order by id',
    )
  ).rows

const grants = async (): Promise<string[]> =>
  (
    await portal.owner.query<{ user_id: string }>(
      `select user_id from access_grant_on($1) where open order by user_id`,
      [portal.clock.now().toISOString().slice(0, 10)],
    )
  ).rows.map((row) => row.user_id)

const eventTypes = async (): Promise<string[]> =>
  (
    await portal.owner.query<{ type: string }>(
      `select type from event where type like 'pendingAssignment.%' or type like 'assignment.%' order by id`,
    )
  ).rows.map((row) => row.type)

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('Mads, who has never signed in (R3)', () => {
  test('is promised the role by form, signs in, and holds it; access opens', async () => {
    const answer = await katrine.post(`/roller/${roleId}/tildelinger`, {
      ...{ kendt: 'nej', name: 'Mads Friis', email: 'Mads.Friis@Korsbaek.example', isPrimary: 'ja' },
    })
    expect(answer.statusCode).toBe(303)
    const instruction = answer.headers.location as string
    expect(instruction).toMatch(/\/roller\/[^/]+\/afventende\/[^/]+\/vejledning$/)
    const page = textOf((await katrine.get(instruction)).body)
    for (const words of [
      'Til Mads Friis',
      'Gå til http://localhost:3000, og log på',
      'Givet af Katrine Holm',
      'Log på senest 23-12-2026',
      'Mads.Friis@Korsbaek.example',
    ])
      expect(page).toContain(words)
    const role = textOf((await katrine.get(`/roller/${roleId}`)).body)
    expect(role).toContain('Ikke begyndt')
    expect(role).toContain('Afventer første login')
    expect(role).toContain('Oprettes i Fælleskommunal Adgangsstyring og logger på. Så sker resten.')
    const all = (await katrine.get('/roller')).body
    expect(textOf(all)).toContain('Mads Friis Venter på første login')
    expect(all).not.toMatch(/aria-label="Vælg person: [^"]*Mattermost/)
    expect([await held(), await grants()]).toEqual([[], []])

    await portal.as('Mads')
    expect(await held()).toMatchObject([
      { user_name: 'Mads Friis', is_primary: true, given_by_name: 'Katrine Holm', starts_on: '2026-11-23' },
    ])
    expect(await grants()).toEqual([madsId])
    expect(await pendings()).toMatchObject([{ outcome: 'tookEffect', user_id: madsId }])
    expect(await eventTypes()).toEqual([
      'pendingAssignment.made',
      'assignment.started',
      'pendingAssignment.tookEffect',
    ])
    const after = textOf((await katrine.get(`/roller/${roleId}`)).body)
    expect(after).toContain('Mads Friis Primær')
    expect(after).not.toContain('Afventer første login')
  })

  test('takes effect once: the next sign-in changes nothing, and a role ended does not come back', async () => {
    await promise()
    await portal.as('Mads')
    const { rows } = await portal.owner.query<{ id: string }>('select id from assignment')
    await portal.act('Katrine', (ctx) =>
      endAssignment(ctx, { assignmentId: rows[0]?.id ?? '', reason: 'Fejl' }),
    )
    await portal.as('Mads')
    expect(await held()).toEqual([])
  })

  test('with a UUID the e-mail alone does not match; with his own it does', async () => {
    await promise({ userUuid: '0b5a1c00-0000-4000-8000-0000000000ff' })
    await portal.as('Mads')
    expect([await held(), await pendings()]).toMatchObject([[], [{ outcome: null }]])
  })

  test('with his UUID it takes effect, whatever the e-mail typed', async () => {
    await promise({ userUuid: madsId.toUpperCase(), email: 'en.anden@korsbaek.example' })
    await portal.as('Mads')
    expect(await held()).toHaveLength(1)
  })

  test('never across municipalities, also with the right e-mail and UUID', async () => {
    await promise({ userUuid: madsId, email: madsEmail }, 'Lone')
    await promise({ email: madsEmail, roleId: await makeRole({ name: 'En anden rolle' }) }, 'Lone')
    await portal.as('Mads')
    expect(await held()).toEqual([])
    expect((await pendings()).map((row) => row.outcome)).toEqual([null, null])
  })

  test('two for the same person and role are one; two roles both take effect', async () => {
    const other = await makeRole({ name: 'En anden rolle' })
    const first = await promise()
    const again = await promise({ email: madsEmail.toUpperCase(), isPrimary: true })
    await promise({ roleId: other })
    expect(again).toEqual({ id: first.id, isAgain: true })
    expect(await pendings()).toHaveLength(2)
    await portal.as('Mads')
    expect((await held()).map((row) => row.role_id).sort()).toEqual([roleId, other].sort())
  })

  test('one by UUID and one by e-mail merge when he signs in', async () => {
    await promise({ userUuid: madsId, email: 'a@korsbaek.example' })
    await promise()
    await portal.as('Mads')
    expect(await held()).toHaveLength(1)
    const rows = await pendings()
    expect(rows.map((row) => row.outcome)).toEqual(['tookEffect', 'tookEffect'])
    expect(rows[0].assignment_id).toBe(rows[1].assignment_id)
  })

  test('lapses with the day it was said to: told once, and a later sign-in gives nothing', async () => {
    await promise()
    portal.clock.moveTo('2026-12-23T22:59:00Z')
    katrine = await portal.as('Katrine')
    expect(textOf((await katrine.get(`/roller/${roleId}`)).body)).toContain('23-12-2026')
    await turnDay(portal.app.world)
    expect(await pendings()).toMatchObject([{ outcome: null }])
    portal.clock.moveTo('2026-12-23T23:00:00Z')
    await portal.as('Mads')
    expect(await held()).toEqual([])
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    expect(await pendings()).toMatchObject([{ outcome: 'expired' }])
    expect((await eventTypes()).filter((type) => type === 'pendingAssignment.expired')).toHaveLength(1)
    katrine = await portal.as('Katrine')
    expect(textOf((await katrine.get(`/roller/${roleId}`)).body)).toContain('Bortfaldet')
  })

  test('can be withdrawn until he signs in', async () => {
    const { id } = await promise()
    const path = `/roller/${roleId}/afventende/${id}/fortryd`
    expect((await katrine.get(path)).body).toContain('Fortryd rollen til Mads Friis?')
    expect((await katrine.post(path)).statusCode).toBe(303)
    await portal.as('Mads')
    expect([await held(), await pendings()]).toMatchObject([[], [{ outcome: 'withdrawn' }]])
    await expect(portal.act('Katrine', (ctx) => withdrawPending(ctx, id))).rejects.toThrow(Refused)
  })

  test('the most holders count with those who wait, and are counted again at the sign-in', async () => {
    const only = await makeRole({ name: 'Kun én', maximumHolders: 1, minimumHolders: 1 })
    const anders = (await portal.actor('Anders')).id
    await promise({ roleId: only })
    const give = () => portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: only, userId: anders }))
    await expect(give()).rejects.toThrow(Refused)
    await portal.owner.query(
      `insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at)
       values ($1, $2, $3, $4, 'Anders Skov', '2026-11-23', $4, 'Anders Skov', now())`,
      [portal.organisation('Korsbæk'), portal.clock.newId(), only, anders],
    )
    await portal.as('Mads')
    expect(await pendings()).toMatchObject([{ outcome: 'refused', refusal: 'maximum-holders' }])
    expect(await eventTypes()).toContain('pendingAssignment.refused')
    const page = textOf((await katrine.get(`/roller/${only}`)).body)
    expect(page).toContain('Fik ikke rollen')
    expect(page).toContain('Der var ikke plads, da personen loggede på')
  })

  test('somebody who has signed in is chosen among the users instead', async () => {
    await portal.actor('Anders')
    const wanted = { name: 'A', email: 'ANDERS.skov@korsbaek.example' }
    await expect(promise(wanted)).rejects.toThrow(InvalidInput)
  })

  test.each([
    [true, 'Mads Friis tager over ved sit første login.'],
    [false, 'Mads Friis kommer til ved sit første login. Så er I to.'],
  ])('the only holder is not called one too few (replaced: %s)', async (isReplaced, sentence) => {
    const [userId, role] = [
      (await portal.actor('Anders')).id,
      await makeRole({ name: 'Vagt', maximumHolders: 3 }),
    ]
    const { id } = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: role, userId }))
    await promise({ roleId: role, ...(isReplaced ? { replaces: id } : {}) })
    const page = textOf((await katrine.get('/roller')).body)
    expect(page).toContain(sentence)
    expect(page).not.toContain('Overvej en til')
  })

  test('it begins and ends on its own days', async () => {
    await promise({ startsOn: civilDay('2026-11-25'), endsBefore: civilDay('2026-12-01') })
    await portal.as('Mads')
    expect(await held()).toMatchObject([{ starts_on: '2026-11-25', ends_before: '2026-12-01' }])
    expect(await grants()).toEqual([])
    expect(await eventTypes()).toContain('assignment.planned')
  })

  test('by API: given, listed, withdrawn; Aarhus finds nothing', async () => {
    const client = await portal.apiClient('Korsbæk')
    const body = { roleId, name: 'Mads Friis', email: madsEmail }
    const key = { 'idempotency-key': 'en-gang-er-nok' }
    const made = await client.post('/api/v1/pending-assignments', body, key)
    expect(made.statusCode).toBe(201)
    expect((await client.post('/api/v1/pending-assignments', body, key)).json()).toEqual(made.json())
    const path = made.headers.location as string
    expect((await client.get(path)).json()).toMatchObject({ state: 'waiting', email: madsEmail })
    expect((await client.get('/api/v1/pending-assignments?waiting=true')).json().items).toHaveLength(1)
    const aarhus = await portal.apiClient('Aarhus')
    expect((await aarhus.get(path)).statusCode).toBe(404)
    expect((await aarhus.delete(path)).statusCode).toBe(404)
    expect((await client.delete(path)).statusCode).toBe(204)
    expect((await client.delete(path)).statusCode).toBe(409)
  })
})

test('law: whatever the order, an open access has a valid assignment, and nobody beyond the maximum', async () => {
  const only = await makeRole({ name: 'Højst to', maximumHolders: 2 })
  const people: CastName[] = ['Mads', 'Anders', 'Katrine']
  const ids = new Map<string, string>()
  for (const name of people) ids.set(name, (await portal.actor(name)).id)
  const refusals = (error: unknown) => {
    if (!(error instanceof Refused || error instanceof InvalidInput)) throw error
  }
  const act = {
    give: (name: CastName) =>
      portal
        .act('Katrine', (ctx) => assignRole(ctx, { roleId: only, userId: ids.get(name) ?? '' }))
        .catch(refusals),
    promise: async (name: CastName) => {
      // As if they had not signed in yet: their address is not known.
      await portal.owner.query('update user_account set email = null')
      const email = `${name === 'Mads' ? 'mads.friis' : name === 'Anders' ? 'anders.skov' : 'katrine.holm'}@korsbaek.example`
      await promise({ roleId: only, name, email }).catch(refusals)
    },
    signIn: (name: CastName) => portal.as(name),
    end: async (name: CastName) => {
      const { rows } = await portal.owner.query<{ id: string }>(
        'select id from assignment where user_id = $1 and ended_at is null',
        [ids.get(name)],
      )
      for (const { id } of rows)
        await portal
          .act('Katrine', (ctx) => endAssignment(ctx, { assignmentId: id, reason: 'Slut' }))
          .catch(refusals)
    },
    expire: async () => {
      portal.clock.moveTo(new Date(portal.clock.now().getTime() + 31 * 86_400_000).toISOString())
      await turnDay(portal.app.world)
    },
  }
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom('give', 'promise', 'signIn', 'end', 'expire' as const),
      fc.constantFrom(...people),
    ),
    { minLength: 4, maxLength: 14 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      await portal.owner.query('truncate pending_assignment, assignment')
      for (const [kind, name] of sequence) {
        const before = await held()
        await act[kind](name)
        const after = await held()
        if (kind === 'promise') expect(after).toEqual(before)
        expect(after.length).toBeLessThanOrEqual(2)
        const { rows } = await portal.owner.query<{ user_id: string }>(
          'select user_id from assignment where ended_at is null order by user_id',
        )
        expect(await grants()).toEqual(rows.map((row) => row.user_id))
      }
    }),
    { numRuns: 12 },
  )
}, 60_000)

describe('addresses are forgotten (R3)', () => {
  const forget = () => addressForgettingQueue(portal.app.world).handle({}, { id: 'job' })
  const addresses = async () =>
    (await portal.owner.query('select name, email, email_key, user_uuid from pending_assignment order by id'))
      .rows

  test('90 days after each was settled, and never while it waits; the story stays', async () => {
    await promise({ name: 'Taget Tilbage', email: 'a@korsbaek.example', userUuid: madsId })
    const [{ id }] = (await portal.owner.query('select id from pending_assignment')).rows
    await portal.act('Katrine', (ctx) => withdrawPending(ctx, id))
    portal.clock.moveTo('2026-12-20T09:00:00Z')
    await promise({ name: 'Kom Aldrig', email: 'b@korsbaek.example' })
    portal.clock.moveTo('2027-01-19T09:00:00Z')
    await turnDay(portal.app.world)
    portal.clock.moveTo('2027-02-21T09:00:00Z')
    await promise({ name: 'Venter Endnu', email: 'c@korsbaek.example' })
    await forget()
    expect((await addresses()).map(({ email }) => email)).toEqual([
      'a@korsbaek.example',
      'b@korsbaek.example',
      'c@korsbaek.example',
    ])
    portal.clock.moveTo('2027-02-21T09:00:01Z')
    await forget()
    await forget()
    expect(await addresses()).toEqual([
      { name: 'Taget Tilbage', email: null, email_key: null, user_uuid: null },
      { name: 'Kom Aldrig', email: 'b@korsbaek.example', email_key: 'b@korsbaek.example', user_uuid: null },
      { name: 'Venter Endnu', email: 'c@korsbaek.example', email_key: 'c@korsbaek.example', user_uuid: null },
    ])
    const machine = await portal.apiClient('Korsbæk')
    const shown = await machine.get(`/api/v1/pending-assignments/${id}`)
    expect(shown.json()).toMatchObject({ name: 'Taget Tilbage', email: null, state: 'withdrawn' })
    katrine = await portal.as('Katrine')
    const page = await katrine.get(`/roller/${roleId}/afventende/${id}/vejledning`)
    expect([page.statusCode, page.body.includes('korsbaek.example')]).toEqual([200, false])
    expect(await eventTypes()).toContain('pendingAssignment.withdrawn')
  })

  test('of proposals that were settled too; and no event ever had one', async () => {
    await portal.as('Anders')
    const anders = await portal.as('Anders')
    const { id: userId } = await portal.actor('Anders')
    const { id } = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
    const successor = { efterfoelger: 'ny', name: 'Nina Falk', email: 'nina@korsbaek.example' }
    expect((await anders.post(`/mine-roller/${id}/sig-fra`, successor)).statusCode).toBe(303)
    portal.clock.moveTo('2027-05-01T09:00:00Z')
    await forget()
    const proposal = async () =>
      (await portal.owner.query('select successor_name, successor_email from resignation')).rows
    // It waits for the administrator still.
    expect(await proposal()).toEqual([
      { successor_name: 'Nina Falk', successor_email: 'nina@korsbaek.example' },
    ])
    await portal.owner.query(`update resignation set settled_at = '2027-01-01', outcome = 'dismissed'`)
    await forget()
    expect(await proposal()).toEqual([{ successor_name: 'Nina Falk', successor_email: null }])
    await promise()
    const { rows } = await portal.owner.query(
      `select count(*)::int as told from event where facts::text like '%korsbaek.example%' or changes::text like '%korsbaek.example%'`,
    )
    expect(rows).toEqual([{ told: 0 }])
  })
})
