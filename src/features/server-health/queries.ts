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

/** The teams and channels that roles open, and those still open for somebody by a role of before. */
export async function listManagedTeams(ctx: Asking): Promise<ManagedTeam[]> {
  const { rows } = await sql<ManagedTeam>`
    select team, coalesce(array_agg(distinct channel order by channel) filter (where channel is not null), '{}') as channels
    from (
      select d.team, channel
      from role_access d join role r on r.id = d.role_id and r.retired_at is null
        left join lateral unnest(d.channels) as channel on true
      where d.connector = 'mattermost') opened
    group by team order by team`.execute(db(ctx))
  return rows
}

/** How many people should have access now, in all and in each team. One statement. */
export async function findNeed(ctx: Asking): Promise<Need> {
  const { rows } = await sql<{ team: string | null; people: number }>`
    select place ->> 'team' as team, count(distinct g.user_id)::int as people
    from access_grant_on(${ctx.today}) g cross join lateral jsonb_array_elements(g.opens) as place
    where g.connector = 'mattermost' and g.open
    group by grouping sets ((), (place ->> 'team'))`.execute(db(ctx))
  return {
    people: rows.find(({ team }) => team === null)?.people ?? 0,
    byTeam: rows.flatMap(({ team, people }) => (team === null ? [] : [{ team, people }])),
  }
}
