import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import type { Rung, Step } from './domain.ts'
import { administrators } from './queries-plan.ts'

/** One who was or will be reminded. */
export interface Recipient {
  readonly rung: Rung
  readonly name: string | null
}

/** What there is to say of one open task: the ladder, what it has had, and who can be reached at each rung. */
export interface TaskStanding {
  readonly steps: readonly Step[]
  readonly priority: Step['priorities'][number]
  readonly kind: Step['kinds'][number]
  readonly dueOn: CivilDay
  readonly receivedOn: CivilDay
  /** The newest first. */
  readonly told: readonly { readonly day: number; readonly on: CivilDay; readonly to: readonly Recipient[] }[]
  /** Names by rung; empty where nobody can be reached. */
  readonly reachable: Readonly<Record<Exclude<Rung, 'central'>, readonly string[]>>
}

/** Of one task within reach; null when it is answered, has no deadline or is reminded of elsewhere. One query. */
export async function findStanding(
  ctx: Context,
  { organisationId, number }: { readonly organisationId: number; readonly number: number },
): Promise<TaskStanding | null> {
  const stillBounced = bouncedSince(ctx.now)
  const reachable = sql`u.organisation_id = t.organisation_id and u.left_at is null and u.email <> ''
    and (u.mail_bounced_at is null or u.mail_bounced_at <= ${stillBounced})`
  const { rows } = await sql<TaskStanding>`
    select l.steps, t.priority, t.due_on as "dueOn",
      case when tt.bound_role_id is null then 'plain' else 'role' end as kind,
      (t.received_at at time zone 'Europe/Copenhagen')::date as "receivedOn",
      coalesce((
        select json_agg(json_build_object('day', r.day, 'on', (r.told_at at time zone 'Europe/Copenhagen')::date, 'to', (
            select coalesce(json_agg(json_build_object('rung', m.rung, 'name', m.name) order by m.position), '[]')
            from reminder_recipient m where m.organisation_id = r.organisation_id and m.reminder_id = r.id))
          order by r.told_at desc, r.day desc)
        from reminder r
        where r.organisation_id = t.organisation_id and r.task_number = t.number and r.due_on = t.due_on), '[]') as told,
      json_build_object(
        'performer', array(select u.name from user_account u where u.id = t.performer_id and ${reachable}),
        'responsible', array(select u.name from user_account u where u.id = t.responsible_id and ${reachable}),
        'administrator', array(
          select u.name from user_account u join ${administrators(ctx)} k
            on k.user_id = u.id and k.organisation_id = u.organisation_id where ${reachable}
          order by u.name),
        'mailbox', array(select o.mailbox from organisation o
          where o.id = t.organisation_id and o.mailbox <> ''
            and (o.mailbox_bounced_at is null or o.mailbox_bounced_at <= ${stillBounced}))) as reachable
    from task t join task_template tt on tt.id = t.template_id
      cross join (select steps from reminder_ladder order by version desc limit 1) l
    where t.organisation_id = ${organisationId} and t.number = ${number} and t.status <> 'completed'
      and t.origin = 'central' and t.due_on is not null and tt.answer_path is null`.execute(db(ctx))
  return rows[0] ?? null
}
