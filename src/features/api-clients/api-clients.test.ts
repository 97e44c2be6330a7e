import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createApiClientCommand, revokeApiClientCommand } from '../../commands/api-client.ts'
import { doorReach } from '../../platform/db/roles.ts'
import { authenticateApiClient } from './actions.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const korsbaek = '11111111'
const wish = { organisationCvr: korsbaek, name: 'Sagssystem', permissions: ['task.read'] }
const whoIs = (token: string) =>
  portal.app.world.database.transaction(doorReach, (tx) =>
    authenticateApiClient(tx, token, portal.clock.now()),
  )

test('a client acts for its organisation with the permissions it was given', async () => {
  const { id, token } = await createApiClientCommand(portal.app.world, wish)
  const actor = await whoIs(token)
  expect(actor).toEqual({
    kind: 'apiClient',
    id,
    name: 'Sagssystem',
    side: 'municipality',
    organisationId: portal.organisation('Korsbæk'),
    organisationName: 'Korsbæk Kommune',
    systemRoles: [],
    permissions: new Set(['task.read']),
  })
})

test('the token is kept nowhere, and making it is told', async () => {
  const { id, token } = await createApiClientCommand(portal.app.world, wish)
  const { rows } = await portal.owner.query('select c::text as row from api_client c where id = $1', [id])
  expect(rows[0].row).not.toContain(token.slice(-43))
  const events = await portal.owner.query(
    'select type, organisation_id, actor_kind, origin, facts from event where subject_id = $1',
    [id],
  )
  expect(events.rows).toEqual([
    {
      type: 'apiClient.created',
      organisation_id: portal.organisation('Korsbæk'),
      actor_kind: 'job',
      origin: 'cli',
      facts: { name: 'Sagssystem', permissions: ['task.read'] },
    },
  ])
})

test('use is written to the minute', async () => {
  const { id, token } = await createApiClientCommand(portal.app.world, wish)
  const lastUsed = async () =>
    (await portal.owner.query('select last_used_at from api_client where id = $1', [id])).rows[0].last_used_at
  expect(await lastUsed()).toBeNull()
  await whoIs(token)
  const first = portal.clock.now()
  expect(await lastUsed()).toEqual(first)
  portal.clock.moveTo(new Date(first.getTime() + 30_000).toISOString())
  await whoIs(token)
  expect(await lastUsed()).toEqual(first)
  portal.clock.moveTo(new Date(first.getTime() + 60_000).toISOString())
  await whoIs(token)
  expect(await lastUsed()).toEqual(portal.clock.now())
})

test('a wrong secret, another client’s secret and nonsense open nothing', async () => {
  const one = await createApiClientCommand(portal.app.world, wish)
  const other = await createApiClientCommand(portal.app.world, wish)
  const mixed = one.token.slice(0, 36) + other.token.slice(36)
  expect(await whoIs(mixed)).toBeNull()
  expect(await whoIs(`${one.token.slice(0, -43)}${'A'.repeat(43)}`)).toBeNull()
  expect(await whoIs('tv_nonsense')).toBeNull()
})

test('a revoked client is out at once, and that is told', async () => {
  const { id, token } = await createApiClientCommand(portal.app.world, wish)
  await revokeApiClientCommand(portal.app.world, id)
  expect(await whoIs(token)).toBeNull()
  const events = await portal.owner.query('select type from event where subject_id = $1 order by id', [id])
  expect(events.rows.map((row) => row.type)).toEqual(['apiClient.created', 'apiClient.revoked'])
  await expect(revokeApiClientCommand(portal.app.world, id)).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  ['a permission that does not exist', { ...wish, permissions: ['task.everything'] }, 'invalid-input'],
  ['a permission of the other side', { ...wish, permissions: ['rollout.publish'] }, 'permission-beyond-side'],
  ['no permission', { ...wish, permissions: [] }, 'invalid-input'],
  ['no name', { ...wish, name: ' ' }, 'invalid-input'],
  ['an unknown organisation', { ...wish, organisationCvr: '00000000' }, 'invalid-input'],
])('%s is refused and leaves nothing', async (_name, asked, code) => {
  const count = async () => (await portal.owner.query('select count(*) as n from api_client')).rows[0].n
  const before = await count()
  await expect(createApiClientCommand(portal.app.world, asked)).rejects.toMatchObject({ code })
  expect(await count()).toBe(before)
})

test('an id that is none is refused in words', async () => {
  await expect(revokeApiClientCommand(portal.app.world, 'x')).rejects.toMatchObject({ code: 'invalid-input' })
})

test('a permission taken from the side is taken from its machines', async () => {
  const { id, token } = await createApiClientCommand(portal.app.world, wish)
  await portal.owner.query(
    `update api_client set permissions = '{task.read,rollout.publish,gone.permission}' where id = $1`,
    [id],
  )
  expect([...((await whoIs(token))?.permissions ?? [])]).toEqual(['task.read'])
})
