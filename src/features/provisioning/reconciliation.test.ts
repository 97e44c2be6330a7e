import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { CastName } from '../../../test/support/test-app.ts'
import { inJob } from '../organisations/index.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { listRuns } from './queries-reconciliation.ts'
import { fullReconcileQueue, reconcileQueue } from './work/reconcile-queues.ts'

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

const path = '/adgange/afstemning'
const anders = () => findAccountAt(standIn, 'anders.skov@korsbaek.example')
const clockRuns = () => reconcileQueue(p.workshop, ['mattermost']).handle({}, { id: 'job' })

/** Time passes: whoever was proven before is compared, and nobody is taken for being worked on. */
const later = (seconds = 60): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + seconds * 1000).toISOString())

async function reconciled(): Promise<{
  id: string
  state: string
  aborted_code: string | null
  brake: string
}> {
  later()
  await clockRuns()
  const { rows } = await p.portal.owner.query(
    'select * from reconciliation order by asked_at desc, id desc limit 1',
  )
  return rows[0]
}

async function findings(): Promise<
  { kind: string; state: string; user_name: string | null; facts: object }[]
> {
  const { rows } = await p.portal.owner.query(
    `select f.* from reconciliation_finding f where reconciliation_id = (
       select id from reconciliation order by asked_at desc, id desc limit 1) order by number`,
  )
  return rows
}

const shortly = async () => (await findings()).map(({ kind, state }) => `${kind} ${state}`)

async function pageFor(name: CastName, address = path): Promise<string> {
  return (await (await p.portal.as(name)).get(address)).body
}

/** What the queue of on-demand runs holds, done in turn. */
async function runAsked(): Promise<void> {
  const { rows } = await p.portal.owner.query(
    `delete from pgboss.job where name = 'provisioning.reconcile' and state = 'created' returning data`,
  )
  for (const { data } of rows) await reconcileQueue(p.workshop, ['mattermost']).handle(data, { id: 'job' })
}

const idOf = async (name: CastName) => (await p.record(name)).account_id ?? ''
const place = async (channel = 'varsler') => {
  const team = (await standIn.api('GET', `/teams/name/${standIn.team}`)).body.id
  const found = (await standIn.api('GET', `/teams/${team}/channels/name/${channel}`)).body.id
  return { team, channel: found }
}

async function stranger(username = 'uden.rolle'): Promise<string> {
  const { body } = await standIn.api('POST', '/users', {
    email: `${username}@example.org`,
    username,
    password: 'Kodeord-1234',
  })
  const { team, channel } = await place()
  await standIn.api('POST', `/teams/${team}/members`, { team_id: team, user_id: body.id })
  await standIn.api('POST', `/channels/${channel}/members`, { user_id: body.id })
  return body.id
}

describe('when all agrees', () => {
  it('the page reassures, and nothing is told', async () => {
    expect(await pageFor('Omar')).toContain('Tværs er ikke koblet til Mattermost her')
    await p.give('Anders', roleId)
    await p.runDue()
    expect(await reconciled()).toMatchObject({ state: 'done', brake: 'none', people: 1, under_way: 0 })
    const page = await pageFor('Omar')
    expect(page).toContain('Alt stemmer: 1 person har de adgange, rollerne giver')
    expect(await p.events('reconciliation.found')).toEqual([])
  })

  it('a person who is being worked on is left out, and no finding', async () => {
    await p.give('Anders', roleId)
    expect(await reconciled()).toMatchObject({ state: 'done', people: 0, under_way: 0 })
    await p.runDue()
    await p.portal.owner.query(`update provisioning_record set state = 'preparing'`)
    const { channel } = await place()
    await standIn.api('DELETE', `/channels/${channel}/members/${await idOf('Anders')}`)
    expect(await reconciled()).toMatchObject({ people: 0, under_way: 1 })
    expect(await findings()).toEqual([])
  })
})

