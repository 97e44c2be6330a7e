import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { LetterAudience, LetterNumbers, Routed, Target } from './domain.ts'

export interface NewLetter {
  readonly id: string
  readonly roleId: string
  readonly target: Target
  readonly audience: LetterAudience
  readonly subject: string
  readonly body: string
}

/** @returns false when the id is taken: the letter was sent before */
export async function insertLetter(
  ctx: Context,
  letter: NewLetter,
  numbers: LetterNumbers,
): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('role_mail')
    .values({
      id: letter.id,
      role_id: letter.roleId,
      target: letter.target,
      audience: JSON.stringify(letter.audience),
      subject: letter.subject,
      body: letter.body,
      municipality_count: numbers.municipalities,
      person_count: numbers.persons,
      unreached_count: numbers.unreached,
      sent_at: ctx.now,
      sent_by: ctx.actor.id,
      sent_by_name: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A municipality nobody reads it in has a row too, so that the log tells of all. */
const rowsOf = ({ addressee, routing }: Routed) => {
  const shared = { organisationId: addressee.organisationId, path: routing.path, cause: routing.cause }
  if (routing.recipients.length === 0)
    return [{ ...shared, position: 0, userId: null, name: addressee.name, address: null }]
  // A person's address stands with the person, as it is when the letter is told.
  return routing.recipients.map(({ userId, name, address }, position) => ({
    ...{ ...shared, position, userId, name },
    address: userId === null ? address : null,
  }))
}

/** Keeps who gets the letter and by which path, all municipalities in one statement (R5). */
export async function insertRecipients(
  ctx: Context,
  letterId: string,
  routed: readonly Routed[],
): Promise<void> {
  await sql`
    insert into role_mail_recipient (organisation_id, role_mail_id, position, path, cause, user_id, name, address)
    select "organisationId", ${letterId}::uuid, position, path, cause, "userId", name, address
    from jsonb_to_recordset(${JSON.stringify(routed.flatMap(rowsOf))}::jsonb) as r ("organisationId" int, position int,
      path text, cause text, "userId" uuid, name text, address text)`.execute(db(ctx))
}
