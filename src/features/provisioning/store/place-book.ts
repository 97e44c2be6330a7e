import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { World } from '../../../platform/http/world.ts'
import type { GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import type { KnownPlace, PlaceBook } from '../connectors/mattermost/place-book.ts'

async function findPlace(
  ctx: Context,
  connector: GrantTarget,
  team: string,
  channel: string,
): Promise<KnownPlace | null> {
  const { rows } = await sql<KnownPlace>`
    select place_id as id, name, state from provisioning_place
    where connector = ${connector} and team = ${team} and channel = ${channel}`.execute(db(ctx))
  return rows[0] ?? null
}

async function savePlace(
  ctx: Context,
  connector: GrantTarget,
  team: string,
  channel: string,
  place: KnownPlace,
): Promise<void> {
  await sql`
    insert into provisioning_place (connector, team, channel, place_id, name, state, seen_at)
    values (${connector}, ${team}, ${channel}, ${place.id}, ${place.name}, ${place.state}, ${ctx.now})
    on conflict (connector, team, channel) do update set place_id = excluded.place_id, name = excluded.name,
      state = excluded.state, seen_at = excluded.seen_at`.execute(db(ctx))
}

/** The places of one server, a transaction for each look: none is open while the server is asked. */
export const placeBookIn = (world: World, connector: GrantTarget): PlaceBook => ({
  find: (team, channel) => inJob(world, (ctx) => findPlace(ctx, connector, team, channel ?? '')),
  keep: (team, channel, place) =>
    inJob(world, (ctx) => savePlace(ctx, connector, team, channel ?? '', place)),
})
