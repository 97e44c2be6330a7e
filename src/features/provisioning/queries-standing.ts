import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/** A target in figures, for whoever watches it from outside. */
export interface TargetStanding {
  readonly connector: string
  readonly pausedCode: string | null
  readonly late: number
  readonly held: number
  readonly lastAt: Date | null
  readonly found: Readonly<Record<string, number>>
}

export async function readStanding(ctx: Pick<Context, 'tx' | 'today'>): Promise<TargetStanding[]> {
  const { rows } = await sql<TargetStanding>`
    select c.connector, t.paused_code as "pausedCode", last.ended_at as "lastAt",
      (select count(*)::int from provisioning_record r where r.connector = c.connector and r.presence = 'absent'
        and r.state in ('failed', 'held', 'paused')) as late,
      (select count(distinct f.account_id)::int from reconciliation_finding f join reconciliation n
          on n.id = f.reconciliation_id where n.connector = c.connector and f.state = 'held')
        + (select count(*)::int from held_removal(${ctx.today}) h
          where h.connector = c.connector and h.decision is null) as held,
      coalesce((select json_object_agg(k.kind, k.count) from (
        select f.kind, count(*)::int as count from reconciliation_finding f where f.reconciliation_id = last.id
        group by f.kind) k), '{}') as found
    from (select connector from provisioning_target where connector <> 'manual'
        union select connector from reconciliation union select connector from removal_hold) c
      left join provisioning_target t using (connector)
      left join lateral (
        select n.id, n.ended_at from reconciliation n
        where n.connector = c.connector and n.state = 'done' and not n.is_dry_run
        order by n.asked_at desc, n.id desc limit 1) last on true
    order by c.connector`.execute(db(ctx))
  return rows
}
