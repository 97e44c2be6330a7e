import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import { endRole } from '../roles/actions-ending.ts'
import { answerItems } from './index.ts'

let c: CertificationPortal
beforeAll(async () => {
  c = await openCertificationPortal()
  for (const name of ['Katrine', 'Signe'] as const) await c.portal.actor(name)
})
afterAll(() => c.close())

const answer = (itemId: string, kind: 'keep' | 'withdraw') =>
  c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId, answer: kind, reason: 'Er flyttet' }]))

test('a role that ends during a round: a wrong answer is put right until the day, and open lines fall with it', async () => {
  const roleId = await c.newRole('Udgår', { nonResponse: 'remove' })
  for (const name of ['Person A', 'Person B']) await c.hold(roleId, await c.newUser(name))
  const round = await c.start({ roleIds: [roleId] })
  const [first] = await c.lines(round)
  const draft = { endsBefore: civilDay('2026-12-10'), reason: 'Den lukker.', replacedById: null }
  await c.portal.act('Signe', (ctx) => endRole(ctx, { roleId, draft }))
  await answer(first?.id ?? '', 'withdraw')
  expect(await c.holders(roleId)).toEqual(['Person B'])
  expect(await answer(first?.id ?? '', 'keep')).toMatchObject([{ refusal: null }])
  expect(await c.holders(roleId)).toEqual(['Person A', 'Person B'])
  c.portal.clock.moveTo('2026-12-10T09:00:00Z')
  await turnDay(c.portal.app.world)
  await c.day('2026-12-10T10:00:00Z')
  expect(await c.holders(roleId)).toEqual([])
  expect(await c.lines(round)).toMatchObject([
    { user_name: 'Person A', answer: 'keep' },
    { user_name: 'Person B', answer: null, consequence: 'elsewhere' },
  ])
  expect(await c.events('certification.policyApplied')).toEqual([])
  expect((await c.events('certification.completed'))[0]?.facts).toMatchObject({ undecided: 0, answered: 1 })
})
