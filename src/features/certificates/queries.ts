import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import type { World } from '../../platform/http/world.ts'
import type { CertificateUse } from '../sign-in/index.ts'
import type { WatchedCertificate } from './domain.ts'

export interface CheckedCertificate extends WatchedCertificate {
  readonly checkedAt: Date
}

/** What was there when it was last looked for, the next to end first. */
export async function listWatched(holder: { tx: Tx }): Promise<CheckedCertificate[]> {
  return await db(holder)
    .selectFrom('watched_certificate')
    .select(['holder', 'subject', 'fingerprint'])
    .select(['ends_at as endsAt', 'first_seen_at as firstSeenAt', 'checked_at as checkedAt'])
    .select((eb) => eb.ref('use').$castTo<CertificateUse>().as('use'))
    .where('gone_at', 'is', null)
    .orderBy('ends_at')
    .orderBy('fingerprint')
    .orderBy('holder')
    .execute()
}

/** The same, outside any request. */
export const readWatched = (world: World): Promise<CheckedCertificate[]> =>
  world.database.transaction(jobsReach, (tx) => listWatched({ tx }))
