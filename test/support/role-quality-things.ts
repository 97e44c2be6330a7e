import { insertRole } from './factories.ts'
import type { CastName, TestApp } from './test-app.ts'

export interface RoleParts {
  readonly name?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly hasPrimary?: boolean
  /** A Mattermost team the role opens. */
  readonly access?: string
}

/** A role of the gallery with limits of its own. @returns its id */
export async function insertRoleWith(portal: TestApp, parts: RoleParts): Promise<string> {
  const id = await insertRole(portal, parts.name ?? 'Prøverolle')
  await portal.owner.query(
    'update role set minimum_holders = $2, maximum_holders = $3, has_primary = $4 where id = $1',
    [id, parts.minimum ?? 1, parts.maximum ?? null, parts.hasPrimary ?? false],
  )
  if (parts.access)
    await portal.owner.query(
      `insert into role_access (role_id, connector, team) values ($1, 'mattermost', $2)`,
      [id, parts.access],
    )
  return id
}

/** The person's access is open at the target and read back, as far as their roles of today open it. */
export async function insertActiveAccess(portal: TestApp, name: CastName): Promise<void> {
  const { id } = await portal.actor(name)
  await portal.owner.query(
    `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, wanted, state, active_since, updated_at)
     select organisation_id, user_id, connector, epoch, 'present', opens, 'active', $2, $2
     from access_grant_on($2::timestamptz::date) where user_id = $1
     on conflict (organisation_id, user_id, connector)
       do update set wanted = excluded.wanted, epoch = excluded.epoch, state = 'active'`,
    [id, portal.clock.now()],
  )
}
