import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe')

const form = (roleIds: readonly string[]) => ({
  name: 'Ekstra runde',
  roleIds: [...roleIds],
  audience: 'all',
  closesOn: '31-12-2026',
  nonResponse: 'remove',
  graceDays: '14',
})

const preview = async (roleIds: readonly string[]): Promise<string> =>
  (await (await c.portal.as('Signe')).post('/bekraeftelser/forhaandsvis', form(roleIds))).payload

test('somebody with two roles is one person, and silence costs where they are (C3)', async () => {
  const roles = [await c.newRole('Rolle A'), await c.newRole('Rolle B')]
  for (const name of ['Person A', 'Person B']) {
    const person = await c.newUser(name)
    for (const roleId of roles) await c.hold(roleId, person)
  }
  const page = await preview(roles)
  expect(page).toContain('1 kommune bliver spurgt om 2 personer.')
  expect(page).toContain('1 kommune, 2 personer mister rollen eller adgangen den 14-01-2027')
})

test('municipalities whose holders are in another open round are told apart from those with none', async () => {
  const [taken, free] = [await c.newRole('Rolle A'), await c.newRole('Rolle B')]
  const both = await c.newUser('Person A')
  await c.hold(taken, both)
  await c.hold(free, both)
  await c.hold(taken, await c.newUser('Person B', 'Aarhus'), 'Aarhus')
  await c.start({ roleIds: [taken] })
  const page = await preview([taken, free])
  expect(page).toContain('1 kommune bliver spurgt om 1 person.')
  expect(page).toContain(
    '1 kommune får ingen opgave, for dér er alle med rollerne allerede med i en åben runde',
  )
  const [{ count }] = await c.rows(`select count(*)::int from organisation where kind = 'municipality'`)
  expect(count).toBeGreaterThan(3)
  expect(page).toContain(`${count - 2} kommuner har ingen i rollerne og får ingen opgave`)
  expect(page).toContain('2 personer har roller, der allerede er med i en åben runde')
})
