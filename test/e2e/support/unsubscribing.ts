import { cast } from '../../../src/demo/cast.ts'
import type { Reason } from '../../../src/features/notifications/domain.ts'
import { unsubscribeKeyOf } from '../../../src/features/notifications/index.ts'
import type { RunningPortal } from './running-portal.ts'

/** Where the address in a mail to a person of the cast leads: to the end of such mails. Nothing in the portal links there. */
export async function unsubscribePathOf(
  { dataDir }: Pick<RunningPortal, 'dataDir'>,
  name: string,
  reason: Reason,
): Promise<string> {
  const userId = cast.find((person) => person.name === name)?.id
  if (!userId) throw new Error(`${name} is not in the cast`)
  const key = await unsubscribeKeyOf({ DATA_DIR: dataDir })()
  return `/notifikationer/afmeld/${key.tokenOf({ userId, reason })}`
}
