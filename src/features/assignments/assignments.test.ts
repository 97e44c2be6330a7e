import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { Forbidden, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { createRole, type RoleDraft } from '../roles/index.ts'
import {
  assignRole,
  changePrimary,
  countHolders,
  currentAssignmentsOf,
  endAssignment,
  listHolders,
} from './index.ts'
import { turnDay } from './turn-of-day.ts'

let portal: TestApp
let roleId: string
const today = civilDay('2026-11-23')
const ids = { anders: '', mads: '', katrine: '', lone: '' }

const draft = (change: Partial<RoleDraft> = {}): RoleDraft => {
  const found = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!found) throw new Error('No demo role')
  return { ...found, ...change }
}

const makeRole = async (change: Partial<RoleDraft> = {}): Promise<string> =>
  (await portal.act('Signe', (ctx) => createRole(ctx, draft(change)))).id

beforeAll(async () => {
  portal = await createTestApp()
  ids.anders = (await portal.actor('Anders')).id
  ids.mads = (await portal.actor('Mads')).id
  ids.katrine = (await portal.actor('Katrine')).id
  ids.lone = (await portal.actor('Lone')).id
})
afterAll(() => portal.close())
beforeEach(async () => {
  roleId = await makeRole()
})
afterEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query('truncate assignment, role_access, role_version, event; delete from role')
})

type Given = Parameters<typeof assignRole>[1]
const give = (change: Partial<Given> = {}) =>
  portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId: ids.anders, ...change }))

const events = async (): Promise<{ type: string; subject_id: string; facts: Record<string, unknown> }[]> =>
  (
    await portal.owner.query(
      "select type, subject_id, facts from event where subject_type = 'assignment' order by id",
    )
  ).rows

const rows = async () =>
  (
    await portal.owner.query(
      'select id, user_name, is_primary, starts_on::text, ends_before::text, ended_at, ended_by_name, end_reason, started_at from assignment order by given_at, id',
    )
  ).rows

/** Whether some transaction waits for another one's advisory lock. */
const somebodyWaits = async (): Promise<boolean> =>
  ((
    await portal.owner.query(
      "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
    )
  ).rowCount ?? 0) > 0

/** The second is given while the first is done and not yet committed; it waits, or has gone past. */
async function bothAtOnce(first: Partial<Given>, second: Partial<Given>) {
  let commit = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let done = () => {}
  const isDone = new Promise<void>((resolve) => {
    done = resolve
  })
  const one = portal.act('Katrine', async (ctx) => {
    await assignRole(ctx, { roleId, userId: ids.anders, ...first })
    done()
    await held
  })
  await isDone
  let isOver = false
  const other = give(second).finally(() => {
    isOver = true
  })
  const settled = Promise.allSettled([one, other])
  // Without a lock the second may also wait for the row of the first: that ends with the commit, so do not ask for ever.
  for (let asked = 0; asked < 500 && !isOver && !(await somebodyWaits()); asked++);
  commit()
  return await settled
}

const korsbaek = () => portal.organisation('Korsbæk')

