import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { reconcileQueue } from './work/reconcile-queues.ts'

let p: ProvisioningPortal
let standIn: StandIn

beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
})
afterEach(() => p.clear())

const later = (): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + 60_000).toISOString())
const queue = () => reconcileQueue(p.workshop, ['mattermost'])

/** What a run found that an operator may take somebody out of. */
async function reported() {
  later()
  await queue().handle({}, { id: 'job' })
  const { rows } = await p.portal.owner.query<{ run: string; number: number; kind: string }>(
    `select f.reconciliation_id as run, f.number, f.kind from reconciliation_finding f
     where reconciliation_id = (select id from reconciliation order by asked_at desc, id desc limit 1)`,
  )
  return rows
}

async function expel({ run, number }: { run: string; number: number }): Promise<void> {
  const omar = await p.portal.as('Omar')
  const path = `/adgange/afstemning/${run}/medlem`
  expect((await omar.post(path, { number: `${number}`, decision: 'remove' })).statusCode).toBe(303)
  await queue().handle({ runId: run, carriesOut: true }, { id: 'job' })
}

const idOf = async (path: string): Promise<string> => (await standIn.api('GET', path)).body.id

describe('taking a member out', () => {
  /** Anders has one channel by name and is in another by hand, which Katrine has by its id. */
  async function begin() {
    const team = await idOf(`/teams/name/${standIn.team}`)
    const spare = await idOf(`/teams/${team}/channels/name/teknisk-sparring`)
    const byName = await p.newRole('Ved navn', [{ team: standIn.team, channels: ['varsler'] }])
    const byId = await p.newRole('Ved id', [{ team, channels: [spare] }])
    await p.give('Anders', byName)
    await p.give('Katrine', byId)
    await p.runDue()
    const { account_id } = await p.record('Anders')
    await standIn.api('POST', `/channels/${spare}/members`, { user_id: account_id })
    const found = await reported()
    expect(found).toMatchObject([{ kind: 'unmanaged' }])
    return { found, byId }
  }

  const channelsOf = async (email: string) => (await findAccountAt(standIn, email))?.channels

  it('leaves alone what a role opens, by whatever name another role calls it', async () => {
    const { found } = await begin()
    for (const one of found) await expel(one)
    expect(await channelsOf('anders.skov@korsbaek.example')).toEqual(['varsler'])
    expect(await channelsOf('katrine.holm@korsbaek.example')).toEqual(['teknisk-sparring'])
    expect(await reported()).toEqual([])
  })

  it('… and what a role has opened since it was found', async () => {
    const { found, byId } = await begin()
    await p.give('Anders', byId)
    await p.runDue()
    for (const one of found) await expel(one)
    expect(await channelsOf('anders.skov@korsbaek.example')).toEqual(['varsler', 'teknisk-sparring'])
  })
})
