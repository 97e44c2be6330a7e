import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { type ApiClient, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { createRole } from '../roles/index.ts'

/** A role and the answer 'deltager ikke' to the task that asks for it never stand together (T10). */

let portal: TestApp
let machine: ApiClient
let roleId: string
let number: number
let anders: string

beforeAll(async () => {
  portal = await createTestApp()
  anders = (await portal.actor('Anders')).id
  await portal.actor('Katrine')
  machine = await portal.apiClient('Korsbæk')
})
afterAll(() => portal.close())
beforeEach(async () => {
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  const name = `Rolle ${portal.clock.newId()}`
  roleId = (await portal.act('Signe', (ctx) => createRole(ctx, { ...draft, name }))).id
  number = await korsbaekTask(portal, { templateId: await insertTemplate(portal, { boundRoleId: roleId }) })
})

const anyVersion = { 'if-match': '*' }
const give = () => machine.post('/api/v1/assignments', { roleId, userId: anders })
const giveMany = () => machine.post('/api/v1/assignment-batches', { kind: 'give', roleId, userIds: [anders] })
const newcomer = { name: 'Nina Falk', email: 'nina.falk@korsbaek.example' }
const promise = () => machine.post('/api/v1/pending-assignments', { roleId, ...newcomer })
const optOut = () =>
  machine.put(`/api/v1/tasks/${number}/opt-out`, { reason: 'Vi deltager ikke i år' }, anyVersion)
const reopen = () => machine.delete(`/api/v1/tasks/${number}/opt-out`, {}, anyVersion)

/** What stands afterwards. */
async function standing(): Promise<{ held: number; outcome: string | null }> {
  const { rows } = await portal.owner.query(
    `select (select count(*)::int from assignment where role_id = $1 and ended_at is null) as held, outcome
     from task where number = $2`,
    [roleId, number],
  )
  return rows[0]
}

/** Holds the role as somebody who is giving it would, while `work` begins; lets go once so many wait. */
async function whileHeld<T>(requests: readonly (() => Promise<T>)[]): Promise<T[]> {
  const { host, port, database } = portal.owner
  const holder = new pg.Client({ host, port, database, user: 'tvaers_owner' })
  await holder.connect()
  const waiting = async () =>
    (
      await portal.owner.query(`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`)
    ).rowCount
  try {
    await holder.query(
      `begin; select pg_advisory_xact_lock(hashtextextended('assignment ${portal.organisation(
        'Korsbæk',
      )} ${roleId}', 0))`,
    )
    const running: Promise<T>[] = []
    for (const [index, request] of requests.entries()) {
      running.push(request())
      while ((await waiting()) !== index + 1) await new Promise((resolve) => setImmediate(resolve))
    }
    await holder.query('commit')
    return await Promise.all(running)
  } finally {
    await holder.end()
  }
}

describe('at the same time', () => {
  test.each([
    ['one role', give, 201],
    ['one of many', giveMany, 200],
  ])('giving %s first: the opt-out is refused', async (_name, giving, status) => {
    const [given, opted] = await whileHeld([giving, optOut])
    expect([given?.statusCode, opted?.statusCode]).toEqual([status, 409])
    expect(opted?.json()).toMatchObject({ type: '/api/problems/role-with-holder' })
    expect(opted?.json().title).toContain('Anders Skov har rollen.')
    expect(await standing()).toEqual({ held: 1, outcome: null })
  })

  test('opting out first: the role is refused', async () => {
    const [opted, given] = await whileHeld([optOut, give])
    expect([opted?.statusCode, given?.statusCode]).toEqual([200, 409])
    expect(given?.json()).toMatchObject({ type: '/api/problems/opted-out' })
    expect(given?.json().title).toContain(`»deltager ikke« på opgaven #${number}`)
    expect(await standing()).toEqual({ held: 0, outcome: 'optedOut' })
  })

  test('whoever is first: never both', async () => {
    for (let round = 0; round < 10; round++) {
      const requests = round % 2 === 0 ? [give, optOut] : [optOut, give]
      const statuses = (await Promise.all(requests.map((request) => request()))).map((one) => one.statusCode)
      expect(statuses.filter((status) => status === 409)).toHaveLength(1)
      const { held, outcome } = await standing()
      expect([held === 1, outcome === 'optedOut']).toContain(true)
      expect(held === 1 && outcome === 'optedOut').toBe(false)
      if (outcome === 'optedOut') await reopen()
      await portal.owner.query(
        `update assignment set ended_at = now(), end_reason = 'Igen' where role_id = $1 and ended_at is null`,
        [roleId],
      )
    }
  })
})

describe('one after the other', () => {
  test('a promise stops the opt-out as a holder does, and the other way round', async () => {
    const { id } = (await promise()).json()
    expect((await optOut()).json()).toMatchObject({ type: '/api/problems/role-with-holder' })
    await machine.delete(`/api/v1/pending-assignments/${id}`)
    expect((await optOut()).statusCode).toBe(200)
    expect((await promise()).json()).toMatchObject({ type: '/api/problems/opted-out' })
  })

  test('a role that begins later stops the opt-out', async () => {
    const later = { roleId, userId: anders, startsOn: '2026-12-24' }
    expect((await machine.post('/api/v1/assignments', later)).statusCode).toBe(201)
    expect((await optOut()).json().title).toContain('Anders Skov får rollen senere.')
  })

  test('a newer task that asks for the role counts, not the one opted out of before', async () => {
    expect((await optOut()).statusCode).toBe(200)
    await korsbaekTask(portal, { templateId: await insertTemplate(portal, { boundRoleId: roleId }) })
    expect((await give()).statusCode).toBe(201)
  })
})
