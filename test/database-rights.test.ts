import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTemplate, rollOut } from './support/factories.ts'
import { createTestApp, type TestApp } from './support/test-app.ts'

let portal: TestApp
let number: number

beforeAll(async () => {
  portal = await createTestApp()
  const templateId = await insertTemplate(portal)
  const numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'] })
  number = numbers.Korsbæk ?? 0
  const katrine = await portal.as('Katrine')
  await katrine.post(`/opgaver/${number}/beskeder`, { body: 'Indersiden af en lokal opgave.' })
  await katrine.post(`/opgaver/${number}/fravalg`, { reason: 'Vi er ikke med.', version: '1' })
})
afterAll(() => portal.close())

/** What a statement answers under a database role: its rows, or that it may not. */
async function under(role: string, reach: string, statement: string): Promise<unknown[] | string> {
  await portal.owner.query('begin')
  try {
    await portal.owner.query(`set local role ${role}`)
    await portal.owner.query(`select set_config('app.reach', $1, true)`, [String(portal.organisation(reach))])
    return (await portal.owner.query(statement)).rows
  } catch (error) {
    return error instanceof Error ? (error.message.split(' for ')[0] ?? '') : ''
  } finally {
    await portal.owner.query('rollback')
  }
}

describe('the third net, below every rule', () => {
  test.each([
    ['tvaers_central', 'update task set status = status', 'permission denied'],
    ['tvaers_central', 'update task_answer set reason = reason', 'permission denied'],
    ['tvaers_central', 'select data from pgboss.job limit 1', 'permission denied'],
    ['tvaers_app', 'select data from pgboss.job limit 1', 'permission denied'],
    ['tvaers_app', 'delete from pgboss.job', 'permission denied'],
    ['tvaers_app', 'select 1 from sso_token', 'permission denied'],
    ['tvaers_central', 'select 1 from sso_key', 'permission denied'],
    ['tvaers_jobs', 'update sso_token set sso_id = 1', 'permission denied'],
    ['tvaers_door', 'select 1 from assignment', 'permission denied'],
    ['tvaers_app', 'select secret_hash from calendar_feed', 'permission denied'],
    ['tvaers_app', 'select 1 from calendar_entry', 'permission denied'],
    ['tvaers_central', 'select 1 from calendar_feed', 'permission denied'],
    ['tvaers_app', 'update notification_mail set state = state', 'permission denied'],
    [
      'tvaers_app',
      `select * from sso_gate('00000000-0000-4000-8000-000000000000', 'mattermost', '2026-11-23')`,
      'permission denied',
    ],
    [
      'tvaers_jobs',
      `insert into organisation (kind, name, short_name, cvr) values ('central', 'X', 'X', '99999999')`,
      'new row violates row-level security policy',
    ],
    [
      'tvaers_jobs',
      `insert into organisation (kind, name, short_name, cvr) values ('municipality', 'X', 'X', '99999999')`,
      'new row violates row-level security policy',
    ],
    [
      'tvaers_central',
      `insert into organisation (kind, name, short_name, cvr) values ('supplier', 'X', 'X', '99999999')`,
      'permission denied',
    ],
    ['tvaers_app', 'select 1 from posting', 'permission denied'],
    ['tvaers_central', 'delete from posting_seen', 'permission denied'],
    ['tvaers_door', 'select last_error from posting', 'permission denied'],
    ['tvaers_door', 'select user_id from notification', 'permission denied'],
    ['tvaers_app', `select * from posting_presser('x', '2026-11-23')`, 'permission denied'],
    ['tvaers_app', `insert into pgboss.schedule (name, cron) values ('x', '* * * * *')`, 'permission denied'],
  ])('%s: %s → %s', async (role, statement, refusal) => {
    expect(await under(role, role === 'tvaers_app' ? 'Korsbæk' : 'KOMBIT', statement)).toBe(refusal)
  })

  test('what belongs to a local task is as unseen by the central body as the task (T8)', async () => {
    const seen = async () => [
      (await under('tvaers_central', 'KOMBIT', `select 1 from message where task_number = ${number}`)).length,
      (await under('tvaers_central', 'KOMBIT', `select 1 from task_answer where task_number = ${number}`))
        .length,
    ]
    expect(await seen()).toEqual([1, 1])
    await portal.owner.query(`update task set origin = 'local' where number = $1`, [number])
    expect(await seen()).toEqual([0, 0])
    await portal.owner.query(`update task set origin = 'central' where number = $1`, [number])
  })

  test('nobody tells of a change in somebody else’s name', async () => {
    const kombit = portal.organisation('KOMBIT')
    const statement = `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id,
      actor_name, actor_organisation_id, actor_organisation_name, origin)
      values (now(), ${portal.organisation('Korsbæk')}, 'task.completed', 'task', '1', 'user',
        '00000000-0000-4000-8000-000000000000', 'Signe Bruun', ${kombit}, 'KOMBIT', 'web')`
    expect(await under('tvaers_app', 'Korsbæk', statement)).toBe('new row violates row-level security policy')
  })
})
