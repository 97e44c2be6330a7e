import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { db } from '../../platform/db/database.ts'
import { findGrant } from '../access/index.ts'
import { endAssignment } from '../assignments/index.ts'
import { inJob } from '../organisations/index.ts'
import type { Connector } from './connectors/connector.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { personQueueName } from './work/jobs.ts'
import { personQueue, sweep } from './work/queues.ts'
import { type Workshop, workOnPerson } from './work/work-on-person.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

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

const anders = () => findAccountAt(standIn, 'anders.skov@korsbaek.example')

const gateOfAnders = async (): Promise<boolean> => {
  const key = await p.key('Anders')
  return (await inJob(p.portal.app.world, (ctx) => findGrant(ctx, key))).open
}

/** A workshop whose connector does something odd. */
function bending(bend: (real: Connector) => Partial<Connector>): Workshop {
  const { connectorFor } = p.workshop
  return {
    ...p.workshop,
    connectorFor: (target) => ({ ...connectorFor(target), ...bend(connectorFor(target)) }),
  }
}

const waitingJobs = async () =>
  (
    await p.portal.owner.query(
      `select data, singleton_key like 'again:%' as "isRetry" from pgboss.job where name = $1 and state = 'created'`,
      [personQueueName],
    )
  ).rows

const minutesLater = (minutes: number): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + minutes * 60_000).toISOString())

describe('a grant', () => {
  it('opens the account, the team and its channels, and tells so', async () => {
    await p.give('Anders', roleId)
    expect(await gateOfAnders()).toBe(true)
    expect(await p.runDue()).toBe(1)
    expect(await anders()).toMatchObject({ username: 'anders.skov', isActive: true })
    expect((await anders())?.channels).toEqual(kommuner.channels)
    expect(await p.record('Anders')).toMatchObject({
      state: 'active',
      origin: 'created',
      username: 'anders.skov',
      active_since: p.portal.clock.now(),
      claim: null,
    })
    const { id } = await p.portal.actor('Anders')
    expect(await p.events('access.activated')).toMatchObject([
      { subject_id: id, organisation_id: p.portal.organisation('Korsbæk') },
    ])
    const { rows } = await p.portal.owner.query('select step, state from provisioning_step order by step')
    expect(rows.map((row) => `${row.step} ${row.state}`)).toEqual([
      'joinChannels done',
      'joinTeam done',
      'openAccount done',
      'verify done',
    ])
  })

  it('is asked for in the transaction of the assignment, and worked on by the queue', async () => {
    const assignmentId = await p.give('Anders', roleId)
    const [job] = await waitingJobs()
    expect(job.data).toMatchObject({ subjectType: 'assignment', subjectId: assignmentId })
    await personQueue(p.workshop).handle(job.data, { id: 'job' })
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
    expect(await p.runDue()).toBe(0)
  })

  it('is found by the sweep when no event told of it', async () => {
    await p.give('Anders', roleId)
    await p.portal.owner.query('delete from pgboss.job')
    expect(await sweep(p.workshop, ['mattermost'])).toBe(1)
    expect(await waitingJobs()).toMatchObject([{ data: await p.key('Anders'), isRetry: false }])
    expect(await sweep(p.workshop, ['mattermost'])).toBe(1)
    expect(await waitingJobs()).toHaveLength(1)
  })

  it('begins on its first day and ends on its last, without anybody doing anything', async () => {
    await p.give('Anders', roleId, { startsOn: civilDay('2026-12-01'), endsBefore: civilDay('2027-01-01') })
    expect(await p.runDue()).toBe(0)
    expect(await gateOfAnders()).toBe(false)
    p.portal.clock.moveTo('2026-11-30T23:00:00Z')
    expect(await gateOfAnders()).toBe(true)
    expect(await p.runDue()).toBe(1)
    expect(await p.record('Anders')).toMatchObject({ state: 'active', presence: 'present' })
    p.portal.clock.moveTo('2026-12-31T23:00:00Z')
    expect(await gateOfAnders()).toBe(false)
    expect(await p.runDue()).toBe(1)
    expect(await p.record('Anders')).toMatchObject({ state: 'closed', presence: 'absent' })
  })

  it('follows the role when it opens other doors, and leaves what it opened before', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await p.portal.owner.query(`update role_access set channels = '{varsler}'`)
    await p.portal.owner.query('update role set current_version = 2')
    expect(await p.runDue()).toBe(1)
    expect((await anders())?.channels).toEqual(['varsler'])
    expect(await p.events('access.changed')).toHaveLength(1)
    await p.portal.owner.query('delete from role_access')
    expect(await p.runDue()).toBe(1)
    expect(await anders()).toMatchObject({ isActive: false, channels: null })
  })

  it('takes no notice of a new version of the role that opens the same doors', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await standIn.control('DELETE', '/requests')
    await p.portal.owner.query('update role set current_version = 2')
    expect(await p.runDue()).toBe(1)
    expect((await standIn.control<unknown[]>('GET', '/requests')).body).toEqual([])
    expect(await p.record('Anders')).toMatchObject({ state: 'active', epoch: 3 })
  })
})

