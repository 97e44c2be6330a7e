import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { callOffEnding, endRole } from '../roles/actions-ending.ts'
import { startDue } from './actions/planning.ts'
import { turnCertificationDay } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Omar')

const rounds = () => c.rows('select name from certification_round')

async function plannedFrom(anchorOn: string, lastDueOn: string | null = null) {
  const roleId = await c.newRole('Prøverolle')
  await c.hold(roleId, await c.newUser('Person A'))
  await c.rows(
    `insert into certification_schedule (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
     values ($1, false, $2, $3, now(), 'Signe Bruun')`,
    [roleId, anchorOn, lastDueOn],
  )
  return roleId
}

test('a role that ends is not asked about by itself, until that is called off', async () => {
  const roleId = await plannedFrom('2026-06-01')
  await c.rows('update certification_schedule set is_on = true')
  const draft = { endsBefore: civilDay('2027-08-01'), reason: 'Den lukker.', replacedById: null }
  await c.portal.act('Signe', (ctx) => endRole(ctx, { roleId, draft }))
  expect((await (await c.portal.as('Signe')).get('/bekraeftelser')).payload).toContain('01-08-2027')
  await c.day('2027-06-01T09:00:00Z')
  expect(await rounds()).toEqual([])
  await c.portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId }))
  await c.day('2027-06-01T10:00:00Z')
  expect(await rounds()).toHaveLength(1)
})

test('a round that starts by itself takes a name that no round has', async () => {
  await plannedFrom('2026-11-24')
  await c.rows('update certification_schedule set is_on = true')
  const other = await c.newRole('En anden rolle')
  await c.hold(other, await c.newUser('Person B'))
  await c.start({ roleIds: [other], name: 'Årlig bekræftelse 2026, Prøverolle' })
  await c.day('2026-11-24T09:00:00Z')
  expect(await c.rows('select name from certification_round order by started_at, id')).toEqual([
    { name: 'Årlig bekræftelse 2026, Prøverolle' },
    { name: 'Årlig bekræftelse 2026, Prøverolle, runde 2' },
  ])
})

describe('a plan that is switched on without a day', () => {
  test('shows the next day before it is saved, and starts nothing for those that went by', async () => {
    const roleId = await plannedFrom('2024-02-29')
    const signe = await c.portal.as('Signe')
    expect((await signe.get('/bekraeftelser')).payload).toContain('value="28-02-2027"')
    const saved = await signe.post(`/bekraeftelser/plan/${roleId}`, { isOn: 'ja', nextOn: '28-02-2027' })
    expect(saved.statusCode).toBe(303)
    const shown = (await signe.get('/bekraeftelser')).payload
    expect(shown).toContain('28-02-2027')
    expect(shown).toContain('Slå fra')
    await c.day('2026-11-24T09:00:00Z')
    expect(await rounds()).toEqual([])
    // Still counted from the leap day.
    expect(await c.rows('select anchor_on::text, last_due_on::text from certification_schedule')).toEqual([
      { anchor_on: '2024-02-29', last_due_on: '2026-02-28' },
    ])
    await c.day('2027-02-28T09:00:00Z')
    expect(await rounds()).toHaveLength(1)
  })

  test('goes on the same way through the API', async () => {
    const roleId = await plannedFrom('2025-06-01', '2025-06-01')
    const central = await c.portal.apiClient('KOMBIT')
    const saved = await central.put(`/api/v1/certification-schedules/${roleId}`, { isOn: true })
    expect(saved.json().items).toMatchObject([{ roleId, isOn: true, nextOn: '2027-06-01' }])
    await c.day('2026-11-24T09:00:00Z')
    expect(await rounds()).toEqual([])
  })

  test('needs a day where there was no plan', async () => {
    const roleId = await c.newRole('Prøverolle')
    const signe = await c.portal.as('Signe')
    const wrong = await signe.post(`/bekraeftelser/plan/${roleId}`, { isOn: 'ja', nextOn: '' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.payload).toContain('Skriv, hvornår den næste runde skal starte.')
    const central = await c.portal.apiClient('KOMBIT')
    expect((await central.put(`/api/v1/certification-schedules/${roleId}`, { isOn: true })).statusCode).toBe(
      422,
    )
    expect(await c.rows('select role_id from certification_schedule')).toEqual([])
  })
})

describe('several starts at once ask nobody twice (C1)', () => {
  test('started by people', async () => {
    const roleId = await c.newRole('Prøverolle')
    for (let index = 0; index < 5; index++) await c.hold(roleId, await c.newUser(`Person ${index}`))
    for (let turn = 0; turn < 3; turn++) {
      const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => c.start({ roleIds: [roleId] })))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(turn === 0 ? 1 : 0)
    }
    expect(await c.rows('select count(*)::int as items from certification_item')).toEqual([{ items: 5 }])
  })

  test('started by a person and by the plan', async () => {
    const roleId = await plannedFrom('2026-11-23')
    await c.rows('update certification_schedule set is_on = true')
    await Promise.allSettled([
      c.start({ roleIds: [roleId] }),
      turnCertificationDay(c.portal.app.world),
      c.portal.act('Signe', startDue),
    ])
    expect(await rounds()).toHaveLength(1)
    expect(await c.rows('select count(*)::int as items from certification_item')).toEqual([{ items: 1 }])
  })
})
