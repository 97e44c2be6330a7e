import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { promiseRole } from '../assignments/index.ts'
import { callOffEnding, endRole } from '../roles/actions-ending.ts'

let portal: TestApp
let held: string
let successor: string

const page = async (name: CastName): Promise<string> =>
  (await (await portal.as(name)).get('/')).payload.replace(/<(?!a |section|h2)[^>]+>/g, '')

/** The panel of the roles that end, without its marks but links; null when there is none. */
const panel = async (name: CastName): Promise<string | null> =>
  /id="roller-der-ophoerer">([\s\S]*?)<section/.exec(await page(name))?.[1]?.replace(/\s+/g, ' ') ?? null

const end = (roleId: string, day: string, replacedById: string | null) =>
  portal.act('Signe', (ctx) =>
    endRole(ctx, { roleId, draft: { endsBefore: civilDay(day), reason: 'Løsningen lukker.', replacedById } }),
  )

beforeAll(async () => {
  portal = await createTestApp()
  held = await insertRole(portal, 'Udgår')
  successor = await insertRole(portal, 'Består')
  await portal.owner.query(
    `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', 'kommuner', '{varsler}')`,
    [held],
  )
})
afterAll(() => portal.close())

test('a role that ends and that nobody here holds is no row', async () => {
  await end(held, '2027-01-11', successor)
  expect(await panel('Katrine')).toBeNull()
  expect(await page('Katrine')).not.toContain('rolle ophører')
})

test('one that somebody holds says until when, for whom, and what to do; to whoever gives roles alone', async () => {
  await insertHolder(portal, held, 'Anders')
  await insertHolder(portal, held, 'Katrine')
  const text = await panel('Katrine')
  expect(text).toContain('Sidste dag er 10-01-2027 (om 48 dage). 2 personer hos jer har den.')
  expect(text).toContain('Derefter lukkes de adgange, den giver.')
  expect(text).toContain(`href="/roller/${held}"`)
  expect(text).toContain(`<a href="/roller/${successor}">Giv rollen »Består« til en person i stedet`)
  expect(await page('Katrine')).toContain('<a href="#roller-der-ophoerer">1 rolle ophører')
  expect(await panel('Anders')).toBeNull()
  expect(await panel('Lone')).toBeNull()
  await insertHolder(portal, successor, 'Anders')
  expect(await panel('Katrine')).toContain('Rollen »Består« kommer i stedet. I har allerede en person i den')
})

test('one that somebody waits for is a row too; the first to end stands first', async () => {
  const sooner = await insertRole(portal, 'Slutter før')
  await portal.act('Katrine', (ctx) =>
    promiseRole(ctx, { roleId: sooner, name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }),
  )
  await end(sooner, '2026-12-01', null)
  const text = (await panel('Katrine')) ?? ''
  expect(text).toContain('Sidste dag er 30-11-2026 (om 7 dage). 1 person venter på den.')
  expect(text).toContain('Læs hvorfor, og aftal, hvem der overtager arbejdet')
  expect(text.indexOf('Slutter før')).toBeLessThan(text.indexOf('Udgår'))
  expect(await page('Katrine')).toContain('2 roller ophører')
})

test('it is gone on the day, before any job has come round, and when the end is called off', async () => {
  portal.clock.moveTo('2026-12-01T09:00:00Z')
  expect(await panel('Katrine')).not.toContain('Slutter før')
  await portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId: held }))
  expect(await panel('Katrine')).toBeNull()
})
