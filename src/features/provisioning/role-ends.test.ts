import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { endDueRoles } from '../assignments/actions-role-ends.ts'
import { endRole } from '../roles/actions-ending.ts'
import { sweep } from './work/queues.ts'

let p: ProvisioningPortal
beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())

test('a role that ends takes everybody out on its day, held by no brake, before and after the assignments have ended', async () => {
  const standIn = await p.connectAnew()
  const roleId = await p.newRole('Udgår', [kommuner])
  for (const name of ['Anders', 'Katrine', 'Lone'] as const) await p.give(name, roleId)
  await p.runDue()
  const draft = { endsBefore: civilDay('2026-12-10'), reason: 'Den lukker.', replacedById: null }
  await p.portal.act('Signe', (ctx) => endRole(ctx, { roleId, draft }))
  p.portal.clock.moveTo('2026-12-09T12:00:00Z')
  expect(await p.runDue()).toBe(0)
  p.portal.clock.moveTo('2026-12-09T23:01:00Z')
  expect(await sweep(p.workshop, ['mattermost'])).toBe(3)
  expect(await p.events('provisioning.removalsHeld')).toEqual([])
  expect(await p.runDue()).toBe(3)
  expect(await findAccountAt(standIn, 'anders.skov@korsbaek.example')).toMatchObject({ isActive: false })
  expect(await p.record('Anders')).toMatchObject({ state: 'closed' })
  // The assignments end afterwards: nothing more follows from that.
  await endDueRoles(p.portal.app.world)
  expect(await p.events('assignment.ended')).toHaveLength(3)
  expect(await p.runDue()).toBe(0)
})
