import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { assignRole, endAssignment } from '../src/features/assignments/index.ts'
import { actAs } from '../src/platform/http/world.ts'
import { type BenchPortal, openBenchPortal } from './bench-portal.ts'
import { type ChaosStandIn, openStandIn } from './chaos/chaos-stand-in.ts'
import { type ChaosPerson, loadPeople, type Owner, type People } from './chaos/people.ts'
import { percentile } from './drive.ts'
import { type Ask, type GateWalk, tellNumber, walkToToken } from './gate-walk.ts'

/** One person's way in and out, in milliseconds on the machine's clock. */
interface Followed {
  readonly person: ChaosPerson
  readonly assignmentId: string
  readonly assignedAt: number
  endedAt: number
  /** From the order to end the role until the gate first said no to a token that was good before. */
  gateClosedAfter: number
}

interface Measuring {
  readonly portal: BenchPortal
  readonly standIn: ChaosStandIn
  readonly owner: Owner
  readonly people: People
  readonly gate: Omit<GateWalk, 'cookie'>
}

const ssoSecret = 'nobody keeps anything that is signed here'
const portalUrl = new URL('https://tvaers.example')

/** Asked every tenth of a second on average: the queue is looked at twice a second, and no moment of it is preferred. */
const meanPause = 100

/** Each request from an address of its own: the portal limits how often one asks. */
function askOver(address: string): Ask {
  let count = 0
  return async ({ method, path, headers, form }) => {
    count += 1
    const from = `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { ...headers, 'x-forwarded-for': from },
      body: form,
      redirect: 'manual',
    })
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      cookies: answer.headers.getSetCookie(),
      body: await answer.text(),
    }
  }
}

async function assignAll({ portal, people }: Measuring): Promise<Followed[]> {
  const role = people.roles[1]
  if (!role) throw new Error('There is no role to give.')
  const followed: Followed[] = []
  for (const person of people.persons) {
    const administrator = people.administratorOf(person.organisationId)
    const assignedAt = Date.now()
    const { id: assignmentId } = await actAs(portal.world, administrator, 'web', (ctx) =>
      assignRole(ctx, { roleId: role.id, userId: person.id }),
    )
    followed.push({ person, assignmentId, assignedAt, endedAt: 0, gateClosedAfter: 0 })
    await pause(Math.random() * 2 * meanPause)
  }
  return followed
}

async function endOne({ portal, people, gate }: Measuring, followed: Followed): Promise<void> {
  const { person, assignmentId } = followed
  const token = await walkToToken({ ...gate, cookie: person.cookie })
  if (token === null || (await tellNumber(gate.ask, token)) === null)
    throw new Error(`${person.email} holds the role and is turned away.`)
  const administrator = people.administratorOf(person.organisationId)
  const began = performance.now()
  followed.endedAt = Date.now()
  await actAs(portal.world, administrator, 'web', (ctx) =>
    endAssignment(ctx, { assignmentId, reason: 'Nyt job' }),
  )
  while ((await tellNumber(gate.ask, token)) !== null);
  followed.gateClosedAfter = performance.now() - began
}

/** When each person's record came to a state; waits until all have. */
async function timesOf(
  owner: Owner,
  column: 'active_since' | 'closed_at',
  count: number,
): Promise<Map<string, number>> {
  for (;;) {
    const { rows } = await owner.query<{ user_id: string; at: Date }>(
      `select user_id, ${column} as at from provisioning_record where ${column} is not null`,
    )
    if (rows.length === count) return new Map(rows.map(({ user_id: id, at }) => [id, at.getTime()]))
    await pause(200)
  }
}

/** When each person left the team, as the server has it. */
async function removalsAt({ standIn, owner }: Measuring): Promise<Map<string, number>> {
  const team = (await standIn.api('GET', '/teams/name/kommuner')).body as { id: string }
  const { rows } = await owner.query<{ user_id: string; account_id: string }>(
    'select user_id, account_id from provisioning_record',
  )
  const removals = new Map<string, number>()
  for (const { user_id: id, account_id: accountId } of rows) {
    const member = (await standIn.api('GET', `/teams/${team.id}/members/${accountId}`)).body
    removals.set(id, (member as { delete_at: number }).delete_at)
  }
  return removals
}

function rowOf(what: string, milliseconds: readonly number[]): string {
  const told = [0.5, 0.99].map((part) => percentile(milliseconds, part).toFixed(0))
  return `| ${what} | ${milliseconds.length} | ${told.join(' | ')} | ${Math.max(...milliseconds).toFixed(0)} |`
}

/** The time at `times` since a moment of each person's own. */
function sinceEach(
  followed: readonly Followed[],
  times: ReadonlyMap<string, number>,
  from: (one: Followed) => number,
): number[] {
  return followed.map((one) => (times.get(one.person.id) ?? Number.NaN) - from(one))
}

async function measure(measuring: Measuring, say: (line: string) => void): Promise<void> {
  const { owner, people } = measuring
  const count = people.persons.length
  const followed = await assignAll(measuring)
  const activeAt = await timesOf(owner, 'active_since', count)
  say(`${count} people are in.`)
  for (const one of followed) {
    await endOne(measuring, one)
    await pause(Math.random() * meanPause)
  }
  const closedAt = await timesOf(owner, 'closed_at', count)
  const removedAt = await removalsAt(measuring)
  say('Milliseconds, each from the moment the administrator’s order begins:')
  say('| what | times | p50 | p99 | longest |')
  say('|---|---|---|---|---|')
  const [assigned, ended] = [(one: Followed) => one.assignedAt, (one: Followed) => one.endedAt]
  say(rowOf('role given → membership read back', sinceEach(followed, activeAt, assigned)))
  const gateTimes = followed.map((one) => one.gateClosedAfter)
  say(rowOf('role ended → the gate says no', gateTimes))
  say(rowOf('role ended → out of the team', sinceEach(followed, removedAt, ended)))
  say(rowOf('role ended → everything read back as closed', sinceEach(followed, closedAt, ended)))
}

/** From a role to Mattermost and out again, one person after the other, with the stand-in in this process. */
export async function measureAccess(count: number, say: (line: string) => void): Promise<void> {
  const standIn = await openStandIn(() => new Date())
  const environment = {
    MATTERMOST_URL: standIn.url,
    MATTERMOST_TOKEN: standIn.token,
    MATTERMOST_SSO_SECRET: ssoSecret,
    TRUST_PROXY: 'yes',
  }
  try {
    const size = { templates: 1, extraMunicipalities: 0, extraTemplates: 0 }
    const portal = await openBenchPortal(size, say, environment)
    const owner = new pg.Pool({ ...portal.runtime.owner, max: 2 })
    try {
      const people = await loadPeople(owner, count, new Date())
      await owner.query('analyze')
      const ask = askOver(portal.server.address)
      const gate = { ask, portal: portalUrl, mattermostUrl: standIn.url, ssoSecret }
      await measure({ portal, standIn, owner, people, gate }, say)
    } finally {
      await owner.end()
      await portal.close()
    }
  } finally {
    await standIn.close()
  }
}