describe('drift is found and put right', () => {
  it('a member who has gone is brought back', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const { channel } = await place()
    await standIn.api('DELETE', `/channels/${channel}/members/${await idOf('Anders')}`)
    await reconciled()
    expect(await shortly()).toEqual(['missing asked'])
    expect(await pageFor('Omar')).toContain('Mangler adgang')
    expect(await p.runDue()).toBe(1)
    expect((await anders())?.channels).toEqual(kommuner.channels)
    expect(await p.events('access.changed')).toHaveLength(1)
    expect(await pageFor('Omar')).toContain('Rettet')
    await reconciled()
    expect(await findings()).toEqual([])
  })

  it('a deactivated holder is let in again', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await standIn.api('PUT', `/users/${await idOf('Anders')}/active`, { active: false })
    await reconciled()
    expect(await findings()).toMatchObject([{ kind: 'missing', facts: { lacks: 'active' } }])
    await p.runDue()
    expect(await anders()).toMatchObject({ isActive: true })
  })

  it('a closed account that is open and a member again is closed, and told of as a matter of security', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    await p.end(assignmentId)
    await p.runDue()
    const id = await idOf('Anders')
    const { team, channel } = await place()
    await standIn.api('PUT', `/users/${id}/active`, { active: true })
    await standIn.api('POST', `/teams/${team}/members`, { team_id: team, user_id: id })
    await standIn.api('POST', `/channels/${channel}/members`, { user_id: id })
    await reconciled()
    expect(await shortly()).toEqual(['reactivated asked'])
    expect(await p.events('access.reactivated')).toMatchObject([
      { organisation_id: p.portal.organisation('Korsbæk'), facts: { userName: 'Anders Skov' } },
    ])
    expect(await p.runDue()).toBe(1)
    expect(await anders()).toMatchObject({ isActive: false, channels: null })
    expect(await p.events('access.closed')).toHaveLength(2)
    await reconciled()
    expect(await findings()).toEqual([])
  })

  it('a sign-in that a new password took away is bound again', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const id = await idOf('Anders')
    await standIn.api('PUT', `/users/${id}/password`, { new_password: 'Kodeord-1234' })
    await reconciled()
    expect(await shortly()).toEqual(['unlinked asked'])
    await p.runDue()
    expect((await standIn.api('GET', `/users/${id}`)).body.auth_service).toBe('gitlab')
    expect(await p.events('access.unlinked')).toHaveLength(1)
  })

  it('only the full look goes back to accounts that were closed long ago', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    await p.end(assignmentId)
    await p.runDue()
    await standIn.api('PUT', `/users/${await idOf('Anders')}/active`, { active: true })
    later(31 * 86_400)
    await reconciled()
    expect(await findings()).toEqual([])
    later()
    await fullReconcileQueue(p.workshop, ['mattermost']).handle({}, { id: 'job' })
    expect(await shortly()).toEqual(['reactivated asked'])
  })
})

