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

const columns = (ctx: Pick<Context, 'tx'>) =>
  db(ctx)
    .selectFrom('user_account')
    .select(['id', 'name', 'title', 'email', 'organisation_id as organisationId'])
    .select(sql<boolean>`'klik_administrator' = any (system_roles)`.as('isAdministrator'))
    .where('left_at', 'is', null)

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

/** The KLIK-administrators of one organisation (R6: everybody can see who they are). */
export async function findAdministrators(ctx: Pick<Context, 'tx'>, organisationId: number): Promise<User[]> {
  const users = await listUsers(ctx, organisationId)
  return users.filter((user) => user.isAdministrator)
}

/** What a person is called who was a user of the organisation, also after having left; null when they never were. */
export async function findName(
  ctx: Pick<Context, 'tx'>,
  organisationId: number,
  id: string,
): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom('user_account')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? null
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
