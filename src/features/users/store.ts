import { sql } from 'kysely'
import type { Context, Tx } from '../../kernel/context.ts'
import type { Language } from '../../kernel/language.ts'
import type { UserSystemRole } from '../../kernel/permissions.ts'
import { db } from '../../platform/db/database.ts'

/** A person as the sign-in asserts them. */
export interface SignedInPerson {
  readonly id: string
  readonly organisationId: number
  readonly name: string
  readonly email: string | null
  readonly title: string
  readonly systemRoles: readonly UserSystemRole[]
}

/**
 * Makes the user at the first sign-in and updates them at each later one (S2).
 * @returns whether this was the first
 */
export async function saveSignedInUser(
  holder: { tx: Tx },
  person: SignedInPerson,
  now: Date,
): Promise<{ isFirst: boolean }> {
  const row = await db(holder)
    .insertInto('user_account')
    .values({
      id: person.id,
      organisation_id: person.organisationId,
      name: person.name,
      email: person.email,
      title: person.title,
      system_roles: [...person.systemRoles],
      first_signed_in_at: now,
      last_signed_in_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        organisation_id: person.organisationId,
        name: person.name,
        email: person.email,
        title: person.title,
        system_roles: [...person.systemRoles],
        last_signed_in_at: now,
        // Another address has not bounced.
        mail_bounced_at: sql<Date | null>`case when user_account.email is not distinct from excluded.email
          then user_account.mail_bounced_at end`,
      }),
    )
    .returning(['first_signed_in_at'])
    .executeTakeFirstOrThrow()
  return { isFirst: row.first_signed_in_at.getTime() === now.getTime() }
}

/** The language the actor's own mails are written in. */
export async function saveMailLanguage(ctx: Context, language: Language): Promise<void> {
  await db(ctx)
    .updateTable('user_account')
    .set({ mail_language: language })
    .where('id', '=', ctx.actor.id)
    .where('organisation_id', '=', ctx.actor.organisationId)
    .execute()
}
