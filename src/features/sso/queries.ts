import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { become, db } from '../../platform/db/database.ts'
import { reachOf } from '../../platform/db/roles.ts'
import type { Gate, Server } from './domain.ts'

type Asking = Pick<Context, 'tx' | 'today'>

const columns = sql`user_id as "userId", name, email, organisation_id as "organisationId",
  organisation_name as "organisationName", side, open, paused, begins_on as "beginsOn", sso_id as "ssoId", username,
  sign_in as "signIn", state`

/** Where a person stands at the gate of a server, as seen from inside the transaction; null when nobody has that id. */
export async function findGate(ctx: Asking, server: Server, userId: string): Promise<Gate | null> {
  const { rows } = await sql<Gate>`
    select ${columns}, ${server}::text as server
    from sso_gate(${userId}::uuid, ${server}, ${ctx.today})`.execute(db(ctx))
  return rows[0] ?? null
}

/**
 * The same by number. One who has moved has another number where they are now: the old one opens nothing. Nor does one
 * that was given for another server.
 */
export async function findGateByNumber(ctx: Asking, server: Server, ssoId: number): Promise<Gate | null> {
  const { rows } = await sql<Gate>`
    select ${columns}, ${server}::text as server
    from sso_gate(sso_person(${ssoId}, ${server}), ${server}, ${ctx.today}) where sso_id = ${ssoId}`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}

export interface WayIn {
  /** The roles that open the server and can be given. */
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  /** Those who can give them in the person's own municipality, and who acts for them today. */
  readonly administrators: readonly { readonly name: string; readonly email: string | null }[]
}

/** Who can help somebody who was turned away. Takes the person's own reach for the rest of the transaction. */
export async function findWayIn(ctx: Asking, server: Server, actor: Actor): Promise<WayIn> {
  await become(ctx.tx, reachOf(actor))
  const { rows } = await sql<WayIn>`
    select coalesce((
        select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name)
        from role r where r.retired_at is null
          and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null)
          and exists (select from role_access d where d.role_id = r.id and d.connector = ${server})), '[]') as roles,
      coalesce((
        select json_agg(json_build_object('name', u.name, 'email', u.email) order by u.name)
        from present_user() u where u.organisation_id = ${actor.organisationId}
          and ('klik_administrator' = any (u.system_roles) or exists (
            select from deputy d where d.organisation_id = u.organisation_id and d.user_id = u.id
              and d.ended_at is null and d.starts_on <= ${ctx.today} and d.ends_before > ${ctx.today}))), '[]')
        as administrators`.execute(db(ctx))
  return rows[0] ?? { roles: [], administrators: [] }
}
