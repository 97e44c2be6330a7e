import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { Place, PostingState } from './domain.ts'
import type { SetbackCode } from './domain-sending.ts'

/** A place with those a post there reaches. */
export interface ReachedPlace extends Place {
  readonly persons: number
  readonly municipalities: number
}

/** What a place is known by: its id at the server, once it was found there. Roles may name one in several ways. */
export const keyOf = (instance: string, team: string, channel: string) => sql<string>`coalesce((
  select b.place_id from provisioning_place b where b.connector = ${sql.ref(instance)} and b.team = ${sql.ref(team)}
    and b.channel = ${sql.ref(channel)}), ${sql.ref(team)} || '/' || ${sql.ref(channel)})`

/** Who is in which place: what was proven, not what is wanted of a record that is on its way. */
export const placesOfPeople = sql`(
  select r.organisation_id, r.user_id, r.active_since, o.connector, o.team, o.channel, ${keyOf('o.connector', 'o.team', 'o.channel')} as key
  from provisioning_record r cross join lateral (
    select r.connector, place ->> 'team' as team, channel
    from jsonb_array_elements(r.wanted) place, jsonb_array_elements_text(place -> 'channels') channel) o
  where r.state = 'active' and r.presence = 'present')`

/** The channels that roles open, in the order of their names, with how many are in them. */
export async function listPlaces(ctx: Context): Promise<ReachedPlace[]> {
  const { rows } = await sql<ReachedPlace>`
    with opened as (select * from ${placesOfPeople} people), named as (
      select d.connector as instance, d.team, channel
      from role_access d join role ro on ro.id = d.role_id and ro.retired_at is null
        cross join lateral unnest(d.channels) as channel
      where d.connector = 'mattermost' and channel not like '%{%'
      union
      -- By a rule: the channels of the municipalities where somebody has the role.
      select connector, team, channel from opened where connector = 'mattermost'),
    places as (
      -- Of several ways to name one place, by names rather than by ids: those are longer.
      select distinct on (n.instance, ${keyOf('n.instance', 'n.team', 'n.channel')}) n.*,
        ${keyOf('n.instance', 'n.team', 'n.channel')} as key
      from named n
      order by n.instance, ${keyOf('n.instance', 'n.team', 'n.channel')}, length(n.team || n.channel), n.team, n.channel)
    select p.instance, p.team, p.channel, count(distinct o.user_id)::int as persons,
      count(distinct o.organisation_id)::int as municipalities
    from places p left join opened o on o.connector = p.instance and o.key = p.key
    group by p.instance, p.team, p.channel order by p.instance, p.team, p.channel`.execute(db(ctx))
  return rows
}

export interface Announcement {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly writtenAt: Date
  readonly writtenByName: string
}

export interface AnnouncementInList extends Announcement {
  readonly states: readonly PostingState[]
  readonly persons: number
  readonly municipalities: number
}

const announcementColumns = sql`a.id, a.title, a.body, a.written_at as "writtenAt", a.written_by_name as "writtenByName"`

/** One announcement. @throws NotFound */
export async function getAnnouncement(ctx: Context, id: string): Promise<Announcement> {
  const { rows } = await sql<Announcement>`
    select ${announcementColumns} from announcement a where a.id = ${id}::uuid`.execute(db(ctx))
  const [found] = rows
  if (!found) throw new NotFound('announcement')
  return found
}

/** Where the next page begins. */
export interface AnnouncementCursor {
  readonly at: Date
  readonly id: string
}

/** What was announced, newest first, with how it went and how many said they have seen it. */
export async function listAnnouncements(
  ctx: Context,
  page: { readonly after: AnnouncementCursor | null; readonly limit: number },
): Promise<AnnouncementInList[]> {
  const beyond = page.after
    ? sql`where (a.written_at, a.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``
  const { rows } = await sql<AnnouncementInList>`
    select ${announcementColumns}, coalesce(p.states, '{}') as states, seen.persons, seen.municipalities
    from announcement a
      left join lateral (
        select array_agg(state) as states from posting where announcement_id = a.id) p on true
      left join lateral (
        select count(distinct s.user_id)::int as persons, count(distinct s.organisation_id)::int as municipalities
        from posting p join posting_seen s on s.posting_id = p.id where p.announcement_id = a.id) seen on true
    ${beyond} order by a.written_at desc, a.id desc limit ${page.limit}`.execute(db(ctx))
  return rows
}

export interface PostingInList extends Place {
  readonly id: string
  readonly state: PostingState
  readonly attempts: number
  readonly askedAt: Date
  readonly postedAt: Date | null
  readonly nextAttemptAt: Date | null
  readonly error: { readonly code: SetbackCode; readonly status: number; readonly errorId: string } | null
  readonly postId: string | null
}

const postingColumns = sql`p.id, p.instance, p.team, p.channel, p.state, p.attempts, p.asked_at as "askedAt",
  p.posted_at as "postedAt", p.next_attempt_at as "nextAttemptAt", p.last_error as error, p.post_id as "postId"`

/** An announcement's post in each channel. */
export async function listPostings(ctx: Context, announcementId: string): Promise<PostingInList[]> {
  const { rows } = await sql<PostingInList>`
    select ${postingColumns} from posting p where p.announcement_id = ${announcementId}::uuid
    order by p.instance, p.team, p.channel`.execute(db(ctx))
  return rows
}

/** Which announcement a posting is of; null for a welcome. @throws NotFound */
export async function getPosting(
  ctx: Context,
  id: string,
): Promise<{ announcementId: string | null; state: PostingState; channel: string; kind: string }> {
  const { rows } = await sql<{
    announcementId: string | null
    state: PostingState
    channel: string
    kind: string
  }>`select announcement_id as "announcementId", state, channel, kind from posting where id = ${id}::uuid`.execute(
    db(ctx),
  )
  const [found] = rows
  if (!found) throw new NotFound('posting')
  return found
}

export interface SeenIn {
  readonly organisationId: number
  readonly organisationName: string
  /** People there whose access opens one of the channels. */
  readonly reached: number
  readonly seen: readonly { readonly name: string; readonly at: Date }[]
}

type SeenRow = Omit<SeenIn, 'seen'> & { readonly seen: readonly { name: string; at: string }[] }

/** Who said they have seen an announcement, by municipality; those where nobody has come first. */
export async function listSeen(ctx: Context, announcementId: string): Promise<SeenIn[]> {
  const { rows } = await sql<SeenRow>`
    with reached as (
      select distinct o.organisation_id, o.user_id
      from posting p join ${placesOfPeople} o on o.connector = p.instance
        and o.key = ${keyOf('p.instance', 'p.team', 'p.channel')}
      where p.announcement_id = ${announcementId}::uuid),
    pressed as (
      select s.organisation_id, s.user_id, min(s.user_name) as name, min(s.seen_at) as at
      from posting p join posting_seen s on s.posting_id = p.id
      where p.announcement_id = ${announcementId}::uuid group by s.organisation_id, s.user_id)
    select o.id as "organisationId", o.short_name as "organisationName",
      (count(*) filter (where reached.user_id is not null))::int as reached,
      coalesce(json_agg(json_build_object('name', pressed.name, 'at', pressed.at) order by pressed.at)
        filter (where pressed.user_id is not null), '[]') as seen
    from reached full join pressed using (organisation_id, user_id) join organisation o on o.id = organisation_id
    group by o.id, o.short_name
    order by count(pressed.user_id) = 0 desc, o.short_name`.execute(db(ctx))
  return rows.map(({ seen, ...row }) => ({
    ...row,
    seen: seen.map(({ name, at }) => ({ name, at: new Date(at) })),
  }))
}
