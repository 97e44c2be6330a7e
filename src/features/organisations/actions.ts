import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import { mailboxFaults } from './domain.ts'
import { checkMayKeepMailbox } from './policy.ts'
import { findReaderOf, getMailbox } from './queries-mailbox.ts'
import { saveMailbox } from './store-mailbox.ts'

export interface MailboxInput {
  /** Empty: the municipality has none. */
  readonly address: string
  /** The version the change was made from; the newest when left out. */
  readonly expectedVersion?: number
}

/**
 * Says which shared mailbox the municipality has, or that it has none (R5). The same again changes nothing.
 * @throws Forbidden, InvalidInput, Conflict when it was changed meanwhile
 */
export async function changeMailbox(ctx: Context, input: MailboxInput): Promise<{ isChanged: boolean }> {
  checkMayKeepMailbox(ctx.actor)
  const address = input.address.trim()
  const faults = mailboxFaults(address, address ? await findReaderOf(ctx, address) : null)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const before = await getMailbox(ctx)
  if ((input.expectedVersion ?? before.version) !== before.version) throw new Conflict()
  const after = address || null
  if (after === before.address) return { isChanged: false }
  if (!(await saveMailbox(ctx, after, before.version))) throw new Conflict()
  const { organisationId } = ctx.actor
  await ctx.emit({
    type: 'organisation.mailboxChanged',
    organisationId,
    subject: { type: 'organisation', id: String(organisationId) },
    changes: { mailbox: { from: before.address, to: after } },
  })
  return { isChanged: true }
}
