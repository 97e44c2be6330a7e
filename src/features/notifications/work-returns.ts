import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { readReport } from './mail/read-report.ts'
import { type Handled, readMailbox } from './mail/returns-mailbox.ts'
import { takeReport } from './returns.ts'

/** Where mails come back to, and what ours are known by. */
export interface ReturnsOffice {
  /** The mailbox over IMAP. */
  readonly url: string
  /** The host in our Message-IDs. */
  readonly host: string
  /** The address mails carry to come back to (MAIL_RETURN_PATH). */
  readonly mailbox?: string | undefined
}

export const returnsSpec: QueueSpec = { name: 'notifications.returns', schedule: '*/5 * * * *' }

/** Reads what came back, and removes it: what counts of it is noted. What is no report stays, flagged. @returns how many mails were read */
export const readReturns = (world: World, office: ReturnsOffice): Promise<number> =>
  readMailbox(office.url, (source) => takeReturn(world, office, source))

/**
 * Takes up one mail of the mailbox. Anybody can write to it: one that cannot be read is no report, and holds up none of
 * those behind it. What the database says is another matter, and is thrown.
 */
export async function takeReturn(
  world: World,
  { host, mailbox }: Omit<ReturnsOffice, 'url'>,
  source: Uint8Array,
): Promise<Handled> {
  const report = await readReport(source, { host, mailbox: mailbox ?? null }).catch(() => null)
  if (!report) return 'leave'
  return (await takeReport(world, report)) === 'unknown' ? 'leave' : 'remove'
}

/** Every five minutes; without a mailbox nothing is read. */
export const returnsQueue = (world: World, office: ReturnsOffice | null): Queue => ({
  ...returnsSpec,
  async handle() {
    if (office) await readReturns(world, office)
  },
})
