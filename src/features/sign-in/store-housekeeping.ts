import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import type { World } from '../../platform/http/world.ts'

/** Runs background work of the door in a transaction of its own. */
export const inJob = <T>(world: World, work: (holder: { tx: Tx }) => Promise<T>): Promise<T> =>
  world.database.transaction(jobsReach, (tx) => work({ tx }))

/** A copy of metadata that could be read when it was fetched. */
export interface KeptMetadata {
  readonly place: string
  readonly content: string
  readonly fetchedAt: Date
}

/** The last good copies of these sources. */
export async function listMetadata(holder: { tx: Tx }, places: readonly string[]): Promise<KeptMetadata[]> {
  return await db(holder)
    .selectFrom('saml_metadata')
    .select(['source as place', 'content', 'fetched_at as fetchedAt'])
    .where((eb) => eb('source', '=', eb.fn.any(eb.val([...places]))))
    .execute()
}

/** Keeps a copy in place of the one before. */
export async function saveMetadata(
  holder: { tx: Tx },
  place: string,
  content: string,
  now: Date,
): Promise<void> {
  await db(holder)
    .insertInto('saml_metadata')
    .values({ source: place, content, fetched_at: now })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ content, fetched_at: now }))
    .execute()
}

/** How long sessions are kept after they began, for those who look into what happened: milliseconds. */
const sessionsKeptFor = 30 * 86_400_000
const hour = 3_600_000

/** Forgets what is past: sign-ins under way, assertions that have expired, sign-outs, old sessions. */
export async function forgetPast(holder: { tx: Tx }, now: Date): Promise<void> {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds)
  await db(holder).deleteFrom('saml_request').where('ends_at', '<=', before(hour)).execute()
  await db(holder).deleteFrom('saml_assertion').where('forget_after', '<=', now).execute()
  await db(holder).deleteFrom('saml_logout').where('created_at', '<=', before(hour)).execute()
  await db(holder).deleteFrom('oidc_request').where('ends_at', '<=', before(hour)).execute()
  await db(holder).deleteFrom('oidc_logout').where('created_at', '<=', before(hour)).execute()
  await db(holder).deleteFrom('oidc_logout_token').where('forget_after', '<=', now).execute()
  await db(holder).deleteFrom('session').where('created_at', '<=', before(sessionsKeptFor)).execute()
}
