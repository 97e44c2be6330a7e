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

/** What was known of a person before this sign-in. */
export interface Arrival {
  readonly isFirst: boolean
  /** Where they were a user until now, when that is another organisation than today's. */
  readonly formerOrganisationId: number | null
  /** When the municipality had noted that they left; signing in undoes it. */
  readonly hadLeftAt: Date | null
}

/** Makes the user at the first sign-in and updates them at each later one (S2). */
export async function saveSignedInUser(
  holder: { tx: Tx },
  person: SignedInPerson,
  now: Date,
): Promise<Arrival> {
  const before = await db(holder)
    .selectFrom('user_account')
    .select(['organisation_id as organisationId', 'left_at as leftAt'])
    .where('id', '=', person.id)
    .forUpdate()
    .executeTakeFirst()
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
        left_at: null,
        // Another address has not bounced.
        mail_bounced_at: sql<Date | null>`case when user_account.email is not distinct from excluded.email
          then user_account.mail_bounced_at end`,
      }),
    )
    .returning(['first_signed_in_at'])
    .executeTakeFirstOrThrow()
  const former = before && before.organisationId !== person.organisationId ? before.organisationId : null
  return {
    isFirst: row.first_signed_in_at.getTime() === now.getTime(),
    formerOrganisationId: former,
    hadLeftAt: before?.leftAt ?? null,
  }
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
