import type { Context } from '../../kernel/context.ts'
import type { Refusal } from '../../kernel/errors.ts'
import type { EventToMany } from '../../kernel/event.ts'
import { whyNotEnd } from './domain.ts'
import { type Gift, type JudgedGift, judgeGifts } from './domain-many.ts'
import { checkMayAssign } from './policy.ts'
import { listFound } from './queries.ts'
import { listStandings } from './queries-many.ts'
import { settleMootProposals } from './settling-proposals.ts'
import { type End, insertAssignments, lockRoles, saveEnds, saveLapsed } from './store.ts'
import { savePauses, savePrimaryBack, savePrimaryGone } from './store-many.ts'
import { tellOf } from './telling.ts'

/** Why assignments changed, for the events. */
export type Cause = 'endedByAdministrator' | 'left' | 'certification' | 'nonResponse'

/** What came of a role given among many. */
export type GiftOutcome =
  | { readonly id: string; readonly refusal: null }
  | { readonly id: null; readonly refusal: Refusal }

/** What came of an assignment ended among many. */
export interface EndOutcome {
  readonly id: string
  /** Of the holder; empty when there is no such assignment. */
  readonly userName: string
  /** Null when it was ended. */
  readonly refusal: Refusal | null
}

const unknown: Refusal = {
  code: 'not-found',
  sentence: { da: 'Rollen findes ikke hos jer.', en: 'The role does not exist in your municipality.' },
}

/** Holds these roles of the actor's municipality against other changes. To be asked first by who changes many. */
export async function holdRoles(ctx: Context, roleIds: readonly string[]): Promise<void> {
  await lockRoles(ctx, ctx.actor.organisationId, roleIds)
}

/** What the turn of the day has not come round to yet must not stand in the way of a new assignment. */
export async function endLapsed(ctx: Context, roleIds: readonly string[]): Promise<void> {
  const lapsed = await saveLapsed(ctx, { organisationId: ctx.actor.organisationId, roleIds })
  await tellOf(ctx, 'assignment.ended', lapsed, { facts: { cause: 'lastDay' } })
}

/**
 * Gives many roles of the actor's own municipality (R2), each judged by the same rules as one; what is refused stops
 * no other. The same handful of statements whatever their number.
 * @param cause for the events, where it is more than that somebody gave them
 * @returns what came of each, in the order given
 * @throws Forbidden
 */
export async function giveMany(
  ctx: Context,
  gifts: readonly Gift[],
  cause: Cause | null = null,
): Promise<GiftOutcome[]> {
  checkMayAssign(ctx.actor)
  if (gifts.length === 0) return []
  const roleIds = gifts.map(({ roleId }) => roleId)
  await holdRoles(ctx, roleIds)
  await endLapsed(ctx, roleIds)
  const judged = judgeGifts(await listStandings(ctx, roleIds), gifts)
  const given = judged.flatMap((one) => (one.refusal ? [] : { ...one, id: ctx.newId() }))
  await saveGiven(ctx, given, cause)
  const idOf = new Map(given.map(({ gift, id }) => [gift, id]))
  return judged.map(({ gift, refusal }) =>
    refusal ? { id: null, refusal } : { id: idOf.get(gift) ?? '', refusal: null },
  )
}

type Given = Extract<JudgedGift, { refusal: null }> & { readonly id: string }

async function saveGiven(ctx: Context, given: readonly Given[], cause: Cause | null): Promise<void> {
  const former = await savePrimaryGone(
    ctx,
    given.flatMap(({ formerPrimary }) => formerPrimary ?? []),
  )
  await insertAssignments(
    ctx,
    given.map(({ gift, id, isPrimary }) => ({ ...gift, id, isPrimary })),
  )
  const { organisationId } = ctx.actor
  const keysWhere = (is: (one: Given) => boolean) =>
    given.filter(is).map(({ id }) => ({ organisationId, id }))
  const facts: NonNullable<EventToMany['facts']> = cause ? { cause } : {}
  const begins = ({ gift }: Given) => gift.startsOn <= ctx.today
  await tellOf(ctx, 'assignment.started', keysWhere(begins), { facts })
  await tellOf(
    ctx,
    'assignment.planned',
    keysWhere((one) => !begins(one)),
    { facts },
  )
  const changesOf = new Map(
    given.flatMap(({ gift, id, formerPrimary }) =>
      formerPrimary ? [[id, primaryFrom(former.get(formerPrimary) ?? null, gift.userName)]] : [],
    ),
  )
  await tellOf(
    ctx,
    'assignment.primaryChanged',
    keysWhere(({ id }) => changesOf.has(id)),
    { changesOf },
  )
  if (given.length > 0) await settleMootProposals(ctx)
}

