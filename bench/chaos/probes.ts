import { type GateStep, walkThroughGate } from '../gate-walk.ts'
import type { Chance } from './chance.ts'
import type { ChaosPortal } from './chaos-portal.ts'
import { endAllOf } from './deeds.ts'
import type { ChaosPerson } from './people.ts'
import { standingOf } from './truth.ts'

/** What came of trying to sign in, again and again, while everything else goes on. */
export interface Probes {
  letIn: number
  turnedAway: number
  /** Sign-ins under way when the role ended. */
  cut: number
  /** Each is one too many. */
  readonly breaches: string[]
}

const steps: readonly GateStep[] = ['authorize', 'gate', 'resume', 'token', 'user']

async function numberOf({ owner }: ChaosPortal, userId: string): Promise<number | null> {
  const { rows } = await owner.query<{ sso_id: string }>(
    'select sso_id::text from provisioning_record where user_id = $1',
    [userId],
  )
  return rows[0] ? Number(rows[0].sso_id) : null
}

/** Somebody tries to sign in: it may work only if they held a role at some moment of it, and as themselves. */
async function probe(portal: ChaosPortal, person: ChaosPerson, probes: Probes): Promise<void> {
  const before = await standingOf(portal, person.id)
  const told = await walkThroughGate({ ...portal.gate, cookie: person.cookie })
  if (told === null) {
    probes.turnedAway += 1
    return
  }
  probes.letIn += 1
  const after = await standingOf(portal, person.id)
  const neverHeld = !before.holds && !after.holds && before.version === after.version
  if (neverHeld) probes.breaches.push(`${person.email} came in without a role`)
  if (told !== (await numberOf(portal, person.id))) probes.breaches.push(`${person.email} came in as ${told}`)
  // A session there, for the revocation to end. Refused when the account has been closed meanwhile.
  await portal.standIn.signIn(told)
}

/** The role ends while a sign-in is under way: whatever step it had come to, it leads nowhere. */
async function cut(portal: ChaosPortal, person: ChaosPerson, at: GateStep, probes: Probes): Promise<void> {
  let endedAs = -1
  const told = await walkThroughGate({
    ...portal.gate,
    cookie: person.cookie,
    async before(step) {
      if (step !== at) return
      await endAllOf(portal, person.id)
      const standing = await standingOf(portal, person.id)
      endedAs = standing.holds ? -1 : standing.version
    },
  })
  if (endedAs < 0) return
  probes.cut += 1
  const isGivenAnew = (await standingOf(portal, person.id)).version !== endedAs
  if (told !== null && !isGivenAnew) probes.breaches.push(`${person.email} came in after the end, at ${at}`)
}

async function drawHolder({ owner, people }: ChaosPortal, chance: Chance): Promise<ChaosPerson> {
  const { rows } = await owner.query<{ user_id: string }>(
    'select user_id from assignment where ended_at is null and suspended_at is null order by user_id',
  )
  const drawn = rows.length > 0 ? chance.of(rows).user_id : null
  return people.persons.find(({ id }) => id === drawn) ?? chance.of(people.persons)
}

/** One try, of anybody: half of them hold a role. */
export async function tryToGetIn(portal: ChaosPortal, chance: Chance, probes: Probes): Promise<void> {
  const person = chance.happens(0.5) ? await drawHolder(portal, chance) : chance.of(portal.people.persons)
  if (chance.happens(0.15)) await cut(portal, person, chance.of(steps), probes)
  else await probe(portal, person, probes)
}

/** Everybody tries once, with nothing else going on: those with a role come in, and nobody else does. */
export async function everybodyTries(portal: ChaosPortal): Promise<string[]> {
  const wrong: string[] = []
  for (const person of portal.people.persons) {
    const { holds } = await standingOf(portal, person.id)
    const told = await walkThroughGate({ ...portal.gate, cookie: person.cookie })
    if ((told !== null) !== holds)
      wrong.push(`${person.email} ${holds ? 'holds a role and is turned away' : 'is let in without a role'}`)
  }
  return wrong
}
