import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey, GrantTarget } from '../../access/index.ts'

/** Most people one sweep takes up; the rest come with the next. */
const mostAtOnce = 500

/** Removals that wait for an operator, or were refused, at this version of the assignments. */
const heldBack = (epoch: RawBuilder<unknown>) => sql`
  select from removal_hold_person p join removal_hold h on h.id = p.hold_id
  where p.organisation_id = r.organisation_id and p.user_id = r.user_id and p.connector = r.connector
    and p.epoch = ${epoch} and h.decision is distinct from 'approved'`

/**
 * Everybody who needs a worker: no record yet, assignments that have changed (also by a date that came or passed), an
 * attempt whose time has come, work that a dead worker left, and work by hand whose next step has been ticked off or whose
 * target has a connection by now.
 * Nothing depends on an event having been delivered. Whoever waits for a target on pause is left until it has been
 * probed, and whoever the brake holds back until an operator has decided.
 */
export async function listDue(ctx: Context, connected: readonly GrantTarget[]): Promise<GrantKey[]> {
  const { rows } = await sql<GrantKey>`
    select organisation_id as "organisationId", user_id as "userId", connector
    from access_grant_on(${ctx.today}) g
      full join provisioning_record r using (organisation_id, user_id, connector)
      left join provisioning_target t using (connector)
    where coalesce(r.claimed_until <= ${ctx.now}, true)
      and not (coalesce(r.state in ('failed', 'paused') and r.epoch = g.epoch and t.next_probe_at > ${ctx.now}, false))
      and not exists (${heldBack(sql`coalesce(g.epoch, assignment_epoch(r.organisation_id, r.user_id, ${ctx.today}))`)})
      and case
      when r.user_id is null then g.open
      when g.user_id is null then r.presence = 'present' or r.state not in ('closed', 'held')
      else r.epoch <> g.epoch
        or r.presence <> case when g.open then 'present' else 'absent' end
        or r.wanted <> g.opens
        or r.state = 'preparing'
        or (r.state in ('failed', 'paused') and coalesce(r.next_attempt_at <= ${ctx.now}, true))
        or (r.state = 'waitingManual' and (connector = any (${connected}::text[]) or exists (
          select from provisioning_step s
          where s.organisation_id = r.organisation_id and s.user_id = r.user_id and s.connector = r.connector
            and s.epoch = r.epoch and s.step = r.waiting_step and s.ticked_by is not null)))
      end
    order by r.updated_at nulls first, organisation_id, user_id
    limit ${mostAtOnce}`.execute(db(ctx))
  return rows
}

/** The targets at which an assignment's person may have something to open or close. */
export async function listKeysOfAssignment(
  ctx: Context,
  organisationId: number,
  assignmentId: string,
): Promise<GrantKey[]> {
  const { rows } = await sql<GrantKey>`
    select a.organisation_id as "organisationId", a.user_id as "userId", target.connector
    from assignment a cross join lateral (
      select d.connector from role_access d where d.role_id = a.role_id
      union
      select r.connector from provisioning_record r
      where r.organisation_id = a.organisation_id and r.user_id = a.user_id) target
    where a.organisation_id = ${organisationId} and a.id = ${assignmentId}::uuid`.execute(db(ctx))
  return rows
}

/** The targets at which something is open, or was, for a person in an organisation. */
export async function listKeysOfUser(
  ctx: Context,
  organisationId: number,
  userId: string,
): Promise<GrantKey[]> {
  const { rows } = await sql<GrantKey>`
    select organisation_id as "organisationId", user_id as "userId", connector from provisioning_record
    where organisation_id = ${organisationId} and user_id = ${userId}::uuid`.execute(db(ctx))
  return rows
}
