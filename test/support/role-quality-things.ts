import { assignRole, endAssignment } from '../../src/features/assignments/index.ts'
import { vacanciesQueue } from '../../src/features/role-quality/index.ts'
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

/** Time goes by. */
export function passMinutes({ clock }: TestApp, minutes: number): void {
  clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000).toISOString())
}

/** What tests of vacant roles do in Korsbæk, over and over. */
export function vacanciesIn(portal: () => TestApp) {
  let serial = 0
  const korsbaek = () => portal().organisation('Korsbæk')
  return {
    korsbaek,
    role: (parts: RoleParts = {}) => {
      serial += 1
      return insertRoleWith(portal(), { name: `Rolle ${serial}`, ...parts })
    },
    /** @returns the assignment's id */
    async give(roleId: string, name: 'Katrine' | 'Anders', isPrimary?: boolean): Promise<string> {
      const { id: userId } = await portal().actor(name)
      const primary = isPrimary === undefined ? {} : { isPrimary }
      return (await portal().act('Katrine', (ctx) => assignRole(ctx, { roleId, userId, ...primary }))).id
    },
    end: (assignmentId: string) =>
      portal().act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Er rejst' })),
    /** What the job does when it is told, or by the clock. */
    runVacancies: (facts: Record<string, number> = {}) =>
      vacanciesQueue(portal().app.world).handle(facts, { id: 'j' }),
    /** Korsbæk's tasks of a template, in the order they came. */
    async tasksOf(templateId: string) {
      const { rows } = await portal().owner.query<{
        number: number
        status: string
        due_on: string
        vacancy_id: string | null
      }>(
        `select number::int, status, due_on::text, vacancy_id from task where template_id = $1 and organisation_id = $2
         order by number`,
        [templateId, korsbaek()],
      )
      return rows
    },
  }
}
