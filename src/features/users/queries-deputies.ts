import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { OpenDeputy } from './domain.ts'

export interface Deputy extends OpenDeputy {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly administratorId: string
  readonly administratorName: string
  readonly appointedByName: string
  readonly appointedAt: Date
  readonly endedAt: Date | null
  readonly endedByName: string | null
  /** In force on the day of the request. */
  readonly isCurrent: boolean
}

/** Most deputies one list holds: those to come and in force first, then the latest. */
const mostShown = 100

const columns = sql`d.id, d.user_id as "userId", coalesce(u.name, d.user_name) as name, u.email,
  d.administrator_id as "administratorId", d.administrator_name as "administratorName",
  d.starts_on as "startsOn", d.ends_before as "endsBefore", d.appointed_by_name as "appointedByName",
  d.appointed_at as "appointedAt", d.ended_at as "endedAt", d.ended_by_name as "endedByName"`

const isOpen = (today: CivilDay) => sql`d.ended_at is null and d.ends_before > ${today}`

const withUser = sql`deputy d
  left join present_user() u on u.id = d.user_id and u.organisation_id = d.organisation_id`

/** The deputies of the actor's own municipality, open ones first. */
export async function listDeputies(ctx: Context): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`
    select ${columns}, ${isOpen(ctx.today)} and d.starts_on <= ${ctx.today} as "isCurrent"
    from ${withUser} where d.organisation_id = ${ctx.actor.organisationId}
    order by (${isOpen(ctx.today)}) desc, d.starts_on desc, d.id limit ${mostShown}`.execute(db(ctx))
  return rows
}

/** Those who act for an administrator of the actor's own municipality today. */
export async function findCurrentDeputies(ctx: Context): Promise<Deputy[]> {
  const deputies = await listDeputies(ctx)
  return deputies.filter((deputy) => deputy.isCurrent)
}

/** One deputy of the actor's own municipality. @throws NotFound */
export async function getDeputy(ctx: Context, id: string): Promise<Deputy> {
  const { rows } = await sql<Deputy>`
    select ${columns}, ${isOpen(ctx.today)} and d.starts_on <= ${ctx.today} as "isCurrent"
    from ${withUser} where d.organisation_id = ${ctx.actor.organisationId} and d.id = ${id}::uuid`.execute(
    db(ctx),
  )
  const deputy = rows[0]
  if (!deputy) throw new NotFound('deputy')
  return deputy
}
