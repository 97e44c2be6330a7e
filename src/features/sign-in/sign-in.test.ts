import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test('the demo door shows the cast, grouped by organisation', async () => {
  const answer = await portal.anybody().get('/log-ind')
  expect(answer.statusCode).toBe(200)
  expect(answer.payload).toContain('Log på som Katrine Holm')
  expect(answer.payload).toContain('Netleverandøren A/S')
})

test('a first sign-in makes the user, a later one updates it, and both are told', async () => {
  const mads = '0b5a1c00-0000-4000-8000-000000000003'
  expect((await portal.owner.query('select 1 from user_account where id = $1', [mads])).rowCount).toBe(0)
  await portal.as('Mads')
  portal.clock.moveTo('2026-11-23T09:05:00Z')
  await portal.as('Mads')
  const users = await portal.owner.query(
    'select name, first_signed_in_at, last_signed_in_at from user_account where id = $1',
    [mads],
  )
  expect(users.rows).toEqual([
    {
      name: 'Mads Friis',
      first_signed_in_at: new Date('2026-11-23T09:00:00Z'),
      last_signed_in_at: new Date('2026-11-23T09:05:00Z'),
    },
  ])
  const events = await portal.owner.query('select type from event where subject_id = $1 order by id', [mads])
  expect(events.rows.map((row) => row.type)).toEqual(['user.firstSignedIn', 'session.started'])
})

test('a form from another site signs nobody in', async () => {
  const answer = await portal
    .anybody()
    .post('/log-ind/demo', { person: 'x' }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.statusCode).toBe(403)
  const withoutOrigin = await portal.anybody().request({ method: 'POST', url: '/log-af' })
  expect(withoutOrigin.statusCode).toBe(403)
})

test('requests of one session do not wait for each other', async () => {
  const anders = await portal.as('Anders')
  portal.clock.moveTo('2026-11-23T09:10:00Z')
  await portal.owner.query('begin')
  await portal.owner.query('select 1 from session for update')
  try {
    expect((await anders.get('/')).statusCode).toBe(200)
  } finally {
    await portal.owner.query('rollback')
  }
  expect((await anders.get('/')).statusCode).toBe(200)
  const { rows } = await portal.owner.query('select max(last_seen_at) as seen from session')
  expect(rows[0].seen).toEqual(new Date('2026-11-23T09:10:00Z'))
})

test('signing out ends the session at once', async () => {
  const katrine = await portal.as('Katrine')
  const out = await katrine.post('/log-af')
  expect(out.statusCode).toBe(303)
  const { rows } = await portal.owner.query(
    `select ended_at from session s join user_account u on u.id = s.user_id where u.name = 'Katrine Holm'`,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].ended_at).not.toBeNull()
})

test('a page that needs a sign-in leads to the door and back', async () => {
  const answer = await portal.anybody().get('/findes-ikke')
  expect(answer.statusCode).toBe(404)
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
})
