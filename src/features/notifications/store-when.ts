import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { bouncedSince } from '../users/index.ts'
import { reasons } from './domain.ts'
import { firstOpening, habitOf } from './domain-ways.ts'
import { listHours } from './queries-ways.ts'

/** When mails may come next, for each choice of hours that anybody made: the table `opening`, to follow `with`. */
export async function openings(ctx: Context): Promise<RawBuilder<unknown>> {
  const chosen = await listHours(ctx)
  const rows = JSON.stringify(chosen.map((hours) => ({ ...hours, opensAt: firstOpening(ctx.now, hours) })))
  return sql`opening as (
    select * from jsonb_to_recordset(${rows}::jsonb) as o ("quietFrom" int, "quietUntil" int,
      "workingDaysOnly" boolean, "opensAt" timestamptz))`
}

/** Joins what of `openings` holds for a person, as `o`: no row for one who chose no hours. */
export const openingOf = (organisationId: RawBuilder<unknown>, userId: RawBuilder<unknown>) => sql`
  left join notification_hours h on h.organisation_id = ${organisationId} and h.user_id = ${userId}
  left join opening o on o."quietFrom" is not distinct from h.quiet_from
    and o."quietUntil" is not distinct from h.quiet_until and o."workingDaysOnly" = h.working_days_only`

/** Joins why a mail to person `u` cannot be sent, as `fault`; its code is null where it can. */
export const faultOf = (ctx: Context, address: RawBuilder<unknown>) => sql`
  cross join lateral (
    select case when coalesce(${address}, '') = '' then 'noAddress'
      when u.mail_bounced_at > ${bouncedSince(ctx.now)} then 'bounced' end as code) fault`

const redReasons = reasons.filter((reason) => habitOf(reason).firm === 'red')

/**
 * Whether a row is a red matter, which comes at once whatever anybody chose (N1): its reason is one, or the deadline of
 * what it is about has passed (`days` below zero, or the task's `dueOn` behind us).
 * @param row with a reason and facts
 */
export const isRed = (ctx: Context, row: RawBuilder<unknown>) => sql`(
  ${row}.reason = any (${redReasons}::text[]) or coalesce(${row}.facts ->> 'days' ~ '^-[0-9]+$', false)
  or coalesce(${row}.facts ->> 'dueOn' < ${ctx.today}::text, false))`
