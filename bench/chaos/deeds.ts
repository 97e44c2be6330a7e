import { assignRole, endAssignment, resumeMany, suspendMany } from '../../src/features/assignments/index.ts'
import { answerItems, closeRound, decideBrake, startRound } from '../../src/features/certification/index.ts'
import { addDays } from '../../src/kernel/civil-day.ts'
import type { Context } from '../../src/kernel/context.ts'
import { DomainError } from '../../src/kernel/errors.ts'
import { actAs } from '../../src/platform/http/world.ts'
import type { Chance } from './chance.ts'
import type { ChaosPortal } from './chaos-portal.ts'
import type { ChaosPerson } from './people.ts'

/** What people do: give roles and end them, put them on pause, confirm them. */
const weights = { assignOrEnd: 64, pause: 8, resume: 8, confirm: 20 } as const
type DeedName = 'assign' | 'end' | 'pause' | 'resume' | 'confirm' | 'refused'

interface Held {
  readonly id: string
  readonly organisation_id: number
}

export type Deeds = Record<DeedName, number>

/** Does what an administrator does; what has changed meanwhile is refused, as on the page. @returns whether it was done */
async function administer(
  { app, people }: ChaosPortal,
  organisationId: number,
  work: (ctx: Context) => Promise<unknown>,
): Promise<boolean> {
  try {
    await actAs(app.world, people.administratorOf(organisationId), 'web', work)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/** One of the assignments that are not over, drawn in an order that is the same at each run. */
async function drawHeld(
  { owner }: ChaosPortal,
  chance: Chance,
  condition: 'suspended_at is null' | 'suspended_at is not null',
): Promise<Held | null> {
  const { rows } = await owner.query<Held>(
    `select id, organisation_id from assignment where ended_at is null and ${condition} order by user_id, role_id`,
  )
  return rows.length > 0 ? chance.of(rows) : null
}

async function assign(portal: ChaosPortal, person: ChaosPerson, roleId: string): Promise<DeedName> {
  const { id: userId, organisationId } = person
  const isDone = await administer(portal, organisationId, (ctx) => assignRole(ctx, { roleId, userId }))
  return isDone ? 'assign' : 'refused'
}

/** Somebody and a role: whoever has it loses it, whoever has not gets it. Half of them have it in the long run. */
async function assignOrEnd(portal: ChaosPortal, chance: Chance): Promise<DeedName> {
  const person = chance.of(portal.people.persons)
  const { id: roleId } = chance.of(portal.people.roles)
  const { rows } = await portal.owner.query<Held>(
    'select id, organisation_id from assignment where ended_at is null and user_id = $1 and role_id = $2',
    [person.id, roleId],
  )
  const [held] = rows
  if (!held) return await assign(portal, person, roleId)
  return (await endHeld(portal, held)) ? 'end' : 'refused'
}

/** Before the storm: most people have a role. */
export async function giveFirstRoles(portal: ChaosPortal, chance: Chance, done: Deeds): Promise<void> {
  for (const person of portal.people.persons)
    if (chance.happens(0.6)) done[await assign(portal, person, chance.of(portal.people.roles).id)] += 1
}

const endHeld = (portal: ChaosPortal, held: Held): Promise<boolean> =>
  administer(portal, held.organisation_id, (ctx) =>
    endAssignment(ctx, { assignmentId: held.id, reason: 'Nyt job' }),
  )

/** Ends every role of a person, one after the other. */
export async function endAllOf(portal: ChaosPortal, userId: string): Promise<void> {
  const { rows } = await portal.owner.query<Held>(
    'select id, organisation_id from assignment where ended_at is null and user_id = $1',
    [userId],
  )
  for (const held of rows) await endHeld(portal, held)
}

async function pauseOrResume(portal: ChaosPortal, chance: Chance, pauses: boolean): Promise<DeedName> {
  const held = await drawHeld(portal, chance, pauses ? 'suspended_at is null' : 'suspended_at is not null')
  if (!held) return 'refused'
  const change = pauses ? suspendMany : resumeMany
  const isDone = await administer(portal, held.organisation_id, (ctx) =>
    change(ctx, [held.id], pauses ? 'nonResponse' : 'certification'),
  )
  if (!isDone) return 'refused'
  return pauses ? 'pause' : 'resume'
}

/** Answers one line of a round of confirmation: still right, or not any more. */
async function confirm(portal: ChaosPortal, chance: Chance): Promise<DeedName> {
  const { rows } = await portal.owner.query<Held>(
    `select id, organisation_id from certification_item where answer is null order by user_id, role_id`,
  )
  if (rows.length === 0) return 'refused'
  const { id: itemId, organisation_id: organisationId } = chance.of(rows)
  const answer = chance.happens(0.7) ? 'keep' : 'withdraw'
  const isDone = await administer(portal, organisationId, (ctx) =>
    answerItems(ctx, [{ itemId, answer, ...(answer === 'withdraw' && { reason: 'Nyt job' }) }]),
  )
  return isDone ? 'confirm' : 'refused'
}

/** The central body asks every municipality about every holder. @returns the round's id */
export async function startConfirmation(portal: ChaosPortal): Promise<string> {
  const { app, people } = portal
  const started = await actAs(app.world, people.editor, 'web', (ctx) =>
    startRound(ctx, {
      name: 'Bekræftelse midt i uvejret',
      roleIds: people.roles.map(({ id }) => id),
      audience: { kind: 'all' },
      closesOn: addDays(ctx.today, 40),
      nonResponse: 'asRole',
      graceDays: null,
    }),
  )
  return started.id
}

/** Closes it: what nobody answered for is paused or removed, in the background, past every brake. */
export async function closeConfirmation({ app, owner, people }: ChaosPortal, roundId: string): Promise<void> {
  await actAs(app.world, people.editor, 'web', (ctx) => closeRound(ctx, roundId))
  const { rows } = await owner.query<{ role_id: string }>(
    `select role_id from certification_round_role where round_id = $1 and brake = 'held'`,
    [roundId],
  )
  for (const { role_id: roleId } of rows)
    await actAs(app.world, people.operator, 'web', (ctx) =>
      decideBrake(ctx, { roundId, roleId, decision: 'approved' }),
    )
}

const deeds: Record<keyof typeof weights, (portal: ChaosPortal, chance: Chance) => Promise<DeedName>> = {
  assignOrEnd,
  pause: (portal, chance) => pauseOrResume(portal, chance, true),
  resume: (portal, chance) => pauseOrResume(portal, chance, false),
  confirm,
}

export const noDeeds = (): Deeds => ({ assign: 0, end: 0, pause: 0, resume: 0, confirm: 0, refused: 0 })

/** Does one of them. */
export async function doSomething(portal: ChaosPortal, chance: Chance, done: Deeds): Promise<void> {
  done[await deeds[chance.weighed(weights)](portal, chance)] += 1
}
