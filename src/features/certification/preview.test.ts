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
  (await (await c.portal.as('Signe')).post('/bekraeftelser/forhaandsvis', form(roleIds))).payload.replace(
    /<[^>]*>/g,
    '',
  )

test('somebody with two roles is one person, and silence costs where they are (C3)', async () => {
  const roles = [await c.newRole('Rolle A'), await c.newRole('Rolle B')]
  for (const name of ['Person A', 'Person B']) {
    const person = await c.newUser(name)
    for (const roleId of roles) await c.hold(roleId, person)
  }
  const page = await preview(roles)
  expect(page).toContain('1 kommune bliver spurgt om 2 personer.')
  expect(page).toContain('2 personer i 1 kommune mister rollen eller adgangen den 14-01-2027')
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
  expect(page).toContain('1 kommune får ingen opgave: Alle med rollerne dér er allerede med i en åben runde')
  const [{ count }] = await c.rows(`select count(*)::int from organisation where kind = 'municipality'`)
  expect(count).toBeGreaterThan(3)
  expect(page).toContain(`${count - 2} kommuner har ingen i rollerne og får ingen opgave`)
  expect(page).toContain('2 personer har roller, der allerede er med i en åben runde')
})

test('a round for those left over from another moves no plan, and is not told as the latest of the role', async () => {
  const roleId = await c.newRole('Projektleder')
  for (const name of ['Person A', 'Person B']) await c.hold(roleId, await c.newUser(name))
  await c.rows(
    `insert into certification_schedule (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
     values ($1, true, '2026-01-01', '2026-01-01', now(), 'Signe Bruun')`,
    [roleId],
  )
  const plans = 'select anchor_on::text, last_due_on::text from certification_schedule'
  await c.start({ roleIds: [roleId] })
  expect(await c.rows(plans)).toEqual([{ anchor_on: '2026-11-23', last_due_on: '2026-11-23' }])
  c.portal.clock.moveTo('2026-11-27T09:00:00Z')
  await c.hold(roleId, await c.newUser('Person C'))
  const page = await preview([roleId])
  expect(page).toContain('1 kommune bliver spurgt om 1 person.')
  expect(page).toContain(
    'Planen for Projektleder ændres ikke: Runden spørger kun om 1 af de 3 personer, der har rollen.',
  )
  expect(page).not.toContain('Næste planlagte bekræftelse')
  await c.start({ roleIds: [roleId] })
  expect(await c.rows(plans)).toEqual([{ anchor_on: '2026-11-23', last_due_on: '2026-11-23' }])
  const list = (await (await c.portal.as('Signe')).get('/bekraeftelser')).payload
  const row = list.slice(list.indexOf('Planen')).replace(/<[^>]*>/g, ' ')
  expect(row).toContain('23-11-2026')
  expect(row).not.toContain('27-11-2026')
})

test('only plans that are on, of roles that are asked about, move, and the preview says so', async () => {
  const [on, off, unplanned, unasked] = [
    await c.newRole('Med plan'),
    await c.newRole('Slukket'),
    await c.newRole('Uden plan'),
    await c.newRole('Ingen spurgt'),
  ]
  for (const roleId of [on, off, unplanned]) await c.hold(roleId, await c.newUser('Person A'))
  await c.rows(
    `insert into certification_schedule (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
     select id, name <> 'Slukket', '2026-01-01', '2026-01-01', now(), 'Signe Bruun'
     from role where name <> 'Uden plan'`,
  )
  const roleIds = [on, off, unplanned, unasked]
  const page = await preview(roleIds)
  expect(page).toContain('Næste planlagte bekræftelse af Med plan flyttes til 23-11-2027.')
  expect(page.match(/Næste planlagte bekræftelse/g)).toHaveLength(1)
  await c.start({ roleIds })
  const plans = `select r.name, s.is_on, s.anchor_on::text, s.last_due_on::text from certification_schedule s
    join role r on r.id = s.role_id order by r.name`
  expect(await c.rows(plans)).toEqual([
    { name: 'Ingen spurgt', is_on: true, anchor_on: '2026-01-01', last_due_on: '2026-01-01' },
    { name: 'Med plan', is_on: true, anchor_on: '2026-11-23', last_due_on: '2026-11-23' },
    { name: 'Slukket', is_on: false, anchor_on: '2026-01-01', last_due_on: '2026-01-01' },
  ])
})
