import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Place, PostingState } from './domain.ts'
import type { Consequence } from './domain-sending.ts'

/** @returns false when the id is taken: it was written before */
export async function insertAnnouncement(
  ctx: Context,
  announcement: { readonly id: string; readonly title: string; readonly body: string },
): Promise<boolean> {
  const { id, title, body } = announcement
  const row = await db(ctx)
    .insertInto('announcement')
    .values({
      ...{ id, title, body },
      written_at: ctx.now,
      written_by: ctx.actor.id,
      written_by_name: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** One posting for each place, in one statement. */
export async function insertPostings(
  ctx: Context,
  announcementId: string,
  message: string,
  places: readonly Place[],
): Promise<void> {
  await sql`
    insert into posting (id, kind, announcement_id, instance, team, channel, message, asked_at, asked_by, asked_by_name,
      state, next_attempt_at, news_since)
    select gen_random_uuid(), 'announcement', ${announcementId}::uuid, instance, team, channel, ${message}, ${ctx.now},
      ${ctx.actor.id}::uuid, ${ctx.actor.name}, 'planned', ${ctx.now}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place (instance text, team text, channel text)`.execute(
    db(ctx),
  )
}

export interface NewWelcome extends Place {
  readonly organisationId: number
  readonly userId: string
  readonly message: string
  /** When the newcomer came in. */
  readonly cameAt: Date
}

/** Each person once in each place, whoever else works at the same time. @returns how many were new */
export async function insertWelcomes(ctx: Context, welcomes: readonly NewWelcome[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into posting (id, kind, newcomer_in, newcomer_id, instance, team, channel, message, asked_at, asked_by_name,
      state, next_attempt_at, news_since)
    select gen_random_uuid(), 'welcome', "organisationId", "userId", instance, team, channel, message, ${ctx.now},
      ${ctx.actor.name}, 'planned', ${ctx.now}, "cameAt"
    from jsonb_to_recordset(${JSON.stringify(welcomes)}::jsonb) as w ("organisationId" int, "userId" uuid,
      instance text, team text, channel text, message text, "cameAt" timestamptz)
    on conflict do nothing`.execute(db(ctx))
  return Number(numAffectedRows ?? 0n)
}

/** Where newcomers of a team are welcomed from now on; the same channel again changes nothing. @returns whether it changed */
export async function saveWelcomePlace(ctx: Context, place: Place): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into welcome_place (instance, team, channel, since, chosen_by, chosen_by_name)
    values (${place.instance}, ${place.team}, ${place.channel}, ${ctx.now}, ${ctx.actor.id}::uuid, ${ctx.actor.name})
    on conflict (instance, team) do update set channel = excluded.channel, since = excluded.since,
      chosen_by = excluded.chosen_by, chosen_by_name = excluded.chosen_by_name
      where welcome_place.channel <> excluded.channel`.execute(db(ctx))
  return numAffectedRows === 1n
}

/** @returns whether there was one */
export async function deleteWelcomePlace(
  ctx: Context,
  { instance, team }: Omit<Place, 'channel'>,
): Promise<boolean> {
  const { numDeletedRows } = await db(ctx)
    .deleteFrom('welcome_place')
    .where('instance', '=', instance)
    .where('team', '=', team)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** How long a worker has a posting before another may take it over (milliseconds): longer than all its calls together. */
const claimFor = 180_000

/** A posting a worker has taken up. */
export interface TakenPosting extends Place {
  readonly id: string
  readonly number: number
  readonly claim: string
  readonly kind: 'announcement' | 'welcome'
  readonly announcementId: string | null
  readonly message: string
  readonly askedAt: Date
  readonly firstTriedAt: Date
  /** From when what it says was news. */
  readonly newsSince: Date
  /** Attempts so far, this one counted. */
  readonly attempts: number
  readonly wasUncertain: boolean
  /** The channel its name in the role was found to be, whatever it is called now. */
  readonly boundChannelId: string | null
}

/**
 * Takes a posting that is due, for one worker alone. From here on it may have been posted: whoever takes it up after a
 * crash looks first.
 */
export async function takeDue(ctx: Context, instances: readonly string[]): Promise<TakenPosting | null> {
  const { rows } = await sql<TakenPosting>`
    with due as (
      select id, is_uncertain from posting
      where instance = any (${[...instances]}::text[]) and (
        (state in ('planned', 'failed') and next_attempt_at <= ${ctx.now})
        or (state = 'sending' and claimed_until <= ${ctx.now}))
      order by next_attempt_at, number limit 1 for update skip locked)
    update posting p set state = 'sending', attempts = attempts + 1, is_uncertain = true, claim = ${ctx.newId()}::uuid,
      claimed_until = ${new Date(ctx.now.getTime() + claimFor)}, first_tried_at = coalesce(first_tried_at, ${ctx.now})
    from due where p.id = due.id
    returning p.id, p.number, p.claim, p.kind, p.announcement_id as "announcementId", p.instance, p.team, p.channel,
      p.message, p.asked_at as "askedAt", p.first_tried_at as "firstTriedAt",
      p.news_since as "newsSince", p.attempts,
      due.is_uncertain as "wasUncertain", (select place_id from provisioning_place known
        where known.connector = p.instance and known.team = p.team and known.channel = p.channel) as "boundChannelId"`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}

/** How each end of an attempt stands in the row. */
function columnsOf(ctx: Context, consequence: Consequence) {
  const shared = { state: consequence.state, claim: null, claimed_until: null }
  if (consequence.state === 'posted') {
    const { channelId: channel_id, postId: post_id } = consequence
    const none = { last_error: sql<string>`null`, next_attempt_at: null, is_uncertain: false }
    return { ...shared, ...none, channel_id, post_id, posted_at: ctx.now }
  }
  const { code, status, errorId } = consequence.setback
  return {
    ...shared,
    last_error: JSON.stringify({ code, status, errorId }),
    is_uncertain: consequence.isUncertain,
    next_attempt_at: consequence.state === 'failed' ? consequence.tryAgainAt : null,
  }
}

/**
 * Writes how an attempt ended and gives the posting up.
 * @returns false when another worker has taken over: nothing was saved then
 */
export async function saveConsequence(
  ctx: Context,
  taken: TakenPosting,
  consequence: Consequence,
): Promise<boolean> {
  const { numUpdatedRows } = await db(ctx)
    .updateTable('posting')
    .set(columnsOf(ctx, consequence))
    .where('id', '=', taken.id)
    .where('claim', '=', taken.claim)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Makes a held, failed or lapsed posting due at once, and news again; whether it may be there already is still remembered. @returns its state before, or null */
export async function saveAgain(ctx: Context, id: string): Promise<PostingState | null> {
  const { rows } = await sql<{ state: PostingState }>`
    update posting p set state = 'planned', attempts = 0, next_attempt_at = ${ctx.now}, news_since = ${ctx.now}
    from (select id, state from posting where id = ${id}::uuid for update) before
    where p.id = before.id and before.state in ('held', 'failed', 'lapsed')
    returning before.state`.execute(db(ctx))
  return rows[0]?.state ?? null
}
