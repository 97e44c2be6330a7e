import type { GrantKey } from '../../src/features/access/index.ts'
import { assignRole, endAssignment } from '../../src/features/assignments/index.ts'
import { inJob } from '../../src/features/organisations/index.ts'
import {
  type StandIn,
  startStandIn,
} from '../../src/features/provisioning/connectors/mattermost/target-for-tests.ts'
import type { TeamAccess } from '../../src/features/provisioning/domain.ts'
import { listDue } from '../../src/features/provisioning/store/due.ts'
import { type Workshop, workOnPerson } from '../../src/features/provisioning/work/work-on-person.ts'
import {
  connectedTargets,
  createWorkshop,
  type MattermostAt,
} from '../../src/features/provisioning/work/workshop.ts'
import type { Context } from '../../src/kernel/context.ts'
import { type CastName, createTestApp, type TestApp } from './test-app.ts'

export const token = 'adm1nt0kenadm1nt0kenadm1nt'

/** The portal with a stand-in Mattermost beside it, or without any connection. */
export interface ProvisioningPortal {
  readonly portal: TestApp
  readonly workshop: Workshop
  /** A new stand-in Mattermost in place of the one before. */
  connectAnew(): Promise<StandIn>
  /** As without MATTERMOST_URL: everything is done by hand. */
  disconnect(): void
  /** A role of the gallery that opens places. @returns its id */
  newRole(name: string, opens: readonly TeamAccess[], connector?: GrantKey['connector']): Promise<string>
  give(who: CastName, roleId: string, more?: object): Promise<string>
  end(assignmentId: string, by?: CastName): Promise<void>
  key(name: CastName, connector?: GrantKey['connector']): Promise<GrantKey>
  /** Works on everybody who needs it until nobody does, as the sweep and its jobs would. @returns how many it took */
  runDue(workshop?: Workshop): Promise<number>
  record(name: CastName): Promise<RecordFields>
  events(type: string): Promise<{ subject_id: string; organisation_id: number; facts: object }[]>
  /** Forgets every assignment, record, event and move, and the gallery. */
  clear(): Promise<void>
  close(): Promise<void>
}

export type RecordFields = Record<string, unknown> & {
  state: string
  presence: string
  epoch: number
  attempt: number
  username: string | null
  account_id: string | null
  active_since: Date | null
  closed_at: Date | null
  next_attempt_at: Date | null
  last_error: { code: string } | null
}

const mostTurns = 200

/** The portal, without a connection until `connectAnew`. */
export async function openPortal(): Promise<ProvisioningPortal> {
  const portal = await createTestApp()
  const { world } = portal.app
  let standIn: StandIn | null = null
  let at: MattermostAt = null
  let workshop = createWorkshop(world, at)
  const act = <T>(name: CastName, work: (ctx: Context) => Promise<T>) => portal.act(name, work)
  return {
    portal,
    get workshop() {
      return workshop
    },
    async connectAnew() {
      await standIn?.close()
      standIn = await startStandIn()
      at = { url: standIn.url, token }
      workshop = createWorkshop(world, at)
      return standIn
    },
    disconnect() {
      at = null
      workshop = createWorkshop(world, at)
    },
    async newRole(name, opens, connector = 'mattermost') {
      const id = portal.clock.newId()
      await portal.owner.query(`insert into role (id, name, kind) values ($1, $2, 'crossCutting')`, [
        id,
        name,
      ])
      await portal.owner.query(
        `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
         values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $1, 'Signe Bruun', role_rules($1))`,
        [id, portal.clock.now()],
      )
      for (const { team, channels } of opens)
        await portal.owner.query(
          'insert into role_access (role_id, connector, team, channels) values ($1, $2, $3, $4)',
          [id, connector, team, channels],
        )
      return id
    },
    async give(who, roleId, more = {}) {
      const { id: userId } = await portal.actor(who)
      const by = who === 'Lone' ? 'Lone' : 'Katrine'
      return (await act(by, (ctx) => assignRole(ctx, { roleId, userId, ...more }))).id
    },
    end: (assignmentId, by = 'Katrine') =>
      act(by, (ctx) => endAssignment(ctx, { assignmentId, reason: 'Nyt job' })),
    async key(name, connector = 'mattermost') {
      const { id: userId, organisationId } = await portal.actor(name)
      return { organisationId, userId, connector }
    },
    async runDue(by) {
      let taken = 0
      for (let turn = 0; turn < mostTurns; turn++) {
        const [key] = await inJob(world, (ctx) => listDue(ctx, connectedTargets(at)))
        if (!key) return taken
        await workOnPerson(by ?? workshop, key)
        taken += 1
      }
      throw new Error('Somebody is due for ever.')
    },
    async record(name) {
      const { id } = await portal.actor(name)
      const { rows } = await portal.owner.query<RecordFields>(
        'select * from provisioning_record where user_id = $1',
        [id],
      )
      if (!rows[0]) throw new Error(`${name} has no record`)
      return rows[0]
    },
    async events(type) {
      const { rows } = await portal.owner.query(
        'select subject_id, organisation_id, facts from event where type = $1 order by id',
        [type],
      )
      return rows
    },
    async clear() {
      portal.clock.moveTo('2026-11-23T09:00:00Z')
      await portal.owner.query(
        'truncate reconciliation_finding, reconciliation, removal_hold_person, removal_hold, accepted_member, watched_place, provisioning_target, provisioning_step, provisioning_record, assignment, role_ending, role_access, role_version, event; delete from role; delete from pgboss.job; update user_account set moves = 0',
      )
    },
    async close() {
      await portal.close()
      await standIn?.close()
    },
  }
}

/** The places of the role in the facts. */
export const kommuner: TeamAccess = {
  team: 'kommuner',
  channels: ['varsler', 'advisering', 'teknisk-sparring'],
}
