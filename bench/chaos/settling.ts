import { setTimeout as pause } from 'node:timers/promises'
import { inJob } from '../../src/features/organisations/index.ts'
import { mergeAccess } from '../../src/features/provisioning/domain.ts'
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

/** A whole look at everybody in every place, as after drift that no event told of. */
export async function lookAtEverybodyAgain({ owner, people }: ChaosPortal): Promise<void> {
  const places = mergeAccess(people.roles.flatMap(({ opens }) => opens))
  await owner.query(
    `update provisioning_record set state = 'preparing', next_attempt_at = null, managed = $1`,
    [JSON.stringify(places)],
  )
}
