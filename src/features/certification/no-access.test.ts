import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { workInAll } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Omar')

/** A settled round of a role that opens nothing: one withdrawn, one nobody answered for. */
async function settled(): Promise<string> {
  const roleId = await c.newRole('Kontaktperson', { nonResponse: 'remove', graceDays: 2 })
  for (const name of ['Person A', 'Person B']) await c.hold(roleId, await c.newUser(name))
  const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
  const [a] = await c.lines(id)
  const withdrawn = { itemId: a?.id ?? '', answer: 'withdraw', reason: 'Er stoppet hos os' } as const
  await c.portal.act('Katrine', (ctx) => answerItems(ctx, [withdrawn]))
  await c.day('2026-12-12T09:00:00Z')
  await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
  await c.day('2026-12-14T09:00:00Z')
  await workInAll(c.portal.app.world, id)
  await c.day('2026-12-27T09:00:00Z')
  return id
}

test('where a role opens no access none is told as closed, and nothing waits for it (A2, C7)', async () => {
  const id = await settled()
  expect(await c.lines(id)).toMatchObject([
    { answer: 'withdraw', access_closed_at: null },
    { consequence: 'removed', access_closed_at: null },
  ])
  expect(await c.rows('select status from certification_round')).toEqual([{ status: 'settled' }])
  const central = await c.portal.apiClient('KOMBIT')
  expect((await central.get(`/api/v1/certification-rounds/${id}/progress`)).json().roles).toMatchObject([
    { withdrawnClosed: 1, removed: 1, removing: 0 },
  ])
  const { payload } = await (await c.portal.as('Katrine')).get(`/bekraeftelser/${id}`)
  expect(payload).toContain('Uden svar, fjernet')
  expect(payload).not.toContain('adgangen lukkes')
})

test('the report says that there was none to close, also of lines that were marked as closed once', async () => {
  const id = await settled()
  await c.rows(
    `update certification_item set access_closed_at = '2026-12-14T10:00:00Z', access_outcome = 'closed'`,
  )
  const { payload } = await (await c.portal.as('Signe')).get(`/bekraeftelser/${id}/rapport?format=csv`)
  const [, ...lines] = payload.trim().split('\r\n')
  expect(lines.map((line) => line.split(';').at(-1))).toEqual(Array(2).fill('Ingen adgang at lukke'))
  expect(payload).not.toContain('adgangen lukkes')
})
