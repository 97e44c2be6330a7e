import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { ManagedTeam } from './ask-server.ts'
import type { Need, ServerAnswer } from './domain.ts'

type Asking = { readonly tx: Tx; readonly today: CivilDay }

export interface ServerReport {
  readonly instance: string
  readonly askedAt: Date | null
  readonly answer: ServerAnswer | null
  /** When somebody last asked for a new answer. */
  readonly wantedAt: Date | null
}

/** What the servers answered last. */
export async function listReports(holder: { readonly tx: Tx }): Promise<ServerReport[]> {
  const { rows } = await sql<ServerReport>`
    select instance, asked_at as "askedAt", answer, wanted_at as "wantedAt" from server_report order by instance`.execute(
    db(holder),
  )
  return rows
}

/**
 * The teams and channels that roles open at each server, those by a rule for the municipalities where somebody has the
 * role, by the names the servers call them last.
 */
export async function listManagedTeams(ctx: Asking): Promise<ManagedTeam[]> {
  const { rows } = await sql<ManagedTeam>`
    with opened as (
      select d.connector, d.team, channel
      from role_access d join role r on r.id = d.role_id and r.retired_at is null
        left join lateral (select channel from unnest(d.channels) channel where channel not like '%{%') c on true
      union
      select g.connector, place ->> 'team', channel
      from access_grant_on(${ctx.today}) g cross join lateral jsonb_array_elements(g.opens) place
        left join lateral jsonb_array_elements_text(place -> 'channels') channel on true
      where g.open)
    select o.connector as instance, coalesce(t.name, o.team) as team,
      coalesce(array_agg(distinct coalesce(c.name, o.channel)) filter (where o.channel is not null), '{}') as channels
    from opened o
      left join provisioning_place t on t.connector = o.connector and t.team = o.team and t.channel = ''
      left join provisioning_place c on c.connector = o.connector and c.team = o.team and c.channel = o.channel
    where o.connector <> 'manual'
    group by 1, 2 order by 1, 2`.execute(db(ctx))
  return rows
}

/** How many people should have access now at each server, in all and in each team. One statement. */
export async function listNeeds(ctx: Asking): Promise<ReadonlyMap<string, Need>> {
  const { rows } = await sql<{ instance: string; team: string | null; people: number; coming: number }>`
    select g.connector as instance, coalesce(t.name, place ->> 'team') as team, count(distinct g.user_id)::int as people,
      (count(distinct g.user_id) filter (where r.active_since is null))::int as coming
    from access_grant_on(${ctx.today}) g cross join lateral jsonb_array_elements(g.opens) as place
      left join provisioning_place t on t.connector = g.connector and t.team = place ->> 'team' and t.channel = ''
      left join provisioning_record r on r.organisation_id = g.organisation_id and r.user_id = g.user_id
        and r.connector = g.connector
    where g.connector <> 'manual' and g.open
    group by grouping sets ((1), (1, 2))`.execute(db(ctx))
  const atServer = Map.groupBy(rows, ({ instance }) => instance)
  return new Map(
    [...atServer].map(([instance, own]) => [
      instance,
      {
        people: own.find(({ team }) => team === null)?.people ?? 0,
        coming: own.find(({ team }) => team === null)?.coming ?? 0,
        byTeam: own.flatMap(({ team, people }) => (team === null ? [] : [{ team, people }])),
      },
    ]),
  )
}
