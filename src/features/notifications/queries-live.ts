import { sql } from 'kysely'
import { db } from '../../platform/db/database.ts'
import { doorReach } from '../../platform/db/roles.ts'
import type { World } from '../../platform/http/world.ts'
import type { SessionTimes } from '../sign-in/index.ts'

/** A session somebody follows their number by. */
export interface Followed extends SessionTimes {
  /** SHA-256 of its token, in hexadecimal. */
  readonly key: string
  readonly unread: number
}

/** The sessions of some keys with the number of unread notifications; one query, whatever their number. */
export function listFollowed(world: World, keys: readonly string[]): Promise<Followed[]> {
  return world.database.transaction(doorReach, async (tx) => {
    const { rows } = await sql<Followed>`
      select encode(s.token_hash, 'hex') as key, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
        s.ended_at as "endedAt", s.ends_before as "endsBefore",
        count_unread(s.user_id, s.organisation_id) as unread
      from session s
      where s.token_hash in (select decode(key, 'hex') from unnest(${[...keys]}::text[]) as key)`.execute(
      db({ tx }),
    )
    return rows
  })
}
