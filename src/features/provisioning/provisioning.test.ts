import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import { hasOpenGate } from '../access/index.ts'
import { endAssignment } from '../assignments/index.ts'
import type { Connector } from './connectors/connector.ts'
import { type StandIn, startStandIn } from './connectors/mattermost/target-for-tests.ts'
import { inJob } from './store/job-context.ts'
import { personQueueName } from './work/jobs.ts'
import { sweep } from './work/queues.ts'
import { type Workshop, workOnPerson } from './work/work-on-person.ts'

let standIn: StandIn
let p: ProvisioningPortal
let roleId: string

beforeAll(async () => {
  standIn = await startStandIn()
  p = await openPortal(standIn)
})
afterAll(() => p.close())
beforeEach(async () => {
  roleId = await p.newRole('Deltager i cybersamarbejdsplatform (Mattermost)', [kommuner])
})
afterEach(async () => {
  await standIn.control('DELETE', '/faults')
  await standIn.strike({ rules: [] })
  // Accounts stay at the target; a new record must not meet those of the test before.
  for (const user of (await standIn.api<{ id: string; email: string }[]>('GET', '/users?per_page=200')).body)
    if (user.email.endsWith('.example')) await forget(user.id)
  await p.clear()
})

let forgotten = 0
async function forget(userId: string): Promise<void> {
  forgotten += 1
  await standIn.api('PUT', `/users/${userId}/auth`, {
    auth_service: 'gitlab',
    auth_data: `gone-${forgotten}`,
  })
}

interface Seen {
  id: string
  username: string
  delete_at: number
  auth_data: string
}

/** The accounts with a person's address, and the places each is in. */
async function accountOf(name: 'Anders' | 'Mads' | 'Lone'): Promise<(Seen & { channels: string[] }) | null> {
  const actor = await p.portal.actor(name)
  const { rows } = await p.portal.owner.query('select email from user_account where id = $1', [actor.id])
  const user = await standIn.api<Seen>('GET', `/users/email/${rows[0].email}`)
  if (user.status === 404) return null
  const team = (await standIn.api('GET', '/teams/name/kommuner')).body
  const channels = await standIn.api<{ name: string }[]>(
    'GET',
    `/users/${user.body.id}/teams/${team.id}/channels`,
  )
  const names = channels.status === 200 ? channels.body.map((channel) => channel.name) : []
  return { ...user.body, channels: names.filter((one) => kommuner.channels.includes(one)).sort() }
}

/** A connector that does something odd at one call. */
function bending(bend: (connector: Connector) => Partial<Connector>): Workshop {
  const real = p.workshop.connectorFor('mattermost')
  return { ...p.workshop, connectorFor: () => ({ ...real, ...bend(real) }) }
}

const isOpen = async (): Promise<boolean> => {
  const { id } = await p.portal.actor('Anders')
  return await inJob(p.portal.app.world, (ctx) => hasOpenGate(ctx, id, 'mattermost'))
}

describe('a grant', () => {
  it('opens the team and its channels, and tells so', async () => {
    await p.give('Anders', roleId)
    expect(await p.runDue()).toBe(1)
    expect(await accountOf('Anders')).toMatchObject({ username: 'anders.skov', delete_at: 0 })
    expect((await accountOf('Anders'))?.channels).toEqual([...kommuner.channels].sort())
    expect(await p.record('Anders')).toMatchObject({
      state: 'active',
      presence: 'present',
      origin: 'created',
      username: 'anders.skov',
      active_since: p.portal.clock.now(),
      claim: null,
    })
    const { id } = await p.portal.actor('Anders')
    expect(await p.events('access.activated')).toMatchObject([
      { subject_id: id, organisation_id: p.portal.organisation('Korsbæk') },
    ])
  })
})
