import { type CivilDay, civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound, type Refusal, refuseIf } from '../../kernel/errors.ts'
import { deputyPeriodFaults, whyNotAppoint, whyNotLeave } from './domain.ts'
import { checkMayAppoint, checkMayNotePeople } from './policy.ts'
import { findUser, listUsers } from './queries.ts'
import { getDeputy, listDeputies } from './queries-deputies.ts'
import { saveTitle } from './store.ts'
import {
  type EndedDeputy,
  insertDeputy,
  lockDeputies,
  saveDeputyEnd,
  saveLapsedDeputies,
  saveLeft,
} from './store-deputies.ts'

export interface AppointInput {
  readonly userId: string
  /** The administrator acted for; the actor when left out. */
  readonly administratorId?: string
  /** First day; today when left out. */
  readonly startsOn?: CivilDay | null
  /** First day without (half-open). */
  readonly endsBefore: CivilDay
}

const notAUser = { da: 'Vælg en af jeres egne brugere.', en: 'Choose one of your own users.' }
const notAnAdministrator = {
  da: 'Vælg en af jeres KLIK-administratorer.',
  en: 'Choose one of your KLIK administrators.',
}

const notAUserHere: Refusal = {
  code: 'not-a-user-here',
  sentence: {
    da: 'Du handler her for en anden organisation end din egen. Kun en KLIK-administrator, der er bruger her, kan få en stedfortræder.',
    en: 'Here you are acting for an organisation other than your own. Only a KLIK administrator who is a user here can have a deputy.',
  },
}

const factsOf = (deputy: Omit<EndedDeputy, 'organisationId'>) => ({
  userId: deputy.userId,
  userName: deputy.userName,
  administratorId: deputy.administratorId,
  administratorName: deputy.administratorName,
  startsOn: deputy.startsOn,
  endsBefore: deputy.endsBefore,
})

/**
 * Lets a user of the municipality act for a KLIK-administrator for a time (R2). It begins and ends by itself: the days
 * are asked at each request.
 * @throws Forbidden, InvalidInput, Refused
 */
export async function appointDeputy(ctx: Context, input: AppointInput): Promise<{ id: string }> {
  checkMayAppoint(ctx.actor)
  const { organisationId } = ctx.actor
  const candidate = await findUser(ctx, organisationId, input.userId)
  if (!candidate) throw new InvalidInput({ userId: notAUser })
  const administrator = await findUser(ctx, organisationId, input.administratorId ?? ctx.actor.id)
  const isGuest = ctx.actor.kind === 'user' && input.administratorId === undefined && !administrator
  refuseIf(isGuest ? notAUserHere : null)
  if (!administrator?.isAdministrator) throw new InvalidInput({ administratorId: notAnAdministrator })
  const period = { startsOn: input.startsOn ?? ctx.today, endsBefore: input.endsBefore }
  const faults = deputyPeriodFaults(period, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  await lockDeputies(ctx)
  const open = (await listDeputies(ctx)).filter((deputy) => deputy.endedAt === null)
  refuseIf(whyNotAppoint(candidate, period, open))
  const deputy = {
    ...period,
    id: ctx.newId(),
    userId: candidate.id,
    userName: candidate.name,
    administratorId: administrator.id,
    administratorName: administrator.name,
  }
  await insertDeputy(ctx, deputy)
  await ctx.emit({
    type: 'deputy.appointed',
    organisationId,
    subject: { type: 'user', id: candidate.id },
    facts: factsOf(deputy),
  })
  return { id: deputy.id }
}

async function tellDeputyEnded(ctx: Context, ended: readonly EndedDeputy[], cause: string): Promise<void> {
  const subjects = ended.map((deputy) => ({
    organisationId: deputy.organisationId,
    id: deputy.userId,
    facts: factsOf(deputy),
  }))
  if (subjects.length === 0) return
  await ctx.emitToMany({ type: 'deputy.ended', subjectType: 'user', facts: { cause } }, subjects)
}

const alreadyEnded = {
  code: 'already-ended',
  sentence: { da: 'Personen er ikke længere stedfortræder.', en: 'The appointment has already ended.' },
}

/** Ends a deputy; the rights are gone at their next request. @throws NotFound, Forbidden, Refused */
export async function endDeputy(ctx: Context, id: string): Promise<void> {
  await getDeputy(ctx, id)
  checkMayAppoint(ctx.actor)
  const ended = await saveDeputyEnd(ctx, { id })
  refuseIf(ended.length === 0 ? alreadyEnded : null)
  await tellDeputyEnded(ctx, ended, 'endedByAdministrator')
}

/** Tells of deputies whose last day went by, in every municipality. Under the jobs' reach. */
export async function endLapsedDeputies(ctx: Context): Promise<void> {
  await tellDeputyEnded(ctx, await saveLapsedDeputies(ctx), 'lastDay')
}

/**
 * Notes that a user has left the municipality: their sessions, deputies and accesses are over. Signing in there again
 * undoes it; roles do not come back by it.
 * @throws NotFound also when it was noted before, Forbidden, Refused
 */
export async function noteLeft(ctx: Context, userId: string): Promise<void> {
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const user = users.find(({ id }) => id === userId)
  if (!user) throw new NotFound('user')
  checkMayNotePeople(ctx.actor)
  refuseIf(whyNotLeave(user, ctx.actor, users))
  if (!(await saveLeft(ctx, userId))) throw new NotFound('user')
  await tellDeputyEnded(ctx, await saveDeputyEnd(ctx, { personId: userId }), 'left')
  await ctx.emit({
    type: 'user.left',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'user', id: userId },
    facts: { userId, userName: user.name, cause: 'noted', leftOn: civilDayOf(ctx.now) },
  })
}

const sameTitle = {
  da: 'Skriv den nye stilling eller afdeling. Den, du har skrevet, er allerede noteret.',
  en: 'Write the new position or department. The one you have written is already recorded.',
}

/**
 * Notes that a user of the municipality does other work there now (C6). A sign-in seldom tells it, so their administrator
 * does; the round about their roles follows from the event.
 * @param title what they are called at work now
 * @throws NotFound also when they have left, Forbidden, InvalidInput when the title is the one that is known
 */
export async function noteMoved(ctx: Context, userId: string, title: string): Promise<void> {
  const user = await findUser(ctx, ctx.actor.organisationId, userId)
  if (!user) throw new NotFound('user')
  checkMayNotePeople(ctx.actor)
  if (title === user.title) throw new InvalidInput({ title: sameTitle })
  await saveTitle(ctx, userId, title)
  await ctx.emit({
    type: 'user.moved',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'user', id: userId },
    changes: { title: { from: user.title, to: title } },
    facts: { userId, userName: user.name, cause: 'noted' },
  })
}
