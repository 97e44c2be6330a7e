import { sql } from 'kysely'
import { portalAt } from '../features/organisations/index.ts'
import { insertVacancies } from '../features/role-quality/store.ts'
import { addDays, civilDayOf } from '../kernel/civil-day.ts'
import type { Tx } from '../kernel/context.ts'
import { become, db } from '../platform/db/database.ts'
import { doorReach, jobsReach } from '../platform/db/roles.ts'
import { contextIn, type World } from '../platform/http/world.ts'
import { cast } from './cast.ts'

/** Days of invented history before the day of filling. */
const historyDays = 75

/** A holder in Korsbæk whom nobody has seen for long. */
const longUnseen = 'Jonas Vium'

/** When people were last there, whose mail comes back, and how role quality went until today (R4). */
export async function tellQuality(world: World, tx: Tx, now: Date): Promise<void> {
  await become(tx, doorReach)
  await tellLastSeen(tx, now)
  await become(tx, jobsReach)
  const clock = { now: () => now, newId: () => world.clock.newId() }
  const origin = { via: 'job' as const, requestId: null }
  const ctx = contextIn(
    { ...world, clock },
    { tx, actor: await portalAt({ tx }, 'central'), language: 'da', origin },
  )
  // What became vacant in the story is old news: no task comes again for it today.
  await insertVacancies(ctx, null)
  await tellTrend(tx, now)
}

/** Most have been here within two months; one in seventeen has not for long, and to one in twenty-nine mail does not get. */
async function tellLastSeen(tx: Tx, now: Date): Promise<void> {
  const known = cast.map((person) => person.id)
  await sql`
    update user_account u set
      last_signed_in_at = ${now}::timestamptz - make_interval(days => case
        when u.id = any (${known}::uuid[]) then 1
        when u.name = ${longUnseen} or n.place % 17 = 5 then 190 + (n.place % 60)::int
        else 1 + (n.place * 7 % 60)::int end),
      mail_bounced_at = case when n.place % 29 = 3 and u.id <> all (${known}::uuid[])
        then ${now}::timestamptz - interval '9 days' end
    from (select id, row_number() over (order by organisation_id, id) as place from user_account) n
    where n.id = u.id`.execute(db({ tx }))
}

/** Invented, and marked so: a little worse the further back, with three days on which nobody counted. */
async function tellTrend(tx: Tx, now: Date): Promise<void> {
  const today = civilDayOf(now)
  const from = addDays(today, -historyDays)
  await sql`
    insert into role_quality_day (day, taken_at, is_demo)
    select d::date, d + interval '1 hour', true
    from generate_series(${from}::date, ${addDays(today, -1)}::date, '1 day') d
    where (${today}::date - d::date) not between 41 and 43`.execute(db({ tx }))
  await sql`
    insert into role_quality_count (day, role_id, kind, findings)
    select d.day, r.id, k.kind, case when coalesce(c.findings, 0) = 0 then 0 else
      c.findings + ((${today}::date - d.day) * c.findings / 300) + (extract(doy from d.day)::int / 5 + k.place) % 2 end
    from role_quality_day d cross join role r
      cross join unnest(array['vacant', 'tooFew', 'noPrimary', 'stale', 'bouncing', 'single'])
        with ordinality as k (kind, place)
      left join (select role_id, kind, count(*)::int as findings from role_finding_on(${today}::date, 180) group by 1, 2) c
        on c.role_id = r.id and c.kind = k.kind
    where d.is_demo`.execute(db({ tx }))
}
