import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Subject } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { Standing } from './domain-many.ts'
import { promisedPeriod } from './domain-pending.ts'
import { optedOutNumber } from './queries-overview.ts'
import type { AssignmentKey } from './store.ts'

/**
 * What the events of assignments tell (see the feature's `index.ts`): enough for provisioning and for people to follow.
 * In the order asked for; one statement.
 */
export async function listFacts(
  ctx: Pick<Context, 'tx'>,
  keys: readonly AssignmentKey[],
): Promise<Required<Pick<Subject, 'organisationId' | 'id' | 'facts'>>[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Required<Pick<Subject, 'organisationId' | 'id' | 'facts'>>>`
    select a.organisation_id as "organisationId", a.id, json_build_object('roleId', r.id, 'roleName', r.name,
      'userId', a.user_id, 'userName', a.user_name, 'isPrimary', a.is_primary, 'startsOn', a.starts_on,
      'endsBefore', least(a.ends_before, e.ends_before),
      'endsWithRole', e.ends_before is not null and (a.ends_before is null or e.ends_before <= a.ends_before), 'access', coalesce((
        select json_agg(json_build_object('connector', d.connector, 'team', d.team, 'channels', d.channels)
          order by d.connector desc, d.team) from role_access d where d.role_id = r.id), '[]')) as facts
    from unnest(${keys.map((key) => key.organisationId)}::int[], ${keys.map((key) => key.id)}::uuid[])
        with ordinality as chosen (organisation_id, id, place)
      join assignment a on a.organisation_id = chosen.organisation_id and a.id = chosen.id
      join role r on r.id = a.role_id
      left join role_ending e on e.role_id = r.id and e.over_at is null
    order by chosen.place`.execute(db(ctx))
  return rows
}

type Row = Omit<Standing, 'promised'> & {
  readonly promised: readonly {
    readonly id: string
    readonly startsOn: CivilDay | null
    readonly endsBefore: CivilDay | null
  }[]
}

/** How these roles stand in the actor's municipality, by id: what the rules over one or many ask. One statement. */
export async function listStandings(
  ctx: Context,
  roleIds: readonly string[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Row>`
    select r.id as "roleId", r.minimum_holders as "minimumHolders", r.maximum_holders as "maximumHolders",
      r.has_primary as "hasPrimary", r.retired_at is not null as "isRetired",
      (select json_build_object('endsBefore', e.ends_before) from role_ending e
        where e.role_id = r.id and e.over_at is null) as ending,
      ${optedOutNumber(ctx, sql`r.id`)} as "optedOutTask",
      coalesce((select json_agg(json_build_object('id', a.id, 'userId', a.user_id, 'isPrimary', a.is_primary,
          'startsOn', a.starts_on, 'endsBefore', a.ends_before))
        from assignment a where a.organisation_id = ${ctx.actor.organisationId} and a.role_id = r.id
          and a.ended_at is null), '[]') as open,
      coalesce((select json_agg(json_build_object('id', p.id, 'startsOn', p.starts_on, 'endsBefore', p.ends_before))
        from pending_assignment p where p.organisation_id = ${ctx.actor.organisationId} and p.role_id = r.id
          and p.settled_at is null and p.expires_at > ${ctx.now}), '[]') as promised
    from role r where r.id = any (${[...new Set(roleIds)]}::uuid[])`.execute(db(ctx))
  return new Map(
    rows.map((row) => [
      row.roleId,
      { ...row, promised: row.promised.map((one) => ({ id: one.id, ...promisedPeriod(one, ctx.today) })) },
    ]),
  )
}

/** How one role stands in the actor's municipality. @throws NotFound */
export async function getStanding(ctx: Context, roleId: string): Promise<Standing> {
  const standing = (await listStandings(ctx, [roleId])).get(roleId)
  if (!standing) throw new NotFound('role')
  return standing
}
