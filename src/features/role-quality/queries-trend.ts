import { sql } from 'kysely'
import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { type Counts, noFindings, type TrendDay } from './domain.ts'

/** Days a trend looks back unless told otherwise. */
export const trendDays = 180

/**
 * The days that were counted, in order, within the last `days`; one statement.
 * @param roleId null for all roles together
 */
export async function listTrend(
  ctx: Pick<Context, 'tx' | 'today'>,
  roleId: string | null,
  days: number = trendDays,
): Promise<TrendDay[]> {
  const { rows } = await sql<{ day: CivilDay; isDemo: boolean; counts: Partial<Counts> | null }>`
    select d.day, d.is_demo as "isDemo", (
      select json_object_agg(c.kind, c.findings) from (
        select k.kind, sum(k.findings)::int as findings from role_quality_count k
        where k.day = d.day and (${roleId}::uuid is null or k.role_id = ${roleId}::uuid)
        group by k.kind) c) as counts
    from role_quality_day d
    where d.day > ${addDays(ctx.today, -days)}::date and d.day <= ${ctx.today}::date
    order by d.day`.execute(db(ctx))
  return rows.map(({ counts, ...day }) => ({ ...day, counts: { ...noFindings, ...counts } }))
}
