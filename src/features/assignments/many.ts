import { type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import type { Refusal } from '../../kernel/errors.ts'
import { type OpenAssignment, whyNotGive } from './domain.ts'
import { checkMayAssign } from './policy.ts'
import {
  type AssignmentKey,
  insertAssignments,
  listFacts,
  listStandings,
  lockRoles,
  type RoleStanding,
  saveEnds,
  savePauses,
  savePrimaryBack,
  savePrimaryGone,
} from './store-many.ts'

/** Why assignments changed together, for the events. */
export type ManyCause = 'certification'

/** A role given among many, from today. */
export interface Gift {
  readonly roleId: string
  readonly userId: string
  readonly userName: string
  readonly endsBefore: CivilDay | null
  /** Becomes the primary one, where the role has one and nobody else is it. */
  readonly isPrimary: boolean
  /** Assignments of the same role on their way out: they take no place, and their primacy goes to the new one. */
  readonly replaces: readonly string[]
}

export type GiftOutcome =
  | { readonly id: string; readonly refusal: null }
  | { readonly id: null; readonly refusal: Refusal }

const noRole: Refusal = {
  code: 'role-retired',
  sentence: { da: 'Rollen bruges ikke længere.', en: 'The role is no longer in use.' },
}

async function tellMany(
  ctx: Context,
  type: string,
  keys: readonly AssignmentKey[],
  facts: { cause?: ManyCause } = {},
): Promise<void> {
  const subjects = await listFacts(ctx, keys)
  if (subjects.length > 0) await ctx.emitToMany({ type, subjectType: 'assignment', facts }, subjects)
}

/** Holds these roles of one municipality against other changes. To be asked first by who changes many. */
export async function holdRoles(ctx: Context, roleIds: readonly string[]): Promise<void> {
  await lockRoles(ctx, ctx.actor.organisationId, roleIds)
}

/**
 * Gives many roles of the actor's own municipality (R2), each judged by the same rules as one; what is refused stops
 * no other. The same handful of statements whatever their number. The roles must be held (`holdRoles`).
 * @throws Forbidden
 */
export async function giveMany(
  ctx: Context,
  gifts: readonly Gift[],
  cause: ManyCause,
): Promise<GiftOutcome[]> {
  checkMayAssign(ctx.actor)
  if (gifts.length === 0) return []
  const roleIds = gifts.map(({ roleId }) => roleId)
  const standings = new Map((await listStandings(ctx, roleIds)).map((one) => [one.roleId, one]))
  const open = new Map<string, Open[]>(
    [...standings].map(([id, standing]) => [id, standing.open.map(openOf)]),
  )
  const chosen = gifts.map((gift) => chooseOne(ctx, gift, standings.get(gift.roleId), open))
  const given = chosen.flatMap(({ assignment }) => assignment ?? [])
  const formerPrimaries = chosen.flatMap(({ formerPrimary }) => formerPrimary ?? [])
  if (formerPrimaries.length > 0) await savePrimaryGone(ctx, formerPrimaries)
  await insertAssignments(ctx, given)
  const { organisationId } = ctx.actor
  await tellMany(
    ctx,
    'assignment.started',
    given.map(({ id }) => ({ organisationId, id })),
    { cause },
  )
  return chosen.map(({ outcome }) => outcome)
}

type Open = OpenAssignment & { readonly id: string }

const openOf = (row: RoleStanding['open'][number]): Open => ({
  ...row,
  startsOn: civilDay(row.startsOn),
  endsBefore: row.endsBefore === null ? null : civilDay(row.endsBefore),
})

/** One gift, judged after those before it. */
function chooseOne(
  ctx: Context,
  gift: Gift,
  standing: RoleStanding | undefined,
  openByRole: Map<string, Open[]>,
) {
  if (!standing) return { outcome: { id: null, refusal: noRole } as const }
  const all = openByRole.get(gift.roleId) ?? []
  const isLeaving = ({ id }: Open) => gift.replaces.includes(id)
  const open = all.filter((one) => !isLeaving(one))
  const period = { startsOn: ctx.today, endsBefore: gift.endsBefore }
  const wanted = { ...period, userId: gift.userId, userName: gift.userName }
  const counted = all.filter((one) => !isLeaving(one) || one.userId === gift.userId)
  const refusal = whyNotGive(standing, counted, wanted)
  if (refusal) return { outcome: { id: null, refusal } as const }
  const replaced = all.find((one) => isLeaving(one) && one.isPrimary)
  const wantsPrimary = gift.isPrimary || replaced !== undefined
  const isPrimary = wantsPrimary && standing.hasPrimary && !open.some((one) => one.isPrimary)
  const { roleId, userId, userName } = gift
  const assignment = { ...period, id: ctx.newId(), roleId, userId, userName, isPrimary }
  // A second gift of the same transaction counts with the first; the one on its way out is primary no longer.
  openByRole.set(roleId, [
    ...all.map((one) => (isPrimary && isLeaving(one) ? { ...one, isPrimary: false } : one)),
    assignment,
  ])
  return {
    outcome: { id: assignment.id, refusal: null } as const,
    assignment,
    formerPrimary: isPrimary && replaced ? replaced.id : null,
  }
}

/**
 * Ends many assignments at once: of the actor's own municipality, or by a job anywhere. Those that have ended stay as
 * they are. The reasons stay in the municipalities' own records and out of the events.
 * @returns those that ended now
 * @throws Forbidden
 */
export async function endHeld(
  ctx: Context,
  ends: readonly (AssignmentKey & { readonly reason: string })[],
  cause: ManyCause,
): Promise<AssignmentKey[]> {
  if (ctx.actor.kind !== 'job') checkMayAssign(ctx.actor)
  const ended = await saveEnds(ctx, ends)
  await tellMany(ctx, 'assignment.ended', ended, { cause })
  return ended
}

/** Puts assignments on pause: they stand, their access closes at once (C3). A job's alone. @returns those that changed */
export async function suspendMany(
  ctx: Context,
  keys: readonly AssignmentKey[],
  cause: ManyCause,
): Promise<AssignmentKey[]> {
  const changed = await savePauses(ctx, keys, true)
  await tellMany(ctx, 'assignment.suspended', changed, { cause })
  return changed
}

/** Ends the pause of assignments of the actor's own municipality: the access opens again. @throws Forbidden */
export async function resumeMany(
  ctx: Context,
  keys: readonly AssignmentKey[],
  cause: ManyCause,
): Promise<AssignmentKey[]> {
  checkMayAssign(ctx.actor)
  const changed = await savePauses(ctx, keys, false)
  await tellMany(ctx, 'assignment.resumed', changed, { cause })
  return changed
}

/**
 * Makes holders of the actor's own municipality the primary ones again after a replacement was taken back, where
 * nobody else has become it (R1). @throws Forbidden
 */
export async function givePrimaryBack(ctx: Context, ids: readonly string[]): Promise<void> {
  checkMayAssign(ctx.actor)
  if (ids.length > 0) await savePrimaryBack(ctx, ids)
}