describe('giving a role (R2)', () => {
  test('the first holder of a role with a primary becomes it, and the event tells what opens', async () => {
    const { id } = await give()
    expect(await rows()).toMatchObject([
      { id, user_name: 'Anders Skov', is_primary: true, starts_on: '2026-11-23', ends_before: null },
    ])
    expect(await events()).toMatchObject([
      {
        type: 'assignment.started',
        subject_id: id,
        facts: {
          roleId,
          roleName: mattermostRoleName,
          userId: ids.anders,
          userName: 'Anders Skov',
          isPrimary: true,
          startsOn: '2026-11-23',
          endsBefore: null,
          access: [
            {
              connector: 'mattermost',
              team: 'kommuner',
              channels: ['varsler', 'advisering', 'teknisk-sparring'],
            },
          ],
        },
      },
    ])
  })

  test('several can hold it; only one is primary, and a new primary takes the place of the old', async () => {
    await give()
    await give({ userId: ids.mads })
    expect((await rows()).map((row) => row.is_primary)).toEqual([true, false])
    const third = await give({ userId: ids.katrine, isPrimary: true })
    expect((await rows()).map((row) => row.is_primary)).toEqual([false, false, true])
    expect((await events()).at(-1)).toMatchObject({ type: 'assignment.primaryChanged', subject_id: third.id })
  })

  test('nobody gets it twice', async () => {
    await give()
    await expect(give()).rejects.toMatchObject({ code: 'already-holder' })
    expect(await rows()).toHaveLength(1)
    expect(await events()).toHaveLength(1)
  })

  test('the maximum holds, with a sentence', async () => {
    roleId = await makeRole({ name: 'Infrastrukturejer', maximumHolders: 1 })
    await give()
    await expect(give({ userId: ids.mads })).rejects.toMatchObject({
      reason: { da: 'Højst én person kan have rollen ad gangen. Afslut rollen for en anden først.' },
    })
  })

  test('two at once for the last place: one gets it', async () => {
    roleId = await makeRole({ name: 'Infrastrukturejer', maximumHolders: 1, hasPrimary: false })
    const tries = await bothAtOnce({ userId: ids.anders }, { userId: ids.mads })
    expect(tries).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'maximum-holders' } },
    ])
    expect(await rows()).toMatchObject([{ user_name: 'Anders Skov' }])
    expect(await events()).toHaveLength(1)
  })

  test('two at once for the same person: one row, and the other is told', async () => {
    const tries = await bothAtOnce({ userId: ids.anders }, { userId: ids.anders })
    expect(tries).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'already-holder' } },
    ])
    expect(await rows()).toHaveLength(1)
  })

  test('two at once as the first holder: one of them is primary', async () => {
    await bothAtOnce({ userId: ids.anders }, { userId: ids.mads })
    expect((await rows()).map((row) => row.is_primary)).toEqual([true, false])
  })

  test('two primaries at once: one is', async () => {
    const one = await give()
    const other = await give({ userId: ids.mads })
    const third = await give({ userId: ids.katrine })
    await Promise.all(
      [other, third].map(({ id }) =>
        portal.act('Katrine', (ctx) => changePrimary(ctx, { assignmentId: id })),
      ),
    )
    const primary = (await rows()).filter((row) => row.is_primary)
    expect(primary).toHaveLength(1)
    expect(primary[0]?.id).not.toBe(one.id)
  })

  test('users of one’s own municipality only; others do not exist', async () => {
    await expect(give({ userId: ids.lone })).rejects.toBeInstanceOf(InvalidInput)
    await expect(give({ userId: roleId })).rejects.toBeInstanceOf(InvalidInput)
    expect(await rows()).toEqual([])
  })

  test('a role that does not exist is not found', async () => {
    await expect(give({ roleId: ids.anders })).rejects.toBeInstanceOf(NotFound)
  })

  test.each(['Anders', 'Signe', 'Omar', 'Ib'] as const)('%s may not', async (name) => {
    const trying = portal.act(name, (ctx) => assignRole(ctx, { roleId, userId: ids.anders }))
    await expect(trying).rejects.toBeInstanceOf(Forbidden)
    expect(await rows()).toEqual([])
  })

  test('never backwards in time, never backwards at all', async () => {
    await expect(give({ startsOn: addDays(today, -1) })).rejects.toMatchObject({
      fields: { startsOn: { da: 'Rollen kan tidligst begynde i dag.' } },
    })
    await expect(give({ endsBefore: today })).rejects.toBeInstanceOf(InvalidInput)
  })

  test('the database itself knows one primary', async () => {
    await give()
    await give({ userId: ids.mads })
    await expect(portal.owner.query('update assignment set is_primary = true')).rejects.toThrow(
      'assignment_one_primary',
    )
  })
})

