import { setTimeout as pause } from 'node:timers/promises'
import { inJob } from '../../src/features/organisations/index.ts'
import type { ChaosPortal } from './chaos-portal.ts'
import { heldRoles, knownPersons } from './truth.ts'

/** What the clock does every minute: whoever needs work is found, whether an event told of them or not. */
export async function sweep({ app }: ChaosPortal): Promise<void> {
  await inJob(app.world, (ctx) => ctx.enqueue({ queue: 'provisioning.sweep', facts: {}, onceKey: 'chaos' }))
}

/** People whose work is not over. */
async function unsettled(portal: ChaosPortal): Promise<string[]> {
  const held = await heldRoles(portal)
  const known = new Map((await knownPersons(portal.owner)).map((person) => [person.user_id, person]))
  return portal.people.persons.flatMap(({ id, email }) => {
    const wanted = held.has(id) ? 'present' : 'absent'
    const { state, presence } = known.get(id) ?? { state: 'closed', presence: 'absent' }
    const isOver = presence === wanted && state === (wanted === 'present' ? 'active' : 'closed')
    return isOver ? [] : [`${email}: ${state}, ${presence}, should be ${wanted}`]
  })
}

/** @throws when somebody's work is not over within the time */
export async function waitUntilSettled(portal: ChaosPortal, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000
  let left: string[] = []
  for (;;) {
    left = await unsettled(portal)
    if (left.length === 0) return
    if (Date.now() > until) break
    await sweep(portal)
    await pause(250)
  }
  const { rows } = await portal.owner.query(
    `select user_id, state, attempt, last_error, next_attempt_at from provisioning_record
     where state not in ('active', 'closed') order by user_id limit 5`,
  )
  throw new Error(
    `${left.length} people are not settled after ${seconds} s:\n${left.slice(0, 10).join('\n')}\n${JSON.stringify(rows, null, 1)}`,
  )
}

/** Nobody is there to approve: the storm itself brings about more removals than the brake lets pass. */
export async function releaseBrake({ owner }: ChaosPortal): Promise<void> {
  await owner.query(
    `insert into provisioning_target (connector, brake_percent, brake_number) values ('mattermost', 100, 100000)
     on conflict (connector) do update set brake_percent = 100, brake_number = 100000`,
  )
}

async function countFullRuns({ owner }: ChaosPortal): Promise<number> {
  const { rows } = await owner.query<{ done: number }>(
    `select count(*)::int as done from reconciliation where kind = 'full' and state = 'done'`,
  )
  return rows[0]?.done ?? 0
}

/**
 * A full reconciliation, as at night: finds what was changed by hand and no event told of.
 * @throws when none is believed within the time
 */
export async function reconcileFully(portal: ChaosPortal, seconds: number): Promise<void> {
  const before = await countFullRuns(portal)
  const until = Date.now() + seconds * 1000
  const job = { queue: 'provisioning.reconcileFully', facts: {}, onceKey: 'chaos' } as const
  while ((await countFullRuns(portal)) === before) {
    if (Date.now() > until) throw new Error(`No reconciliation was believed within ${seconds} s`)
    await inJob(portal.app.world, (ctx) => ctx.enqueue(job))
    await pause(500)
  }
}
