import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { inJob } from '../organisations/index.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { measureProvisioning } from './metric.ts'
import { readStanding } from './queries-standing.ts'
import { sweep } from './work/queues.ts'
import { reconcileQueue } from './work/reconcile-queues.ts'
import { workOnPerson } from './work/work-on-person.ts'

let p: ProvisioningPortal
let standIn: StandIn
let roleId: string

beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
  roleId = await p.newRole('Deltager i cybersamarbejdsplatform (Mattermost)', [kommuner])
})
afterEach(() => p.clear())

const later = (seconds: number): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + seconds * 1000).toISOString())
const calls = async () => (await standIn.control<{ path: string }[]>('GET', '/requests')).body
const forgetCalls = () => standIn.control('DELETE', '/requests')
const target = async () => (await p.portal.owner.query('select * from provisioning_target')).rows[0]
const metrics = async (): Promise<string> => {
  const registry = new Registry()
  measureProvisioning(registry, p.portal.app.world, (error) => {
    throw error
  })
  return await registry.metrics()
}
const page = async (address: string): Promise<string> => (await (await p.portal.as('Omar')).get(address)).body

describe('a target that is out of order', () => {
  it('is asked by one probe, and not by everybody; and all go on once it is well', async () => {
    await standIn.strike({ tokenDead: true })
    for (const name of ['Anders', 'Katrine', 'Lone'] as const) await p.give(name, roleId)
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect(await target()).toMatchObject({ paused_code: 'tokenDead' })
    expect(await p.events('provisioning.paused')).toMatchObject([{ facts: { code: 'tokenDead' } }])
    await forgetCalls()
    expect(await p.runDue()).toBe(2)
    expect(await calls()).toEqual([])
    expect(await p.record('Lone')).toMatchObject({ state: 'paused', last_error: { code: 'tokenDead' } })
    expect(await p.events('access.failed')).toHaveLength(1)
    expect(await page('/adgange')).toContain('Mattermost er på pause')
    expect(await page('/')).toContain('Mattermost er på pause')
    expect(await page('/adgange/afstemning')).toContain('sæt den ind som MATTERMOST_TOKEN')
    expect(await metrics()).toContain(
      'tvaers_provisioning_paused{connector="mattermost",reason="tokenDead"} 1',
    )

    later(600)
    await sweep(p.workshop, ['mattermost'])
    const pings = (await calls()).filter(({ path }) => path.endsWith('/system/ping'))
    expect(pings).toHaveLength(1)
    expect(await p.runDue()).toBe(0)

    await standIn.strike({ tokenDead: false })
    later(600)
    expect(await sweep(p.workshop, ['mattermost'])).toBe(3)
    expect(await p.events('provisioning.resumed')).toHaveLength(1)
    expect(await p.runDue()).toBe(3)
    expect(await p.record('Lone')).toMatchObject({ state: 'active' })
    expect(await page('/')).not.toContain('Mattermost er på pause')
    expect(await metrics()).toContain('tvaers_provisioning_paused{connector="mattermost",reason=""} 0')
  })

  it('is suspected after three people in a row, and only paused when the probe says so', async () => {
    for (const name of ['Anders', 'Katrine', 'Lone'] as const) await p.give(name, roleId)
    await standIn.strike({ rules: [{ kind: 'failBefore', times: 50, method: 'POST', path: '/teams/' }] })
    await p.runDue()
    expect(await target()).toMatchObject({ paused_code: null, failures: 0 })
    await standIn.strike({ rules: [{ kind: 'failBefore', times: 500 }] })
    later(60)
    await p.runDue()
    expect(await target()).toMatchObject({ paused_code: 'unhealthy' })
  })

  it('closes the gate all the same, and what can’t be closed is told of after a quarter of an hour', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.give('Katrine', roleId)
    await p.runDue()
    await p.portal.owner.query(
      `insert into provisioning_target (connector, session_hours, session_extends) values ('mattermost', 24, false)
       on conflict (connector) do update set session_hours = 24, session_extends = false`,
    )
    await standIn.strike({ tokenDead: true })
    await p.portal.owner.query(
      `update provisioning_record set state = 'preparing' where presence = 'present'`,
    )
    await workOnPerson(p.workshop, await p.key('Katrine'))
    expect(await target()).toMatchObject({ paused_code: 'tokenDead' })
    await p.end(assignmentId)
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect(await p.record('Anders')).toMatchObject({ state: 'paused', presence: 'absent' })
    expect(await page('/adgange/afstemning')).toContain('1 person skulle være ude af Mattermost')
    expect(await page('/adgange/afstemning')).toContain(
      'Den, der allerede er logget på, kan være det i op til 24 timer.',
    )
    const closedAt = p.portal.clock.now().getTime()
    later(901)
    await sweep(p.workshop, ['mattermost'])
    const until = new Date(closedAt + 24 * 3_600_000).toISOString()
    expect(await p.events('access.closingDelayed')).toMatchObject([
      { facts: { userName: 'Anders Skov', code: 'tokenDead', sessionUntil: until } },
    ])
    later(60)
    await sweep(p.workshop, ['mattermost'])
    expect(await p.events('access.closingDelayed')).toHaveLength(1)
  })
})

