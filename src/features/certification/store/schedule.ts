import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Schedule } from '../domain/schedule.ts'

export interface RoleSchedule extends Schedule {
  readonly roleId: string
  readonly roleName: string
}

/** The schedules that are on, of roles in use that do not end, held until the transaction ends. What another server holds is its own. */
export async function lockSchedules(ctx: Context): Promise<RoleSchedule[]> {
  const { rows } = await sql<RoleSchedule>`
    select s.role_id as "roleId", r.name as "roleName", s.anchor_on as "anchorOn", s.last_due_on as "lastDueOn",
      r.certification_months as months
    from certification_schedule s join role r on r.id = s.role_id
    where s.is_on and r.certification_months is not null and r.retired_at is null
      and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null)
    order by s.role_id for update of s skip locked`.execute(db(ctx))
  return rows
}

/** When a role is confirmed, on or off, held until the transaction ends; null when nobody ever planned it. */
export async function findSchedule(ctx: Context, roleId: string): Promise<Schedule | null> {
  const { rows } = await sql<Schedule>`
    select s.anchor_on as "anchorOn", s.last_due_on as "lastDueOn", r.certification_months as months
    from certification_schedule s join role r on r.id = s.role_id
    where s.role_id = ${roleId}::uuid for update of s`.execute(db(ctx))
  return rows[0] ?? null
}

/** A round was started for this due day. */
export async function saveDue(ctx: Context, roleIds: readonly string[], dueOn: CivilDay): Promise<void> {
  await db(ctx)
    .updateTable('certification_schedule')
    .set({ last_due_on: dueOn })
    .where('role_id', 'in', [...roleIds])
    .execute()
}

/** A round somebody started counts as this year's: the next comes a whole interval after it. What is off stays as it is. */
export async function saveStartedNow(ctx: Context, roleIds: readonly string[]): Promise<void> {
  await sql`
    update certification_schedule set anchor_on = ${ctx.today}, last_due_on = ${ctx.today}
    where is_on and role_id = any (${[...roleIds]}::uuid[])`.execute(db(ctx))
}

/**
 * Switches a role's plan on or off, or moves it to another day; a plan is made where there is none.
 * @param change.lastDueOn days up to here start no round; null: none of them
 */
export async function savePlanned(
  ctx: Context,
  roleId: string,
  change: {
    readonly isOn: boolean
    readonly movedTo: CivilDay | null
    readonly lastDueOn: CivilDay | null
  },
): Promise<void> {
  const { isOn, movedTo, lastDueOn } = change
  await sql`
    insert into certification_schedule as s (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
    values (${roleId}::uuid, ${isOn}, ${movedTo ?? ctx.today}, null, ${ctx.now}, ${ctx.actor.name})
    on conflict (role_id) do update set is_on = excluded.is_on, changed_at = excluded.changed_at,
      changed_by_name = excluded.changed_by_name,
      anchor_on = coalesce(${movedTo}::date, s.anchor_on),
      last_due_on = case when ${movedTo}::date is null then coalesce(${lastDueOn}::date, s.last_due_on) end`.execute(
    db(ctx),
  )
}
