import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

/** A line that cost its holder the access, for good or for now: withdrawn, replaced, removed or on pause. */
export const costsAccess: RawBuilder<boolean> = sql`(i.answer = 'withdraw' or i.replaced_at is not null
  or i.consequence = 'removed' or (i.consequence = 'suspended' and i.consequence_at is not null))`

/** Lines whose access is awaited, with when it was lost; an assignment that has not ended yet lost none. */
const lost = (ctx: Context) => sql`
  select i.organisation_id, i.id, i.role_id, i.user_id,
    case when i.consequence = 'suspended' then i.consequence_at else a.ended_at end as lost_at
  from certification_item i
    join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id
      and asked.opens_access
    join assignment a on a.organisation_id = i.organisation_id and a.id = i.held_assignment_id
  where i.organisation_id = ${ctx.actor.organisationId} and i.access_outcome is null and ${costsAccess}`

/** The first closing at the target that was read back since the role was lost; what was opened again later is another story. */
const firstClosing = sql`
  select min(e.at) as at from event e
  where e.organisation_id = l.organisation_id and e.subject_type = 'user' and e.subject_id = l.user_id::text
    and e.type = 'access.closed' and e.facts ->> 'connector' = d.connector and e.at >= l.lost_at`

/**
 * At one target: closed, with when; continues, where it stands open in a place the role opens, so that another
 * assignment opens it too; none, where nothing was ever opened; null while the target does not follow the assignments of
 * the day.
 */
const atTarget = (ctx: Context) => sql`
  select l.organisation_id, l.id, case
      when closing.at is not null then 'closed'
      when d.connector is null or p.connector is null then 'none'
      when p.epoch <> assignment_epoch(l.organisation_id, l.user_id, ${ctx.today}) then null
      when p.state = 'closed' then 'closed'
      when p.state <> 'active' then null
      when exists (select from jsonb_array_elements(p.wanted) place where place ->> 'team' = any (d.teams))
        then 'continues'
      else 'closed'
    end as outcome,
    coalesce(closing.at, p.closed_at, p.verified_at, ${ctx.now}) as at
  from lost l
    left join (select role_id, connector, array_agg(team) as teams from role_access group by role_id, connector) d
      on d.role_id = l.role_id
    left join provisioning_record p on p.organisation_id = l.organisation_id and p.user_id = l.user_id
      and p.connector = d.connector
    left join lateral (${firstClosing}) closing on true
  where l.lost_at is not null`

/**
 * What became of the accesses that lines cost their holders, once every target was read back (A2): told as closed only
 * where the closing was seen. One statement, whatever the number of lines.
 */
export async function saveReadBack(ctx: Context): Promise<void> {
  await sql`
    with lost as (${lost(ctx)}), seen as (${atTarget(ctx)}), told as (
      select organisation_id, id, case when bool_or(outcome = 'continues') then 'continues'
          when bool_or(outcome = 'closed') then 'closed' else 'none' end as outcome,
        max(at) filter (where outcome = 'closed') as closed_at
      from seen group by organisation_id, id having bool_and(outcome is not null))
    update certification_item i set access_outcome = told.outcome,
      access_closed_at = case when told.outcome = 'closed' then told.closed_at end
    from told where i.organisation_id = told.organisation_id and i.id = told.id`.execute(db(ctx))
}