describe('ending (R2)', () => {
  const end = (assignmentId: string, reason = 'Er stoppet i kommunen') =>
    portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason }))

  test('takes effect at once, says who and why, and keeps the row', async () => {
    const { id } = await give()
    await end(id)
    expect(await rows()).toMatchObject([
      {
        id,
        ended_at: portal.clock.now(),
        ended_by_name: 'Katrine Holm',
        end_reason: 'Er stoppet i kommunen',
      },
    ])
    const last = (await events()).at(-1)
    expect(last).toMatchObject({
      type: 'assignment.ended',
      subject_id: id,
      facts: { userId: ids.anders, roleId },
    })
    expect(JSON.stringify(last)).not.toContain('stoppet')
    expect(await portal.act('Katrine', (ctx) => countHolders(ctx, korsbaek(), roleId))).toBe(0)
  })

  test('twice is refused; also two at once', async () => {
    const { id } = await give()
    const tries = await Promise.allSettled([end(id), end(id)])
    expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(end(id)).rejects.toMatchObject({ code: 'already-ended' })
    expect((await events()).filter((event) => event.type === 'assignment.ended')).toHaveLength(1)
  })

  test('the same person can get it again', async () => {
    const { id } = await give()
    await end(id)
    const again = await give()
    expect(again.id).not.toBe(id)
    expect(await rows()).toHaveLength(2)
  })

  test('another municipality’s does not exist; the central body sees it and may not', async () => {
    const { id } = await give()
    const input = { assignmentId: id, reason: 'Nej' }
    await expect(portal.act('Lone', (ctx) => endAssignment(ctx, input))).rejects.toBeInstanceOf(NotFound)
    await expect(portal.act('Lone', (ctx) => changePrimary(ctx, input))).rejects.toBeInstanceOf(NotFound)
    await expect(portal.act('Omar', (ctx) => endAssignment(ctx, input))).rejects.toBeInstanceOf(Forbidden)
    await expect(portal.act('Anders', (ctx) => endAssignment(ctx, input))).rejects.toBeInstanceOf(Forbidden)
    expect((await rows())[0]?.ended_at).toBeNull()
  })
})