describe('a revocation', () => {
  it('closes the gate in the very transaction that ends the assignment', async () => {
    const assignmentId = await p.give('Anders', roleId)
    const key = await p.key('Anders')
    const seen = await p.portal.act('Katrine', async (ctx) => {
      const before = (await findGrant(ctx, key)).open
      await endAssignment(ctx, { assignmentId, reason: 'Nyt job' })
      return { before, after: (await findGrant(ctx, key)).open }
    })
    expect(seen).toEqual({ before: true, after: false })
  })

  it('goes out of channels, out of the team, and closes the account, in that order', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    await standIn.control('DELETE', '/requests')
    await p.end(assignmentId)
    expect(await p.runDue()).toBe(1)
    const writes = await standIn.writes({})
    expect(writes.filter((call) => call.startsWith('DELETE'))).toEqual([
      'DELETE /channels/id/members/id',
      'DELETE /channels/id/members/id',
      'DELETE /channels/id/members/id',
      'DELETE /teams/id/members/id',
    ])
    expect(writes.slice(4).join()).toContain('/active')
    expect(await anders()).toMatchObject({ isActive: false, channels: null })
    expect(await p.record('Anders')).toMatchObject({
      state: 'closed',
      closed_at: p.portal.clock.now(),
      active_since: null,
      managed: [],
    })
    expect(await p.events('access.closed')).toHaveLength(1)
  })

  it('gives the same account back when the role is given again', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    await p.end(assignmentId)
    await p.runDue()
    const before = await anders()
    await p.give('Anders', roleId)
    await p.runDue()
    expect(await anders()).toEqual({ ...before, isActive: true, channels: kommuner.channels })
    expect(await p.events('access.activated')).toHaveLength(2)
  })

  it('touches nothing while another role opens the same doors', async () => {
    const other = await p.newRole('Infrastrukturansvarlig', [{ team: 'kommuner', channels: ['varsler'] }])
    const first = await p.give('Anders', roleId)
    await p.give('Anders', other)
    await p.runDue()
    await p.end(first)
    expect(await gateOfAnders()).toBe(true)
    await p.runDue()
    expect(await anders()).toMatchObject({ isActive: true, channels: ['varsler'] })
  })

  it.each([
    ['who has lost the address', 'email = null'],
    [
      'who belongs to another municipality by now',
      `organisation_id = (select id from organisation where short_name = 'Aarhus')`,
    ],
  ])(
    'finds the account of a person %s, also when the answer to its creation was lost',
    async (_name, change) => {
      const namesake = {
        email: 'en.anden@korsbaek.example',
        username: 'anders.skov',
        password: 'Kodeord-1234',
      }
      await standIn.api('POST', '/users', namesake)
      const assignmentId = await p.give('Anders', roleId)
      const before = await standIn.api<{ id: string }[]>('GET', '/users?per_page=200')
      const forgetful = bending((real) => ({
        async apply(step, person, desired) {
          const result = await real.apply(step, person, desired)
          return { ...result, learned: {}, outcome: 'retry', afterMs: 0, reason: 'noAnswer', facts: {} }
        },
      }))
      await p.runDue(forgetful)
      const made = (await standIn.api<{ id: string }[]>('GET', '/users?per_page=200')).body.length
      expect(made).toBe(before.body.length + 1)
      expect(await p.record('Anders')).toMatchObject({ state: 'failed', account_id: null, username: null })
      await p.portal.owner.query(`update user_account set ${change} where name = 'Anders Skov'`)
      await p.end(assignmentId)
      await p.runDue()
      expect(await p.record('Anders')).toMatchObject({ state: 'closed', username: 'anders.skov2' })
      expect(await anders()).toMatchObject({ isActive: false, channels: null })
      await p.portal.owner.query(
        `update user_account set email = 'anders.skov@korsbaek.example', organisation_id = $1 where name = 'Anders Skov'`,
        [p.portal.organisation('Korsbæk')],
      )
    },
  )

  it('asks for nothing when the grant was over before anybody began', async () => {
    await p.end(await p.give('Anders', roleId))
    expect(await p.runDue()).toBe(0)
    expect(await anders()).toBeNull()
  })
})

