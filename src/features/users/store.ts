import { sql } from 'kysely'
import type { Context, Tx } from '../../kernel/context.ts'
import type { Language } from '../../kernel/language.ts'
import type { UserSystemRole } from '../../kernel/permissions.ts'
import { db } from '../../platform/db/database.ts'

/** A person as the sign-in asserts them. */
export interface SignedInPerson {
  readonly id: string
  /** The organisation they are a user of. */
  readonly organisationId: number
  readonly name: string
  /** Null: this sign-in did not say; what the same organisation said before stays. */
  readonly email: string | null
  /** Null: the door does not know it; it stays as it is. */
  readonly title: string | null
  /** What they may there; nothing when the privilege is gone. */
  readonly systemRoles: readonly UserSystemRole[]
  /** The organisation that vouches for them. */
  readonly ownCvr: string
}

/** A user as they were before this sign-in. */
export interface UserBefore {
  readonly organisationId: number
  readonly name: string
  readonly title: string
  /** What a sign-in last said; empty: none said anything. The title may have been noted by hand since. */
  readonly assertedTitle: string
  readonly ownCvr: string | null
  readonly leftAt: Date | null
  readonly systemRoles: readonly string[]
}

/** What was known of a person before this sign-in. */
export interface Arrival {
  readonly isFirst: boolean
  /** Where they were a user until now, when that is another organisation than today's. */
  readonly formerOrganisationId: number | null
  /** When the municipality had noted that they left; signing in undoes it. */
  readonly hadLeftAt: Date | null
  /** They had left this organisation, or had no privilege any more, and are a user with one again. */
  readonly isBack: boolean
  /** What they are called at work now and were until now, where this sign-in says something else (C6); null otherwise. */
  readonly movedTo: { readonly from: string; readonly to: string } | null
}

/** The user of a UUID, held until the transaction ends, so that two sign-ins of one person come after each other; or null. */
export async function lockUser(holder: { tx: Tx }, id: string): Promise<UserBefore | null> {
  const row = await db(holder)
    .selectFrom('user_account')
    .select([
      'organisation_id as organisationId',
      'name',
      'title',
      'asserted_title as assertedTitle',
      'own_cvr as ownCvr',
      'left_at as leftAt',
      'system_roles as systemRoles',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/**
 * Makes the user at the first sign-in and updates them at each later one (S2).
 * @param before the user as `lockUser` found them
 */
export async function saveSignedInUser(
  holder: { tx: Tx },
  person: SignedInPerson,
  before: UserBefore | null,
  now: Date,
): Promise<Arrival> {
  const asserted = {
    organisation_id: person.organisationId,
    name: person.name,
    system_roles: [...person.systemRoles],
    own_cvr: person.ownCvr,
    last_signed_in_at: now,
  }
  const email = sql<string | null>`coalesce(excluded.email,
    case when user_account.organisation_id = excluded.organisation_id then user_account.email end)`
  const row = await db(holder)
    .insertInto('user_account')
    .values({
      ...asserted,
      id: person.id,
      email: person.email,
      title: person.title ?? '',
      asserted_title: person.title ?? '',
      first_signed_in_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ...asserted,
        email,
        ...(isNewTitle(before, person) ? { title: person.title, asserted_title: person.title } : {}),
        left_at: null,
        // Another address has not bounced.
        mail_bounced_at: sql<Date | null>`case when user_account.email is not distinct from ${email}
          then user_account.mail_bounced_at end`,
      }),
    )
    .returning(['first_signed_in_at'])
    .executeTakeFirstOrThrow()
  const former = before && before.organisationId !== person.organisationId ? before.organisationId : null
  return {
    isFirst: before === null && row.first_signed_in_at.getTime() === now.getTime(),
    formerOrganisationId: former,
    hadLeftAt: before?.leftAt ?? null,
    isBack: former === null && isBack(before, person),
    movedTo: former === null ? moveOf(before, person) : null,
  }
}

const isBack = (before: UserBefore | null, { systemRoles }: SignedInPerson): boolean =>
  before !== null && (before.leftAt !== null || before.systemRoles.length === 0) && systemRoles.length > 0

/** Whether a sign-in says something of the title. What it said before too may be older than what was noted since. */
const isNewTitle = <T extends SignedInPerson>(
  before: UserBefore | null,
  person: T,
): person is T & { readonly title: string } =>
  person.title !== null &&
  (before?.organisationId !== person.organisationId || before.assertedTitle !== person.title)

/** A title that was not known before, or is not told any more, is no move. */
function moveOf(before: UserBefore | null, person: SignedInPerson): Arrival['movedTo'] {
  const isMove = before !== null && before.title !== '' && person.title !== '' && isNewTitle(before, person)
  return isMove && before.title !== person.title ? { from: before.title, to: person.title } : null
}

/** Notes that a sign-in found no privilege of the user's any more: their roles are flagged (R4). */
export async function savePrivilegeLost(holder: { tx: Tx }, id: string): Promise<void> {
  await db(holder).updateTable('user_account').set({ system_roles: [] }).where('id', '=', id).execute()
}

/** The language the actor's own mails are written in. @returns false where they act for others and are no user */
export async function saveMailLanguage(ctx: Context, language: Language): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('user_account')
    .set({ mail_language: language })
    .where('id', '=', ctx.actor.id)
    .where('organisation_id', '=', ctx.actor.organisationId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes the mark off the actor's own address. @returns false when there was none */
export async function saveAddressConfirmed(ctx: Context): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('user_account')
    .set({ mail_bounced_at: null })
    .where('id', '=', ctx.actor.id)
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('mail_bounced_at', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a user of the actor's own organisation is called at work. */
export async function saveTitle(ctx: Context, userId: string, title: string): Promise<void> {
  await db(ctx)
    .updateTable('user_account')
    .set({ title })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', '=', userId)
    .execute()
}