describe('the turn of the day', () => {
  test('an assignment given ahead of time is planned, holds nothing, and starts on its first day', async () => {
    await give({ startsOn: addDays(today, 2) })
    expect((await events()).map((event) => event.type)).toEqual(['assignment.planned'])
    await turnDay(portal.app.world)
    expect(await portal.act('Katrine', (ctx) => countHolders(ctx, korsbaek(), roleId))).toBe(0)
    // Midnight in Copenhagen has passed, in UTC it has not.
    portal.clock.moveTo('2026-11-24T23:30:00Z')
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    expect((await events()).map((event) => event.type)).toEqual(['assignment.planned', 'assignment.started'])
    expect(await portal.act('Katrine', (ctx) => countHolders(ctx, korsbaek(), roleId))).toBe(1)
  })

  test('one with an end day is over on that day, told once', async () => {
    await give({ endsBefore: addDays(today, 1) })
    await turnDay(portal.app.world)
    expect(await portal.act('Katrine', (ctx) => countHolders(ctx, korsbaek(), roleId))).toBe(1)
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    expect(await portal.act('Katrine', (ctx) => countHolders(ctx, korsbaek(), roleId))).toBe(0)
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    expect((await events()).map((event) => event.type)).toEqual(['assignment.started', 'assignment.ended'])
    const { rows: told } = await portal.owner.query("select * from event where type = 'assignment.ended'")
    expect(told).toMatchObject([{ actor_kind: 'job', actor_name: 'Tværs', organisation_id: korsbaek() }])
  })

  test('costs the same for a whole year’s end as for one person', async () => {
    const insertEnding = (count: number) =>
      portal.owner.query(
        `with person as (
           insert into user_account (id, organisation_id, name, title, first_signed_in_at, last_signed_in_at)
           select gen_random_uuid(), $1, 'Person ' || n, 'Årets', $6, $6 from generate_series(1, $7::int) n
           returning id, name)
         insert into assignment (organisation_id, id, role_id, user_id, user_name, is_primary, starts_on, ends_before,
           given_by, given_by_name, given_at, started_at)
         select $1, gen_random_uuid(), $2, id, name, false, $3, $4, $5, 'Katrine Holm', $6, $6 from person`,
        [korsbaek(), roleId, today, addDays(today, 1), ids.katrine, portal.clock.now(), count],
      )
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    const turn = async (count: number) => {
      await insertEnding(count)
      return (await countingQueries(() => turnDay(portal.app.world))).queries
    }
    await turn(1)
    const one = await turn(1)
    expect(await turn(300)).toBe(one)
    const { rows } = await portal.owner.query(
      `select facts ->> 'userName' as name, facts ->> 'cause' as cause, facts ->> 'roleName' as role from event
       where type = 'assignment.ended' order by id desc limit 300`,
    )
    expect(new Set(rows.map(({ name }) => name)).size).toBe(300)
    expect(rows[0]).toMatchObject({ cause: 'lastDay', role: mattermostRoleName })
    const jobs = await portal.owner.query(
      `select count(distinct data ->> 'subjectId')::int as count from pgboss.job where name = 'provisioning.person'`,
    )
    expect(jobs.rows[0].count).toBeGreaterThanOrEqual(302)
    await portal.owner.query(`truncate assignment; delete from user_account where title = 'Årets'`)
  })

  test('one that is over but not yet told does not stand in the way', async () => {
    await give({ endsBefore: addDays(today, 1) })
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    await give()
    expect((await events()).map((event) => event.type)).toEqual([
      'assignment.started',
      'assignment.ended',
      'assignment.started',
    ])
  })
})

describe('who holds a role', () => {
  test('the primary one first, with name and address as they are today', async () => {
    await give({ userId: ids.mads, isPrimary: false })
    await give({ isPrimary: true })
    const holders = await portal.act('Signe', (ctx) => listHolders(ctx, korsbaek(), roleId))
    expect(holders).toMatchObject([
      { name: 'Anders Skov', isPrimary: true, email: 'anders.skov@korsbaek.example', hasLeft: false },
      { name: 'Mads Friis', isPrimary: false, startsOn: today, endsBefore: null },
    ])
  })

  test('another municipality’s are beyond reach', async () => {
    await give()
    const asking = portal.act('Lone', (ctx) => listHolders(ctx, korsbaek(), roleId))
    await expect(asking).rejects.toBeInstanceOf(NotFound)
    await expect(portal.act('Lone', (ctx) => countHolders(ctx, korsbaek(), roleId))).rejects.toBeInstanceOf(
      NotFound,
    )
    expect(await portal.act('Lone', (ctx) => currentAssignmentsOf(ctx, ids.anders))).toEqual([])
  })

  test('one who has moved to another municipality is marked, under the name they had', async () => {
    await give({ userId: ids.mads })
    await portal.owner.query('update user_account set organisation_id = $1 where id = $2', [
      portal.organisation('Aarhus'),
      ids.mads,
    ])
    const holders = await portal.act('Katrine', (ctx) => listHolders(ctx, korsbaek(), roleId))
    await portal.owner.query('update user_account set organisation_id = $1 where id = $2', [
      korsbaek(),
      ids.mads,
    ])
    expect(holders).toMatchObject([{ name: 'Mads Friis', hasLeft: true, email: null }])
  })

  test('one’s own roles with the access they open (R6)', async () => {
    await give()
    const held = await portal.act('Anders', (ctx) => currentAssignmentsOf(ctx, ids.anders))
    expect(held).toMatchObject([
      { roleId, roleName: mattermostRoleName, isPrimary: true, access: [{ team: 'kommuner' }] },
    ])
  })
})
