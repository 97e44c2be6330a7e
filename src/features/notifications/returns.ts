import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import { fateOf, kindOf } from './domain-returns.ts'
import type { Report } from './mail/read-report.ts'
import { saveBounced } from './store-outbox.ts'
import {
  findReturnedMail,
  insertReturn,
  isWornOut,
  type ReturnedMail,
  saveArrived,
  saveReturned,
} from './store-returns.ts'

/** What came of a report: noted now, noted before, of no consequence, or about no mail that we sent. */
export type Taken = 'noted' | 'known' | 'nothing' | 'unknown'

/**
 * Takes a report of a mail (N3). Only one about a mail of ours that a server has taken counts, and once. The address
 * is marked at once when it is not there, else after some soft returns; a mail that arrives takes the mark off.
 */
export const takeReport = (world: World, report: Report): Promise<Taken> =>
  inJob(world, (ctx) => take(ctx, report))

async function take(ctx: Context, { mail: sent, fates }: Report): Promise<Taken> {
  const mail = await findReturnedMail(ctx, sent)
  if (!mail) return 'unknown'
  const fate = fateOf(fates, mail.address)
  const kind = fate ? kindOf(fate, mail.address) : null
  if (!fate || !kind) return 'nothing'
  const { code } = fate
  if (!(await insertReturn(ctx, mail, { sending: sent.sending, kind, code }))) return 'known'
  if (kind === 'delivered') await saveArrived(ctx, mail)
  else if (kind !== 'complaint') await cameBack(ctx, mail, { isHard: kind === 'hard', code, ...sent })
  await ctx.emit({
    type: `notificationMail.${kind === 'delivered' ? 'arrived' : kind === 'complaint' ? 'complained' : 'returned'}`,
    organisationId: mail.organisationId,
    subject: { type: 'notificationMail', id: mail.id },
    facts: { reason: mail.reason, kind, code },
  })
  return 'noted'
}

async function cameBack(
  ctx: Context,
  mail: ReturnedMail,
  { isHard, code, sending }: { isHard: boolean; code: string; sending: number },
): Promise<void> {
  if (sending === mail.sending) await saveReturned(ctx, mail, code)
  if (isHard || (await isWornOut(ctx, mail.address))) await saveBounced(ctx, mail)
}
