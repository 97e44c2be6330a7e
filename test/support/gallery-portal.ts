import type { GrantTarget } from '../../src/features/access/index.ts'
import { assignRole, endAssignment } from '../../src/features/assignments/index.ts'
import { inJob } from '../../src/features/organisations/index.ts'
import {
  adminToken,
  type StandIn,
  startStandIn,
} from '../../src/features/provisioning/connectors/mattermost/target-for-tests.ts'
import { listDue } from '../../src/features/provisioning/store/due.ts'
import { workOnPerson } from '../../src/features/provisioning/work/work-on-person.ts'
import { connectedTargets, createWorkshop } from '../../src/features/provisioning/work/workshop.ts'
import { createRole, type RoleAccess, type RoleDraft } from '../../src/features/roles/index.ts'
import { type CastName, createTestApp, type TestApp } from './test-app.ts'

/** The portal connected to two stand-in Mattermosts, the second by the key `beredskab`. */
export interface GalleryPortal {
  readonly portal: TestApp
  readonly first: StandIn
  readonly second: StandIn
  newRole(name: string, access: readonly RoleAccess[]): Promise<string>
  give(who: CastName, roleId: string): Promise<string>
  end(assignmentId: string): Promise<void>
  /** Works on everybody who is due until nobody is. */
  runDue(): Promise<void>
  /** The channels somebody is in at a server, by name, in order. */
  channelsOf(who: CastName, at?: StandIn): Promise<string[]>
  /** Of one's record at a target: the state, and what the matter is. */
  stateOf(
    who: CastName,
    connector?: GrantTarget,
  ): Promise<{ state: string; code: string | null; facts: object }>
  /** A new channel of the team `kommuner`. @returns its id */
  newChannel(name: string, at?: StandIn): Promise<string>
  close(): Promise<void>
}

const texts = {
  ...{ purpose: 'Formål', tasks: 'Opgaver', responsibility: '', competences: '' },
  ...{ accessNote: '', handOver: '', takeOver: '' },
}

export const draftNamed = (name: string, access: readonly RoleAccess[]): RoleDraft => ({
  ...{ name, kind: 'crossCutting', solution: null, minimumHolders: 0, maximumHolders: null },
  ...{ hasPrimary: false, certificationMonths: null, nonResponse: 'keep', graceDays: 14 },
  ...texts,
  access,
})

const mostTurns = 100

export async function openGallery(): Promise<GalleryPortal> {
  const [first, second] = await Promise.all([startStandIn(), startStandIn()])
  const portal = await createTestApp({
    environment: { MATTERMOST_URL: first.url, MATTERMOST_TOKEN: adminToken },
  })
  const { world } = portal.app
  const at = { url: first.url, token: adminToken }
  const further = [{ connector: 'mattermost-beredskab' as const, url: second.url, token: adminToken }]
  const workshop = createWorkshop(world, at, further)
  const accountOf = async (who: CastName, connector: GrantTarget) => {
    const { id } = await portal.actor(who)
    const { rows } = await portal.owner.query<{
      account_id: string | null
      state: string
      last_error: never
    }>(
      'select account_id, state, last_error from provisioning_record where user_id = $1 and connector = $2',
      [id, connector],
    )
    if (!rows[0]) throw new Error(`${who} has no record at ${connector}`)
    return rows[0]
  }
  const connectorAt = (server: StandIn): GrantTarget =>
    server === first ? 'mattermost' : 'mattermost-beredskab'
  const teamAt = async (server: StandIn) => (await server.api('GET', '/teams/name/kommuner')).body.id
  return {
    ...{ portal, first, second },
    newRole: async (name, access) =>
      (await portal.act('Signe', (ctx) => createRole(ctx, draftNamed(name, access)))).id,
    async give(who, roleId) {
      const { id: userId } = await portal.actor(who)
      const by = who === 'Lone' ? 'Lone' : 'Katrine'
      return (await portal.act(by, (ctx) => assignRole(ctx, { roleId, userId }))).id
    },
    end: (assignmentId) =>
      portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Nyt job' })),
    async runDue() {
      for (let turn = 0; turn < mostTurns; turn++) {
        const [key] = await inJob(world, (ctx) => listDue(ctx, connectedTargets(at, further)))
        if (!key) return
        await workOnPerson(workshop, key)
      }
      throw new Error('Somebody is due for ever.')
    },
    async channelsOf(who, server = first) {
      const { account_id: account } = await accountOf(who, connectorAt(server))
      const { body } = await server.api<{ name: string }[]>(
        'GET',
        `/users/${account}/teams/${await teamAt(server)}/channels`,
      )
      const everybodys = ['off-topic', 'town-square']
      return body
        .map(({ name }) => name)
        .filter((name) => !everybodys.includes(name))
        .sort()
    },
    async stateOf(who, connector = 'mattermost') {
      const { state, last_error: error } = await accountOf(who, connector)
      const { code, facts } = (error ?? { code: null, facts: {} }) as { code: string | null; facts: object }
      return { state, code, facts }
    },
    async newChannel(name, server = first) {
      const body = { team_id: await teamAt(server), name, display_name: name, type: 'P' }
      return (await server.api('POST', '/channels', body)).body.id
    },
    async close() {
      await portal.close()
      await Promise.all([first.close(), second.close()])
    },
  }
}
