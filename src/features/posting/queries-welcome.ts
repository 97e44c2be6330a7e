import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Place } from './domain.ts'
import { keyOf, type PostingInList, placesOfPeople } from './queries.ts'

export interface WelcomePlace extends Place {
  readonly since: Date
  readonly chosenByName: string
}

/** The teams in which newcomers are welcomed, and where. */
export const listWelcomePlaces = (ctx: Context): Promise<WelcomePlace[]> =>
  db(ctx)
    .selectFrom('welcome_place')
    .select(['instance', 'team', 'channel', 'since', 'chosen_by_name as chosenByName'])
    .orderBy('instance')
    .orderBy('team')
    .execute()

export interface Newcomer extends Place {
  readonly organisationId: number
  readonly userId: string
  readonly name: string
  readonly organisationName: string
  readonly cameAt: Date
}

/** Newcomers one look takes up. */
const mostAtOnce = 200

/** Whose access was proven open since their team began to welcome, whose role opens the place, and whom nobody has welcomed there. */
export async function listNewcomers(ctx: Context): Promise<Newcomer[]> {
  const { rows } = await sql<Newcomer>`
    select distinct on (r.active_since, r.user_id, w.instance, w.team)
      r.organisation_id as "organisationId", r.user_id as "userId", u.name, o.name as "organisationName", w.instance, w.team, w.channel, r.active_since as "cameAt"
    from welcome_place w
      join ${placesOfPeople} r on r.connector = w.instance and r.active_since >= w.since
        and r.key = ${keyOf('w.instance', 'w.team', 'w.channel')}
      join present_user() u on u.id = r.user_id and u.organisation_id = r.organisation_id
      join organisation o on o.id = r.organisation_id
    where not exists (
      select from posting p where p.kind = 'welcome' and p.newcomer_in = r.organisation_id
        and p.newcomer_id = r.user_id and p.instance = w.instance and p.team = w.team and p.channel = w.channel)
    order by r.active_since, r.user_id, w.instance, w.team limit ${mostAtOnce}`.execute(db(ctx))
  return rows
}

export interface WelcomeInList extends PostingInList {
  readonly userName: string
  readonly organisationName: string
}

/** The latest welcomes, newest first. */
export async function listWelcomes(ctx: Context, limit: number): Promise<WelcomeInList[]> {
  const { rows } = await sql<WelcomeInList>`
    select p.id, p.instance, p.team, p.channel, p.state, p.attempts, p.asked_at as "askedAt", p.posted_at as "postedAt",
      p.next_attempt_at as "nextAttemptAt", p.last_error as error, p.post_id as "postId", u.name as "userName",
      o.short_name as "organisationName"
    from posting p join user_account u on u.id = p.newcomer_id join organisation o on o.id = p.newcomer_in
    where p.kind = 'welcome' order by p.asked_at desc, p.id desc limit ${limit}`.execute(db(ctx))
  return rows
}