describe('a target that asks for quiet', () => {
  it('has it for as long as it asked, and is asked by two at most for a while', async () => {
    for (const name of ['Anders', 'Katrine'] as const) await p.give(name, roleId)
    await standIn.strike({ rules: [{ kind: 'rateLimit', times: 1, retryAfter: 7 }] })
    await workOnPerson(p.workshop, await p.key('Anders'))
    const failed = await p.record('Anders')
    expect(failed).toMatchObject({ state: 'failed', last_error: { code: 'rateLimited' } })
    expect((failed.next_attempt_at?.getTime() ?? 0) - p.portal.clock.now().getTime()).toBeGreaterThan(7_000)
    await forgetCalls()
    await workOnPerson(p.workshop, await p.key('Katrine'))
    expect(await calls()).toEqual([])
    expect(await p.record('Katrine')).toMatchObject({ state: 'preparing', claim: null })
    const { rows } = await p.portal.owner.query(
      `select start_after from pgboss.job where singleton_key like 'wait:%' and state = 'created'`,
    )
    expect(rows[0].start_after.getTime()).toBeGreaterThanOrEqual(p.portal.clock.now().getTime() + 7_000)
    later(60)
    for (const name of ['Signe', 'Omar'] as const) await p.portal.actor(name)
    await p.portal.owner.query(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, claimed_until, updated_at)
       select organisation_id, id, 'mattermost', 1, 'present', 'preparing', $1, $1
       from user_account where name in ('Signe Bruun', 'Omar Nielsen')`,
      [new Date(p.portal.clock.now().getTime() + 60_000)],
    )
    await workOnPerson(p.workshop, await p.key('Katrine'))
    expect(await calls()).toEqual([])
    await p.portal.owner.query(
      `update provisioning_record set claimed_until = null where epoch = 1 and claim is null`,
    )
    await workOnPerson(p.workshop, await p.key('Katrine'))
    expect(await p.record('Katrine')).toMatchObject({ state: 'active' })
  })

  it('… and a reading of all of it waits for its turn', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const { clock } = p.portal
    const busy = async (seconds: number) => {
      const until = new Date(clock.now().getTime() + seconds * 1000)
      await p.portal.owner.query(
        `insert into provisioning_target (connector, quiet_until) values ('mattermost', $1)
         on conflict (connector) do update set quiet_until = excluded.quiet_until`,
        [until],
      )
    }
    const waits: number[] = []
    const pause = async (milliseconds: number) => {
      waits.push(milliseconds)
      later(milliseconds / 1000)
    }
    const run = async () => {
      later(60)
      await busy(20 + 600 * waits.length)
      await reconcileQueue({ ...p.workshop, pause }, ['mattermost']).handle({}, { id: 'job' })
      const { rows } = await p.portal.owner.query(
        'select state, aborted_code from reconciliation order by asked_at desc limit 1',
      )
      return rows[0]
    }
    expect(await run()).toEqual({ state: 'done', aborted_code: null })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(20_000)
    expect(await run()).toEqual({ state: 'aborted', aborted_code: 'rateLimited' })
    expect(waits).toHaveLength(1)
  })
})

describe('many removals that no single decision caused', () => {
  const path = '/adgange/afstemning'
  const anders = () => findAccountAt(standIn, 'anders.skov@korsbaek.example')
  const holdId = async (): Promise<string> =>
    (await p.portal.owner.query('select id from removal_hold order by held_at desc limit 1')).rows[0].id

  /** The role opens nothing any more, for three people at once. */
  async function closeTheRole(): Promise<void> {
    for (const name of ['Anders', 'Katrine', 'Lone'] as const) await p.give(name, roleId)
    await p.runDue()
    await p.portal.owner.query('delete from role_access; update role set current_version = 2')
  }

  it('wait for an operator, while the gate is closed; approved, they are carried out', async () => {
    await closeTheRole()
    expect(await sweep(p.workshop, ['mattermost'])).toBe(0)
    expect(await p.events('provisioning.removalsHeld')).toMatchObject([{ facts: { removals: 3, people: 3 } }])
    expect(await p.runDue()).toBe(0)
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect(await anders()).toMatchObject({ isActive: true })
    const seen = await page(path)
    expect(seen).toContain('3 af 3 personer mister adgang på én gang')
    expect(seen).toContain('Anders Skov, Korsbæk')
    await sweep(p.workshop, ['mattermost'])
    expect(await p.events('provisioning.removalsHeld')).toHaveLength(1)
    const omar = await p.portal.as('Omar')
    const decide = async (decision: string) =>
      (await omar.post(`${path}/tilbageholdt/${await holdId()}`, { decision })).statusCode
    expect(await decide('rejected')).toBe(303)
    expect(await p.runDue()).toBe(0)
    expect(await page(path)).toContain('Omar Nielsen har sagt nej')
    expect(await decide('approved')).toBe(303)
    expect(await decide('approved')).toBe(409)
    expect(await p.runDue()).toBe(3)
    expect(await anders()).toMatchObject({ isActive: false, channels: null })
    expect(await page(path)).not.toContain('mister adgang på én gang')
  })

  it('are decided on through the API too', async () => {
    await closeTheRole()
    await sweep(p.workshop, ['mattermost'])
    const kombit = await p.portal.apiClient('KOMBIT')
    const { items } = (await kombit.get('/api/v1/removal-holds')).json()
    expect(items).toMatchObject([
      {
        connector: 'mattermost',
        people: 3,
        ofPeople: 3,
        decision: null,
        names: ['Anders Skov, Korsbæk', 'Katrine Holm, Korsbæk', 'Lone Dahl, Aarhus'],
      },
    ])
    const address = `/api/v1/removal-holds/${items[0].id}`
    const put = (decision: string) => kombit.put(`${address}/decision`, { decision })
    expect((await put('rejected')).json()).toMatchObject({ decision: 'rejected', people: 3 })
    expect((await put('perhaps')).statusCode).toBe(422)
    expect((await put('approved')).json()).toMatchObject({ decision: 'approved', people: 0, names: [] })
    expect((await put('approved')).statusCode).toBe(409)
    expect((await kombit.get('/api/v1/removal-holds')).json()).toEqual({ items: [] })
    expect((await kombit.get(address)).json()).toMatchObject({ decision: 'approved' })
    expect((await kombit.get(`/api/v1/removal-holds/${p.portal.clock.newId()}`)).statusCode).toBe(404)
    later(60)
    expect(await p.runDue()).toBe(3)
  })

  it('wait also for one whose own job comes before the sweep', async () => {
    await closeTheRole()
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect(await anders()).toMatchObject({ isActive: true })
    expect(await p.events('provisioning.removalsHeld')).toMatchObject([{ facts: { removals: 3, people: 3 } }])
    await sweep(p.workshop, ['mattermost'])
    expect(await p.events('provisioning.removalsHeld')).toHaveLength(1)
  })

  it('wait also where a municipality comes to another region, which is no new version of anything', async () => {
    await p.portal.owner.query(`update role_access set channels = '{varsler,"{region}"}'`)
    const region = (name: string) =>
      p.portal.owner.query(
        `update organisation set region = $1 where id in (select organisation_id from user_account
           where name in ('Anders Skov', 'Katrine Holm', 'Lone Dahl'))`,
        [name],
      )
    const { rows: before } = await p.portal.owner.query(
      `select id, region from organisation where region is not null`,
    )
    await region('Advisering')
    for (const name of ['Anders', 'Katrine', 'Lone'] as const) await p.give(name, roleId)
    await p.runDue()
    expect(new Set((await anders())?.channels)).toEqual(new Set(['advisering', 'varsler']))
    await region('Teknisk sparring')
    expect(await sweep(p.workshop, ['mattermost'])).toBe(0)
    expect(await p.events('provisioning.removalsHeld')).toMatchObject([{ facts: { removals: 3, people: 3 } }])
    expect(await page(path)).toContain('3 af 3 personer mister adgang på én gang')
    const omar = await p.portal.as('Omar')
    await omar.post(`${path}/tilbageholdt/${await holdId()}`, { decision: 'approved' })
    later(60)
    expect(await p.runDue()).toBe(3)
    expect(new Set((await anders())?.channels)).toEqual(new Set(['teknisk-sparring', 'varsler']))
    await region('Advisering')
    expect(await sweep(p.workshop, ['mattermost'])).toBe(0)
    expect(await p.events('provisioning.removalsHeld')).toHaveLength(2)
    for (const { id, region } of before)
      await p.portal.owner.query('update organisation set region = $2 where id = $1', [id, region])
  })

  it('one person’s own ending is never held', async () => {
    const ids = [] as string[]
    for (const name of ['Anders', 'Katrine', 'Lone'] as const) ids.push(await p.give(name, roleId))
    await p.runDue()
    await p.end(ids[0] ?? '')
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect(await anders()).toMatchObject({ isActive: false })
    expect(await p.events('provisioning.removalsHeld')).toEqual([])
  })

  it('a role that opens its doors again takes them out of the hold, and out of every figure', async () => {
    const held = async () =>
      (await inJob(p.workshop.world, readStanding)).map(({ connector, held: many }) => [connector, many])
    await closeTheRole()
    await sweep(p.workshop, ['mattermost'])
    expect(await held()).toEqual([['mattermost', 3]])
    expect(await page('/')).toContain('lukninger venter på jer')
    await p.portal.owner.query(
      `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', $2, $3)`,
      [roleId, kommuner.team, kommuner.channels],
    )
    await p.portal.owner.query('update role set current_version = 3')
    const omar = await p.portal.as('Omar')
    const late = await omar.post(`${path}/tilbageholdt/${await holdId()}`, { decision: 'approved' })
    expect(late.statusCode).toBe(409)
    expect(await p.runDue()).toBe(3)
    expect((await anders())?.channels).toEqual(kommuner.channels)
    expect(await page(path)).not.toContain('mister adgang på én gang')
    expect(await held()).toEqual([['mattermost', 0]])
    expect(await page('/')).not.toContain('lukninger venter på jer')
  })
})