describe('what waits for a human is told of', () => {
  it('a new address waits for the next sign-in; one that is taken is a collision', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const setEmail = (email: string) =>
      p.portal.owner.query(`update user_account set email = $1 where name = 'Anders Skov'`, [email])
    await setEmail('skov@korsbaek.example')
    await reconciled()
    expect(await shortly()).toEqual(['renamed reported'])
    const taken = { email: 'skov@korsbaek.example', username: 'en.anden', password: 'Kodeord-1234' }
    await standIn.api('POST', '/users', taken)
    await reconciled()
    expect(await findings()).toMatchObject([{ kind: 'collision', facts: { takenBy: 'en.anden' } }])
    expect(await pageFor('Omar')).toContain('Kontoen en.anden har den.')
    await setEmail('anders.skov@korsbaek.example')
  })

  it('an archived channel and one that is gone by its name', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await standIn.api('DELETE', `/channels/${(await place()).channel}`)
    await reconciled()
    expect(await findings()).toMatchObject([{ kind: 'placeArchived', facts: { people: 1 } }])
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
  })

  it('a member without a role is reported, taken out by one click, and then no more', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const id = await stranger()
    const { id: run } = await reconciled()
    expect(await shortly()).toEqual(['unmanaged reported'])
    const omar = await p.portal.as('Omar')
    const answer = await omar.post(`${path}/${run}/medlem`, { number: '1', decision: 'remove' })
    expect(answer.statusCode).toBe(303)
    await runAsked()
    const { team } = await place()
    expect((await standIn.api('GET', `/teams/${team}/members/${id}`)).body.delete_at).toBeGreaterThan(0)
    expect(await p.events('reconciliation.memberRemoved')).toMatchObject([
      { facts: { username: 'uden.rolle' } },
    ])
    expect(await shortly()).toEqual(['unmanaged done'])
    expect((await omar.post(`${path}/${run}/medlem`, { number: '1', decision: 'remove' })).statusCode).toBe(
      409,
    )
    await reconciled()
    expect(await findings()).toEqual([])
  })

  it('… or accepted, and not mentioned again until that is withdrawn', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const account = await stranger()
    const { id: run } = await reconciled()
    const omar = await p.portal.as('Omar')
    await omar.post(`${path}/${run}/medlem`, { number: '1', decision: 'accept' })
    await reconciled()
    expect(await findings()).toEqual([])
    expect(await pageFor('Omar')).toContain('Godkendt af Omar Nielsen')
    await omar.post(`${path}/godkendte`, { connector: 'mattermost', account })
    await reconciled()
    expect(await shortly()).toEqual(['unmanaged reported'])
  })

  it('… and by the rule, if KOMBIT has set it, but never a machine or an administrator', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const omar = await p.portal.as('Omar')
    const rules = { connector: 'mattermost', unmanaged: 'remove', percent: '10', number: '20' }
    const wrong = await omar.post(`${path}/regler`, { ...rules, percent: '0' })
    expect([wrong.statusCode, wrong.body.includes('Skriv et helt tal fra 1 til 100.')]).toEqual([422, true])
    expect((await omar.post(`${path}/regler`, rules)).statusCode).toBe(303)
    expect(await p.events('provisioning.rulesChanged')).toHaveLength(1)
    const id = await stranger()
    await reconciled()
    expect(await shortly()).toEqual(['unmanaged done'])
    const { team } = await place()
    expect((await standIn.api('GET', `/teams/${team}/members/${id}`)).body.delete_at).toBeGreaterThan(0)
    const members = await standIn.api<{ user_id: string }[]>('GET', `/teams/${team}/members?per_page=200`)
    expect(members.body.map((one) => one.user_id)).toContain(await idOf('Anders'))
  })
})

describe('a reading that is not whole changes nothing', () => {
  it.each([
    ['a token that is dead', { tokenDead: true }, 'tokenDead'],
    ['a right that is lost', { adminLost: true }, 'adminLost'],
    [
      'a list that breaks off',
      { rules: [{ kind: 'failBefore', times: 9, method: 'GET', path: '/channels/.*/members$' }] },
      'serverFailed',
    ],
    ['a server that does not answer', { rules: [{ kind: 'drop', times: 99 }] }, 'noAnswer'],
  ])('%s', async (_name, fault, code) => {
    await p.give('Anders', roleId)
    await p.runDue()
    const { channel } = await place()
    await standIn.api('DELETE', `/channels/${channel}/members/${await idOf('Anders')}`)
    await standIn.strike(fault)
    expect(await reconciled()).toMatchObject({ state: 'aborted', aborted_code: code })
    expect(await findings()).toEqual([])
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
    expect(await p.events('reconciliation.aborted')).toHaveLength(1)
    expect(await pageFor('Omar')).toContain('Afstemningen stoppede og ændrede ingenting')
    await reconciled()
    expect((await p.events('reconciliation.aborted')).length).toBeLessThanOrEqual(2)
  })

  it('an empty list, until an operator says that it is right', async () => {
    for (const name of ['Anders', 'Lone'] as const) await p.give(name, roleId)
    await p.runDue()
    const { channel } = await place()
    for (const name of ['Anders', 'Lone'] as const)
      await standIn.api('DELETE', `/channels/${channel}/members/${await idOf(name)}`)
    expect(await reconciled()).toMatchObject({ state: 'aborted', aborted_code: 'listEmpty' })
    const omar = await p.portal.as('Omar')
    later()
    await omar.post(path, { connector: 'mattermost', kind: 'quick', trust: 'ja' })
    await runAsked()
    expect(await shortly()).toEqual(['missing asked', 'missing asked'])
    await p.runDue()
    expect((await anders())?.channels).toEqual(kommuner.channels)
  })

  it('a look without changing', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await standIn.api('PUT', `/users/${await idOf('Anders')}/active`, { active: false })
    later()
    const omar = await p.portal.as('Omar')
    await omar.post(path, { connector: 'mattermost', kind: 'dry' })
    await runAsked()
    expect(await shortly()).toEqual(['missing reported'])
    expect(await p.runDue()).toBe(0)
    expect(await anders()).toMatchObject({ isActive: false })
  })
})