describe('a worker', () => {
  it('that breaks down after the effect leaves a case that converges with one account', async () => {
    await p.give('Anders', roleId)
    for (const broken of ['openAccount', 'joinTeam', 'joinChannels']) {
      const workshop = bending((real) => ({
        async apply(step, person, desired) {
          const result = await real.apply(step, person, desired)
          if (step === broken) throw new Error('Broken down')
          return result
        },
      }))
      await expect(workOnPerson(workshop, await p.key('Anders'))).rejects.toThrow('Broken down')
      expect(await p.record('Anders')).toMatchObject({ state: 'preparing', claim: null })
    }
    expect(await p.runDue()).toBe(1)
    expect(await p.record('Anders')).toMatchObject({ state: 'active', username: 'anders.skov' })
    expect((await anders())?.channels).toEqual(kommuner.channels)
  })

  it('that is killed is replaced once its claim is over; its late writes count for nothing', async () => {
    await p.give('Anders', roleId)
    let wake: (() => void) | undefined
    let reached: (() => void) | undefined
    const isReached = new Promise<void>((resolve) => {
      reached = resolve
    })
    const hanging = bending((real) => ({
      async apply(step, person, desired) {
        const result = await real.apply(step, person, desired)
        if (step !== 'joinTeam') return result
        reached?.()
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        return { ...result, learned: { username: 'en.anden' } }
      },
    }))
    const late = workOnPerson(hanging, await p.key('Anders'))
    await isReached
    expect(await p.runDue()).toBe(0)
    minutesLater(1)
    expect(await p.runDue()).toBe(1)
    const settled = await p.record('Anders')
    wake?.()
    await late
    expect(await p.record('Anders')).toEqual(settled)
    expect(settled).toMatchObject({ state: 'active', username: 'anders.skov' })
  })

  it('has a person alone, however many jobs there are', async () => {
    await p.give('Anders', roleId)
    const key = await p.key('Anders')
    await Promise.all([1, 2, 3, 4].map(() => workOnPerson(p.workshop, key)))
    const created = (await standIn.writes({})).filter((call) => call === 'POST /users')
    expect(created).toHaveLength(1)
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
    expect(await p.events('access.activated')).toHaveLength(1)
  })

  it('drops what it is doing when the assignment ends meanwhile, and follows that', async () => {
    const assignmentId = await p.give('Anders', roleId)
    let ended = false
    const workshop = bending((real) => ({
      async apply(step, person, desired) {
        const result = await real.apply(step, person, desired)
        if (step === 'joinTeam' && !ended) {
          ended = true
          await p.end(assignmentId)
        }
        return result
      },
    }))
    await workOnPerson(workshop, await p.key('Anders'))
    expect(await p.record('Anders')).toMatchObject({ state: 'closed', presence: 'absent', epoch: 3 })
    expect(await anders()).toMatchObject({ isActive: false, channels: null })
    expect(await p.events('access.activated')).toEqual([])
  })

  it('does nothing for a job of long ago', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await standIn.control('DELETE', '/requests')
    await workOnPerson(p.workshop, await p.key('Anders'))
    expect((await standIn.control<unknown[]>('GET', '/requests')).body).toEqual([])
  })
})

