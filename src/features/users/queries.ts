import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { Language } from '../../kernel/language.ts'
import { db } from '../../platform/db/database.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly email: string | null
  readonly organisationId: number
  readonly isAdministrator: boolean
}

const everybody = (ctx: Pick<Context, 'tx'>) =>
  db(ctx)
    .selectFrom('user_account')
    .select(['id', 'name', 'title', 'email', 'organisation_id as organisationId'])
    .select(sql<boolean>`'klik_administrator' = any (system_roles)`.as('isAdministrator'))

const columns = (ctx: Pick<Context, 'tx'>) => everybody(ctx).where('left_at', 'is', null)

/** The users of one organisation who have not left, by name. */
export async function listUsers(ctx: Pick<Context, 'tx'>, organisationId: number): Promise<User[]> {
  return await columns(ctx)
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** One user of one organisation, or null; who has left is none. */
export async function findUser(
  ctx: Pick<Context, 'tx'>,
  organisationId: number,
  id: string,
): Promise<User | null> {
  const user = await columns(ctx)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return user ?? null
}

/** One user, of whichever organisation they belong to now, also one who has left, or null. For background work, which reaches all. */
export async function findUserAnywhere(ctx: Pick<Context, 'tx'>, id: string): Promise<User | null> {
  return (await everybody(ctx).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The KLIK-administrators of one organisation (R6: everybody can see who they are). */
export async function findAdministrators(ctx: Pick<Context, 'tx'>, organisationId: number): Promise<User[]> {
  const users = await listUsers(ctx, organisationId)
  return users.filter((user) => user.isAdministrator)
}

/** The language the actor's own mails are written in. */
export async function findMailLanguage(ctx: Context): Promise<Language> {
  const row = await db(ctx)
    .selectFrom('user_account')
    .select('mail_language')
    .where('id', '=', ctx.actor.id)
    .executeTakeFirst()
  return row?.mail_language === 'en' ? 'en' : 'da'
}

/** That mails to the actor's own address came back, and since when; null: they do not. */
export async function findOwnMark(
  ctx: Context,
): Promise<{ readonly address: string; readonly since: Date } | null> {
  const row = await db(ctx)
    .selectFrom('user_account')
    .select(['email', 'mail_bounced_at as since'])
    .where('id', '=', ctx.actor.id)
    .where('organisation_id', '=', ctx.actor.organisationId)
    .executeTakeFirst()
  return row?.since ? { address: row.email ?? '', since: row.since } : null
}