describe('the brake', () => {
  const three = ['Anders', 'Katrine', 'Lone'] as const
  /** Three accounts that were closed are open again. */
  async function reopened(): Promise<void> {
    const ids = [] as string[]
    for (const name of three) ids.push(await p.give(name, roleId))
    await p.runDue()
    for (const [index, name] of three.entries())
      await p.end(ids[index] ?? '', name === 'Lone' ? 'Lone' : 'Katrine')
    await p.runDue()
    for (const name of three) await standIn.api('PUT', `/users/${await idOf(name)}/active`, { active: true })
  }

  it('holds many removals at once until an operator approves', async () => {
    await reopened()
    const run = await reconciled()
    expect(run).toMatchObject({ state: 'done', brake: 'held' })
    expect(await shortly()).toEqual(['reactivated held', 'reactivated held', 'reactivated held'])
    expect(await p.runDue()).toBe(0)
    expect(await pageFor('Omar')).toContain('Bremsen er trukket: 3 personer ville miste adgang på én gang')
    const again = await reconciled()
    expect(await p.events('reconciliation.held')).toHaveLength(1)
    const omar = await p.portal.as('Omar')
    expect((await omar.post(`${path}/${run.id}/bremse`, { decision: 'approved' })).statusCode).toBe(409)
    expect((await omar.post(`${path}/${again.id}/bremse`, { decision: 'approved' })).statusCode).toBe(303)
    await runAsked()
    expect(await p.runDue()).toBe(3)
    expect(await anders()).toMatchObject({ isActive: false })
    expect(await p.events('reconciliation.approved')).toHaveLength(1)
  })

  it('leaves them when an operator refuses, and does not ask again', async () => {
    await reopened()
    const run = await reconciled()
    const omar = await p.portal.as('Omar')
    await omar.post(`${path}/${run.id}/bremse`, { decision: 'rejected' })
    await runAsked()
    expect(await p.runDue()).toBe(0)
    expect(await reconciled()).toMatchObject({ brake: 'none' })
    expect(await shortly()).toEqual(['reactivated rejected', 'reactivated rejected', 'reactivated rejected'])
    expect(await pageFor('Omar')).toContain('I har sagt nej')
    await reconciled()
    const told = await inJob(p.workshop.world, (ctx) => listRuns(ctx, { limit: 9, onlyTelling: true }))
    expect(told.map(({ brake }) => brake)).toEqual(['none', 'rejected'])
    // Its word outlives the quiet runs that repeat it.
    later(3 * 86_400)
    await reconciled()
    expect(await shortly()).toEqual(['reactivated rejected', 'reactivated rejected', 'reactivated rejected'])
    expect((await p.portal.owner.query('select from reconciliation')).rowCount).toBe(2)
  })
})

describe('one at a time', () => {
  it('a second is refused, and one whose worker is gone is given up', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    const omar = await p.portal.as('Omar')
    const wish = { connector: 'mattermost', kind: 'quick' }
    expect((await omar.post(path, wish)).statusCode).toBe(303)
    expect((await omar.post(path, wish)).statusCode).toBe(409)
    expect(await pageFor('Omar')).toContain('Afstemning venter på at komme til')
    await p.portal.owner.query(`update reconciliation set state = 'reading', claimed_until = $1`, [
      p.portal.clock.now(),
    ])
    later()
    expect((await omar.post(path, wish)).statusCode).toBe(303)
    const { rows } = await p.portal.owner.query(
      'select state, aborted_code from reconciliation order by asked_at',
    )
    expect(rows).toMatchObject([{ state: 'aborted', aborted_code: 'lost' }, { state: 'waiting' }])
  })

  it('old runs that told nothing are forgotten, and one that waits for an operator never', async () => {
    const count = async () => (await p.portal.owner.query('select from reconciliation')).rowCount
    await reconciled()
    later(3 * 86_400)
    await clockRuns()
    expect(await count()).toBe(1)
    await p.portal.owner.query(`update reconciliation set brake = 'held'`)
    later(200 * 86_400)
    await clockRuns()
    expect(await count()).toBe(2)
  })
})