describe('a setback', () => {
  it('is shown with its next attempt, told once, and over when the server is well again', async () => {
    await p.give('Anders', roleId)
    await standIn.strike({ rules: [{ kind: 'failBefore', times: 50, method: 'POST', path: '/teams/' }] })
    await p.runDue()
    const failed = await p.record('Anders')
    expect(failed).toMatchObject({ state: 'failed', attempt: 1, last_error: { code: 'serverFailed' } })
    expect(failed.next_attempt_at?.getTime()).toBeGreaterThan(p.portal.clock.now().getTime())
    expect(await waitingJobs()).toContainEqual({ data: await p.key('Anders'), isRetry: true })
    expect(await p.runDue()).toBe(0)
    minutesLater(1)
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'failed', attempt: 2 })
    expect(await p.events('access.failed')).toHaveLength(1)
    await standIn.strike({ rules: [] })
    minutesLater(11)
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'active', attempt: 0, last_error: null })
  })

  it('that stops the whole target is a pause; the gate closes all the same', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    await standIn.strike({ tokenDead: true })
    await p.end(assignmentId)
    await p.runDue()
    expect(await gateOfAnders()).toBe(false)
    expect(await p.record('Anders')).toMatchObject({ state: 'paused', last_error: { code: 'tokenDead' } })
    for (const minutes of [1, 2, 5, 10]) {
      minutesLater(minutes)
      await p.runDue()
    }
    expect(await p.events('access.closingDelayed')).toHaveLength(1)
    expect(await p.events('access.failed')).toHaveLength(1)
  })

  it('that a human must settle is held, told once, and not tried by itself', async () => {
    await standIn.api('POST', '/users', {
      email: 'anders.skov@korsbaek.example',
      username: 'as',
      password: 'Kodeord-1234',
    })
    await p.give('Anders', roleId)
    expect(await p.runDue()).toBe(1)
    expect(await p.record('Anders')).toMatchObject({
      state: 'held',
      last_error: { code: 'emailTaken', facts: { username: 'as' } },
    })
    minutesLater(60)
    expect(await p.runDue()).toBe(0)
    expect(await p.events('access.held')).toHaveLength(1)
  })

  it('for a person without an address is held before the target is asked', async () => {
    await p.portal.actor('Anders')
    await p.portal.owner.query(`update user_account set email = null where name = 'Anders Skov'`)
    await p.give('Anders', roleId)
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'held', last_error: { code: 'emailMissing' } })
    await p.portal.owner.query(
      `update user_account set email = 'anders.skov@korsbaek.example' where name = 'Anders Skov'`,
    )
  })
})

/** Where the person's access stands for the screens. */
const shown = async () =>
  (await p.portal.owner.query(`select kind, since, next_attempt_at from access_state_on($1)`, ['2026-11-23']))
    .rows

describe('the screens', () => {
  it('follow the assignments at once and the work as it goes', async () => {
    const assignmentId = await p.give('Anders', roleId)
    expect(await shown()).toMatchObject([{ kind: 'preparing' }])
    await p.runDue()
    expect(await shown()).toMatchObject([{ kind: 'active', since: p.portal.clock.now() }])
    await standIn.strike({ tokenDead: true })
    await p.end(assignmentId)
    expect(await shown()).toMatchObject([{ kind: 'closing', since: null }])
    await p.runDue()
    expect(await shown()).toMatchObject([{ kind: 'failed' }])
    expect((await shown())[0].next_attempt_at).toEqual((await p.record('Anders')).next_attempt_at)
    await standIn.strike({ tokenDead: false })
    minutesLater(1)
    await p.runDue()
    expect(await shown()).toMatchObject([{ kind: 'closed', since: p.portal.clock.now() }])
  })
})

describe('who sees and who writes', () => {
  it('is the municipality itself and the central body; only jobs write', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const world = p.portal.app.world
    const count = (role: 'tvaers_app' | 'tvaers_central' | 'tvaers_supplier', of: string) =>
      world.database.transaction({ role, organisationIds: [p.portal.organisation(of)] }, async (tx) => {
        return (await db({ tx }).selectFrom('provisioning_record').select('state').execute()).length
      })
    expect(await count('tvaers_app', 'Korsbæk')).toBe(1)
    expect(await count('tvaers_app', 'Aarhus')).toBe(0)
    expect(await count('tvaers_central', 'KOMBIT')).toBe(1)
    await expect(count('tvaers_supplier', 'Korsbæk')).rejects.toThrow('permission denied')
    const write = (role: 'tvaers_app' | 'tvaers_central', column: string) =>
      world.database.transaction(
        { role, organisationIds: [p.portal.organisation('Korsbæk')] },
        async (tx) => {
          await sql`update provisioning_record set ${sql.ref(column)} = null`.execute(db({ tx }))
        },
      )
    await expect(write('tvaers_app', 'next_attempt_at')).rejects.toThrow('permission denied')
    await expect(write('tvaers_central', 'account_id')).rejects.toThrow('permission denied')
    await expect(write('tvaers_central', 'next_attempt_at')).resolves.toBeUndefined()
  })
})
