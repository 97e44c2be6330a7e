import type { CivilDay } from '../../../kernel/civil-day.ts'
import { addDays } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../../kernel/errors.ts'
import { findRole } from '../../roles/index.ts'
import { freeRoundName } from '../domain/naming.ts'
import { standardDays } from '../domain/round.ts'
import { dueNow, nextFrom, skippedBefore } from '../domain/schedule.ts'
import { checkMayStart } from '../policy.ts'
import { findAsked } from '../queries/preview.ts'
import { listNamesLike } from '../queries/rounds.ts'
import { holdSnapshots } from '../store/rounds.ts'
import { findSchedule, lockSchedules, type RoleSchedule, saveDue, savePlanned } from '../store/schedule.ts'
import { open, type Started } from './starting.ts'

const pastDay = {
  da: 'Vælg i dag eller en senere dag.',
  en: 'Choose today or a later day.',
}

const noDay = {
  da: 'Skriv, hvornår den næste runde skal starte.',
  en: 'Write when the next round is to start.',
}

/**
 * Switches the plan of a role on or off, or moves its next round.
 * @param input.nextOn null: the first day of the plan as it is that has not gone by; days that went by while it was off
 * start no round
 * @returns the day of the next round; null when it is off
 * @throws Forbidden, NotFound, InvalidInput when there is no plan yet to take the day from
 */
export async function planRole(
  ctx: Context,
  input: { readonly roleId: string; readonly isOn: boolean; readonly nextOn: CivilDay | null },
): Promise<CivilDay | null> {
  checkMayStart(ctx.actor)
  const role = await findRole(ctx, input.roleId)
  if (!role || role.isRetired || role.certificationMonths === null) throw new NotFound('role')
  if (input.nextOn !== null && input.nextOn < ctx.today) throw new InvalidInput({ nextOn: pastDay })
  const { isOn } = input
  const schedule = isOn ? await findSchedule(ctx, role.id) : null
  const standing = schedule && nextFrom(schedule, ctx.today)
  const nextOn = isOn ? (input.nextOn ?? standing) : null
  if (isOn && !nextOn) throw new InvalidInput({ nextOn: noDay })
  const isMoved = nextOn !== standing
  // A plan that stays as it is keeps the day it is counted from: a 29th of February comes back.
  const lastDueOn = schedule && !isMoved ? skippedBefore(schedule, ctx.today) : null
  await savePlanned(ctx, role.id, { isOn, movedTo: isMoved ? nextOn : null, lastDueOn })
  await ctx.emit({
    type: 'certificationRound.planned',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'role', id: role.id },
    facts: { roleName: role.name, isOn, nextOn },
  })
  return nextOn
}

/**
 * Starts the round of all roles whose day has come: one together, so that a municipality gets one task. Each due day
 * once, also with several servers; a day when the server was down is caught up with.
 * @returns the round; null when none was due, or nobody holds the roles
 */
export async function startDue(ctx: Context): Promise<Started | null> {
  checkMayStart(ctx.actor)
  await holdSnapshots(ctx)
  const due = (await lockSchedules(ctx)).flatMap((schedule) => {
    const on = dueNow(schedule, ctx.today)
    return on ? [{ ...schedule, on }] : []
  })
  if (due.length === 0) return null
  const roleIds = due.map(({ roleId }) => roleId)
  const audience = { kind: 'all' } as const
  const asked = await findAsked(ctx, { roleIds, audience })
  // Asked about in an open round just now: the day is kept until that one has closed.
  if (asked.people === 0 && asked.alreadyAsked > 0) return null
  for (const on of new Set(due.map((one) => one.on)))
    await saveDue(
      ctx,
      due.filter((one) => one.on === on).map(({ roleId }) => roleId),
      on,
    )
  if (asked.people === 0) return null
  const name = nameOf(due, ctx.today)
  return await open(ctx, {
    // Municipalities read the name in Danish.
    name: freeRoundName(name, await listNamesLike(ctx, name), 'da'),
    roleIds,
    audience,
    closesOn: addDays(ctx.today, standardDays),
    nonResponse: 'asRole',
    graceDays: null,
    kind: 'regular',
    basedOn: null,
    choice: { kind: 'audience', audience },
    isYearly: isYearly(due),
  })
}

const isYearly = (due: readonly RoleSchedule[]): boolean => due.every(({ months }) => months === 12)

/** 'Årlig bekræftelse 2026', with the role's name where it is one alone. */
function nameOf(due: readonly RoleSchedule[], today: CivilDay): string {
  const kind = isYearly(due) ? 'Årlig bekræftelse' : 'Bekræftelse'
  const [only] = due.length === 1 ? due : []
  return `${kind} ${today.slice(0, 4)}${only ? `, ${only.roleName}` : ''}`
}
