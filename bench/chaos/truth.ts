import { civilDayOf } from '../../src/kernel/civil-day.ts'
import type { ChaosPortal } from './chaos-portal.ts'
import type { Owner } from './people.ts'

/** Whether somebody holds a role that opens Mattermost, and how often that has changed. */
export interface Standing {
  readonly holds: boolean
  readonly version: number
}

/** Read from the assignments themselves, past every function the portal decides by. Each role here opens Mattermost. */
export async function standingOf({ owner, clock }: ChaosPortal, userId: string): Promise<Standing> {
  const { rows } = await owner.query<Standing>(
    `select coalesce(bool_or(ended_at is null and suspended_at is null and starts_on <= $2
         and coalesce(ends_before > $2, true)), false) as holds,
       (count(*) + count(ended_at) + coalesce(sum(suspensions), 0))::int as version
     from assignment where user_id = $1`,
    [userId, civilDayOf(clock.now())],
  )
  return rows[0] ?? { holds: false, version: 0 }
}

/** The roles everybody holds now, by person. */
export async function heldRoles({ owner, clock }: ChaosPortal): Promise<Map<string, string[]>> {
  const { rows } = await owner.query<{ user_id: string; roles: string[] }>(
    `select user_id, array_agg(role_id::text) as roles from assignment
     where ended_at is null and suspended_at is null and starts_on <= $1 and coalesce(ends_before > $1, true)
     group by user_id`,
    [civilDayOf(clock.now())],
  )
  return new Map(rows.map((row) => [row.user_id, row.roles]))
}

export interface KnownPerson {
  readonly user_id: string
  readonly sso_id: string
  readonly account_id: string | null
  readonly state: string
  readonly presence: 'present' | 'absent'
}

/** What provisioning has written down, in an order that is the same at each run. */
export async function knownPersons(owner: Owner): Promise<KnownPerson[]> {
  const { rows } = await owner.query<KnownPerson>(
    `select user_id, sso_id::text, account_id, state, presence from provisioning_record order by user_id`,
  )
  return rows
}
