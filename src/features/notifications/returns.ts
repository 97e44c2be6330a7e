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
 * is marked at once when it is not there, else after some soft returns; a mail that arrives takes the mark off. One about
 * an earlier sending is kept and says nothing of any address: it has been put right since, or is being tried again.
 */
export const takeReport = (world: World, report: Report): Promise<Taken> =>
  inJob(world, (ctx) => take(ctx, report))

async function take(ctx: Context, { mail: sent, fates }: Report): Promise<Taken> {
  const mail = await findReturnedMail(ctx, sent)
  if (!mail) return 'unknown'
  const isLatest = sent.sending === mail.sending
  const fate = isLatest ? fateOf(fates, mail.address) : fates[0]
  const kind = fate ? kindOf(fate, isLatest ? mail.address : (fate.address ?? '')) : null
  if (!fate || !kind) return 'nothing'
  const { code } = fate
  const address = isLatest ? mail.address : ''
  if (!(await insertReturn(ctx, mail, { sending: sent.sending, kind, code, address }))) return 'known'
  if (isLatest && kind === 'delivered') await saveArrived(ctx, mail)
  else if (isLatest && kind !== 'complaint') await cameBack(ctx, mail, { isHard: kind === 'hard', code })
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
  { isHard, code }: { isHard: boolean; code: string },
): Promise<void> {
  await saveReturned(ctx, mail, code)
  if (isHard || (await isWornOut(ctx, mail.address))) await saveBounced(ctx, mail)
}
