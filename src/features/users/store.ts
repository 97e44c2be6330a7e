import type { Tx } from '../../kernel/context.ts'
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
      }),
    )
    .returning(['first_signed_in_at'])
    .executeTakeFirstOrThrow()
  return { isFirst: row.first_signed_in_at.getTime() === now.getTime() }
}
