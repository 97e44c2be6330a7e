import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import { inJob } from '../organisations/index.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { saveLastSeen } from './store/last-seen.ts'
import { fullReconcileQueue, reconcileQueue } from './work/reconcile-queues.ts'

let p: ProvisioningPortal
let standIn: StandIn

beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
  const roleId = await p.newRole('Deltager i cybersamarbejdsplatform (Mattermost)', [kommuner])
  for (const name of ['Anders', 'Katrine'] as const) await p.give(name, roleId)
  await p.runDue()
})
afterEach(() => p.clear())

const later = (): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + 60_000).toISOString())

async function reconciledFully(): Promise<void> {
  later()
  await fullReconcileQueue(p.workshop, ['mattermost']).handle({}, { id: 'job' })
  const { rows } = await p.portal.owner.query(
    'select state, kind from reconciliation order by asked_at desc, id desc limit 1',
  )
  expect(rows).toEqual([{ state: 'done', kind: 'full' }])
}

async function signIn(): Promise<void> {
  const { sso_id } = await p.record('Anders')
  expect((await standIn.control('POST', '/sign-in', { auth_data: String(sso_id) })).status).toBe(200)
}

const seen = async (name: 'Anders' | 'Katrine') => {
  const { last_seen_at, last_seen_read_at } = await p.record(name)
  return { at: last_seen_at as Date | null, readAt: last_seen_read_at as Date | null }
}

describe('when somebody was last active at the target', () => {
  it('is kept by the full look, and never set back', async () => {
    await signIn()
    await reconciledFully()
    const first = await seen('Anders')
    expect(first.at?.toISOString()).toMatch(/^2026-11-23T09:00:/)
    expect(first.readAt).toEqual(p.portal.clock.now())
    expect(await seen('Katrine')).toEqual({ at: null, readAt: p.portal.clock.now() })
    const { account_id } = await p.record('Anders')
    for (const told of [null, new Date('2026-01-01T10:00Z')]) {
      later()
      await inJob(p.workshop.world, (ctx) =>
        saveLastSeen(ctx, 'mattermost', new Map([[account_id ?? '', told]])),
      )
      expect(await seen('Anders')).toEqual({ at: first.at, readAt: p.portal.clock.now() })
    }
  })

  it('is not set back by a later look at a server that has forgotten', async () => {
    await signIn()
    await reconciledFully()
    await p.portal.owner.query(`update provisioning_record set last_seen_at = '2026-11-23T09:00:59Z'`)
    await reconciledFully()
    const now = p.portal.clock.now()
    expect(await seen('Anders')).toEqual({ at: new Date('2026-11-23T09:00:59Z'), readAt: now })
  })

  it('is no later than now, whatever the clock over there says', async () => {
    const { account_id } = await p.record('Anders')
    const ahead = new Map([[account_id ?? '', new Date('2031-01-01T10:00Z')]])
    await inJob(p.workshop.world, (ctx) => saveLastSeen(ctx, 'mattermost', ahead))
    expect((await seen('Anders')).at).toEqual(p.portal.clock.now())
  })

  it('is not asked for by the quick look or one without changing', async () => {
    await signIn()
    later()
    await reconcileQueue(p.workshop, ['mattermost']).handle({}, { id: 'job' })
    later()
    const omar = await p.portal.as('Omar')
    await omar.post('/adgange/afstemning', { connector: 'mattermost', kind: 'dry' })
    const { rows } = await p.portal.owner.query(
      `delete from pgboss.job where name = 'provisioning.reconcile' and state = 'created' returning data`,
    )
    for (const { data } of rows) await reconcileQueue(p.workshop, ['mattermost']).handle(data, { id: 'job' })
    const runs = await p.portal.owner.query(
      'select kind, is_dry_run, state from reconciliation order by asked_at',
    )
    expect(runs.rows).toEqual([
      { kind: 'quick', is_dry_run: false, state: 'done' },
      { kind: 'full', is_dry_run: true, state: 'done' },
    ])
    expect(await seen('Anders')).toEqual({ at: null, readAt: null })
    const { body } = await standIn.control<{ path: string }[]>('GET', '/requests')
    expect(body.filter(({ path }) => path.endsWith('/users/status/ids'))).toEqual([])
  })

  it('stops no run when the server does not tell', async () => {
    await signIn()
    await standIn.strike({ rules: [{ kind: 'failBefore', times: 9, path: '/users/status/ids' }] })
    await reconciledFully()
    expect(await seen('Anders')).toEqual({ at: null, readAt: null })
  })
})
