import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput, refuseIf } from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { fingerprintOf, otherThanSeen } from './actions.ts'
import type { Role } from './domain.ts'
import {
  type EndingDraft,
  type EndingEffect,
  endingFaults,
  endingSeenAs,
  type RoleEnding,
  whyNotCallOff,
  whyNotEndRole,
  whyNotTakeUp,
} from './domain-ending.ts'
import { checkMayWriteRoles } from './policy.ts'
import { findRole, getRole } from './queries.ts'
import { findEndingEffect } from './queries-ending.ts'
import { lockGallery } from './store.ts'
import { insertEnding, lockEnding, type RetiredRole, saveRetired, saveTakenBack } from './store-ending.ts'

export interface EndRoleInput {
  readonly roleId: string
  readonly draft: EndingDraft
  /** What was said of the ending when the draft was made (`Role.endingVersion`); the newest when left out. */
  readonly expectedVersion?: number
  /** By `previewEnding`: said only if it would still do what was seen then. Left out: whatever it does. */
  readonly previewed?: string
}

export interface EndingPreview {
  readonly role: Role
  readonly effect: EndingEffect
  /** Names what was seen, so that the act can be confirmed by it. */
  readonly previewed: string
}

const notLasting = {
  da: 'Vælg en rolle, der er i brug og ikke selv skal ophøre.',
  en: 'Choose a role that is in use and is not itself going to end.',
}

/** @throws InvalidInput, Refused, Conflict */
async function checkEnding(ctx: Context, role: Role, input: EndRoleInput): Promise<void> {
  refuseIf(whyNotEndRole(role, ctx.today))
  const { draft } = input
  const faults = endingFaults(draft, role.id, ctx.today)
  const successor =
    draft.replacedById && draft.replacedById !== role.id ? await findRole(ctx, draft.replacedById) : null
  if (draft.replacedById && !faults.replacedById && (!successor || successor.isRetired || successor.ending))
    faults.replacedById = notLasting
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  checkVersion(role, input.expectedVersion)
}

function checkVersion(role: Role, expected: number | undefined): void {
  if (expected !== undefined && expected !== role.endingVersion) throw new Conflict()
}

async function see(ctx: Context, role: Role, draft: EndingDraft): Promise<EndingPreview> {
  const effect = await findEndingEffect(ctx, role.id, draft.endsBefore)
  return { role, effect, previewed: fingerprintOf(endingSeenAs(role.endingVersion, draft, effect)) }
}

/**
 * What it would do if the role ended on a day: who loses it and which access, what falls. Changes nothing.
 * @throws NotFound, Forbidden, InvalidInput, Refused, Conflict as `endRole` would
 */
export async function previewEnding(
  ctx: Context,
  input: Omit<EndRoleInput, 'previewed'>,
): Promise<EndingPreview> {
  const role = await getRole(ctx, input.roleId)
  checkMayWriteRoles(ctx.actor)
  await checkEnding(ctx, role, input)
  return await see(ctx, role, input.draft)
}

/** The role, held against those who give it and those who write in the gallery. */
async function getForEnding(ctx: Context, roleId: string): Promise<Role> {
  const { id } = await getRole(ctx, roleId)
  checkMayWriteRoles(ctx.actor)
  await lockGallery(ctx)
  await lockEnding(ctx, id)
  return await getRole(ctx, id)
}

/**
 * Says that a role ends: from now on it is given to nobody more, its holders keep it until the day, and they and their
 * administrators are told. On the day the clock ends it for all; where that is today, at once. Said again, the new day and
 * reason count. The same again changes nothing.
 * @throws NotFound, Forbidden, InvalidInput, Refused, Conflict when something else was said meanwhile
 */
export async function endRole(ctx: Context, input: EndRoleInput): Promise<void> {
  const role = await getForEnding(ctx, input.roleId)
  await checkEnding(ctx, role, input)
  const { draft } = input
  if (isSameAs(role.ending, draft)) return
  if (input.previewed !== undefined && (await see(ctx, role, draft)).previewed !== input.previewed)
    throw otherThanSeen()
  await insertEnding(ctx, role.id, draft)
  const { ending } = await getRole(ctx, role.id)
  await tell(ctx, 'role.endingSet', role, ending, role.ending?.endsBefore ?? null)
}

const isSameAs = (ending: RoleEnding | null, draft: EndingDraft): boolean =>
  ending !== null &&
  ending.endsBefore === draft.endsBefore &&
  ending.reason === draft.reason &&
  (ending.replacedBy?.id ?? null) === draft.replacedById

interface TakeBackInput {
  readonly roleId: string
  readonly expectedVersion?: number
}

/**
 * Calls off what was said: all is as before, and those who were told are told of that.
 * @throws NotFound, Forbidden, Refused once its day has come, Conflict
 */
export async function callOffEnding(ctx: Context, input: TakeBackInput): Promise<void> {
  const role = await getForEnding(ctx, input.roleId)
  refuseIf(whyNotCallOff(role, ctx.today))
  checkVersion(role, input.expectedVersion)
  await saveTakenBack(ctx, role.id, 'calledOff')
  await tell(ctx, 'role.endingCalledOff', role, role.ending, null)
}

/** Takes a role up again that had ended: it can be given anew. Nobody has it back. @throws NotFound, Forbidden, Refused, Conflict */
export async function takeUpRole(ctx: Context, input: TakeBackInput): Promise<void> {
  const role = await getForEnding(ctx, input.roleId)
  refuseIf(whyNotTakeUp(role))
  checkVersion(role, input.expectedVersion)
  await saveTakenBack(ctx, role.id, 'takenUp')
  await tell(ctx, 'role.takenUpAgain', role, null, null)
}

async function tell(
  ctx: Context,
  type: string,
  role: Role,
  ending: RoleEnding | null,
  before: CivilDay | null,
): Promise<void> {
  const said: Record<string, EventValue> = ending
    ? {
        endsBefore: ending.endsBefore,
        note: ending.reason,
        replacedBy: ending.replacedBy?.name ?? null,
        isToday: ending.endsBefore <= ctx.today,
        opensAccess: role.access.length > 0,
      }
    : {}
  await ctx.emit({
    type,
    organisationId: ctx.actor.organisationId,
    subject: { type: 'role', id: role.id },
    ...(before && ending ? { changes: { endsBefore: { from: before, to: ending.endsBefore } } } : {}),
    facts: { roleId: role.id, roleName: role.name, ...said },
  })
}

/**
 * Takes a role out of the gallery whose day has come; its holders' assignments are ended by whoever asks. Under the jobs'
 * reach, once, whoever asks first.
 * @returns what was taken out now; null when it was before, or is in use
 */
export async function retireDueRole(ctx: Context, roleId: string): Promise<RetiredRole | null> {
  await lockEnding(ctx, roleId)
  const retired = await saveRetired(ctx, roleId)
  if (!retired) return null
  const { roleName, endsBefore, reason: note } = retired
  await ctx.emit({
    type: 'role.retired',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'role', id: roleId },
    facts: { roleId, roleName, endsBefore, note },
  })
  return retired
}
