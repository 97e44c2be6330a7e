import { sql } from 'kysely'
import { db } from '../../../platform/db/database.ts'
import type { World } from '../../../platform/http/world.ts'
import { inJob } from '../../organisations/index.ts'
import type { LedgerSource } from '../connectors/manual/manual-connector.ts'
import type { StepName, TeamAccess } from '../domain.ts'

interface LedgerRow {
  readonly hadAccount: boolean
  readonly openBefore: readonly TeamAccess[]
  readonly ticked: readonly StepName[]
}

/** What operators have ticked off, as the manual connector asks for it (A3). */
export const ledgerIn = (world: World): LedgerSource => ({
  find: (person, epoch) =>
    inJob(world, async (ctx) => {
      const { rows } = await sql<LedgerRow>`
        select r.hand_account as "hadAccount", r.hand_places as "openBefore",
          coalesce((select array_agg(s.step) from provisioning_step s
            where s.organisation_id = r.organisation_id and s.user_id = r.user_id and s.connector = r.connector
              and s.epoch = ${epoch} and s.ticked_by is not null), '{}') as ticked
        from provisioning_record r where r.sso_id = ${person.ssoId}`.execute(db(ctx))
      const row = rows[0]
      if (!row) throw new Error('A person without a record is asked for.')
      return { hadAccount: row.hadAccount, openBefore: row.openBefore, ticked: new Set(row.ticked) }
    }),
})