/** The change of a primary holder as its event tells it. */
export const primaryFrom = (from: string | null, to: string) => ({ primary: { from, to } })

/**
 * Ends many assignments of the actor's own municipality (R2), of one role or of many; what cannot be ended stops no
 * other. The reasons stay in the municipality's own record and out of the events, which others may read. The same
 * handful of statements whatever their number.
 * @returns what came of each, in the order given
 * @throws Forbidden
 */
export async function endMany(ctx: Context, ends: readonly End[], cause: Cause): Promise<EndOutcome[]> {
  checkMayAssign(ctx.actor)
  if (ends.length === 0) return []
  const found = await listFound(
    ctx,
    ends.map(({ id }) => id),
  )
  await holdRoles(
    ctx,
    found.map(({ roleId }) => roleId),
  )
  const byId = new Map(found.map((assignment) => [assignment.id, assignment]))
  const isOver = (id: string): boolean => {
    const assignment = byId.get(id)
    return assignment === undefined || whyNotEnd(assignment, ctx.today) !== null
  }
  const ended = await saveEnds(
    ctx,
    ends.filter(({ id }) => !isOver(id)),
  )
  await tellOf(ctx, 'assignment.ended', ended, { facts: { cause } })
  const isEnded = new Set(ended.map(({ id }) => id))
  return ends.map(({ id }) => {
    const assignment = byId.get(id)
    if (!assignment) return { id, userName: '', refusal: unknown }
    // Read before the role was held: somebody else may have ended it meanwhile.
    const refusal = isEnded.has(id) ? null : whyNotEnd({ ...assignment, endedAt: ctx.now }, ctx.today)
    return { id, userName: assignment.userName, refusal }
  })
}

/** Puts assignments of the actor's own municipality on pause: they stand, their access closes at once (C3). @throws Forbidden */
export async function suspendMany(ctx: Context, ids: readonly string[], cause: Cause): Promise<void> {
  checkMayAssign(ctx.actor)
  await tellOf(ctx, 'assignment.suspended', await savePauses(ctx, ids, true), { facts: { cause } })
}

/** Ends the pause of assignments of the actor's own municipality: the access opens again. @throws Forbidden */
export async function resumeMany(ctx: Context, ids: readonly string[], cause: Cause): Promise<void> {
  checkMayAssign(ctx.actor)
  await tellOf(ctx, 'assignment.resumed', await savePauses(ctx, ids, false), { facts: { cause } })
}

/** A holder who is to be the primary one again. */
export interface PrimaryBack {
  readonly id: string
  /** The assignment that had the primacy from this one and goes on without it; null when it has ended. */
  readonly from: string | null
}

/**
 * Makes holders of the actor's own municipality the primary ones again after a replacement was taken back, where
 * nobody else has become it (R1). @throws Forbidden
 */
export async function givePrimaryBack(ctx: Context, backs: readonly PrimaryBack[]): Promise<void> {
  checkMayAssign(ctx.actor)
  const former = await savePrimaryGone(
    ctx,
    backs.flatMap(({ from }) => from ?? []),
  )
  const back = await savePrimaryBack(
    ctx,
    backs.map(({ id }) => id),
  )
  const fromOf = new Map(backs.map(({ id, from }) => [id, from === null ? null : (former.get(from) ?? null)]))
  const changesOf = new Map(
    back.map(({ id, userName }) => [id, primaryFrom(fromOf.get(id) ?? null, userName)]),
  )
  await tellOf(ctx, 'assignment.primaryChanged', back, { changesOf })
}
