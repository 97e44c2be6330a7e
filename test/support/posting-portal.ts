import type { StandInOptions } from '../../src/demo/stand-in-mattermost/stand-in-mattermost.ts'
import { assignRole, endAssignment } from '../../src/features/assignments/index.ts'
import {
  call,
  type StandIn,
  startStandIn,
} from '../../src/features/provisioning/connectors/mattermost/target-for-tests.ts'
import { workOnPerson } from '../../src/features/provisioning/work/work-on-person.ts'
import { createWorkshop } from '../../src/features/provisioning/work/workshop.ts'
import { freePort } from '../e2e/support/free-port.ts'
import { insertRole } from './factories.ts'
import { type CastName, createTestApp, type TestApp } from './test-app.ts'

const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'
export const postToken = 'p0stt0kenp0stt0kenp0stt0ke'

/** A post as the raw API shows it. */
export interface ShownPost {
  readonly id: string
  readonly user_id: string
  readonly message: string
  readonly pending_post_id: string
  readonly props: {
    readonly attachments?: readonly {
      readonly text: string
      readonly actions: readonly { readonly id: string }[]
    }[]
  }
}

/** A portal that listens, with a stand-in Mattermost beside it that calls back. */
export interface PostingPortal {
  readonly portal: TestApp
  readonly standIn: StandIn
  readonly address: string
  readonly roleId: string
  /** Does what the jobs of a queue would, once. */
  run(queue: string, facts?: Record<string, string>): Promise<void>
  /** Gives a role that opens the channel Varsler and lets provisioning finish. @returns the assignment's id */
  letIn(name: CastName): Promise<string>
  end(assignmentId: string): Promise<void>
  /** Newest first. */
  posts(channel?: string): Promise<ShownPost[]>
  channelId(channel: string): Promise<string>
  /** Somebody presses the button below a post in Mattermost. @returns the status they got */
  press(name: CastName, postId: string): Promise<number>
  pass(seconds: number): void
  clear(): Promise<void>
  close(): Promise<void>
}

interface Options {
  readonly environment?: Record<string, string>
  readonly standIn?: Partial<StandInOptions>
}

export async function openPostingPortal(options: Options = {}): Promise<PostingPortal> {
  const standIn = await startStandIn({ postToken, ...options.standIn })
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const portal = await createTestApp({
    environment: {
      BASE_URL: address,
      SECRET_KEY: 'meget-hemmelig-meget-hemmelig-ja',
      MATTERMOST_URL: standIn.url,
      MATTERMOST_TOKEN: adminToken,
      MATTERMOST_POST_TOKEN: postToken,
      ...options.environment,
    },
  })
  const { world, server } = portal.app
  await server.listen({ port, host: '127.0.0.1' })
  const roleId = await insertRole(portal, 'Cybersamarbejdet')
  await portal.owner.query(
    `insert into role_access (role_id, connector, team, channels)
     values ($1, 'mattermost', 'kommuner', '{advisering,varsler}')`,
    [roleId],
  )
  const workshop = createWorkshop(world, { url: standIn.url, token: adminToken })
  const channelId = async (channel: string): Promise<string> => {
    const team = await standIn.api('GET', '/teams/name/kommuner')
    return (await standIn.api('GET', `/teams/${team.body.id}/channels/name/${channel}`)).body.id
  }
  return {
    portal,
    standIn,
    address,
    roleId,
    channelId,
    async run(queue, facts = {}) {
      const found = world.queues.find(({ name }) => name === queue)
      if (!found) throw new Error(`No queue ${queue}`)
      await found.handle(facts, { id: 'test' })
    },
    async letIn(name) {
      const { id: userId, organisationId } = await portal.actor(name)
      const by = name === 'Lone' ? 'Lone' : 'Katrine'
      await portal.actor(by)
      const { id } = await portal.act(by, (ctx) => assignRole(ctx, { roleId, userId }))
      const key = { organisationId, userId, connector: 'mattermost' } as const
      await workOnPerson(workshop, key)
      // Their account of an earlier test is still there, and our memory of it is gone.
      const { rowCount } = await portal.owner.query(
        `update provisioning_record set may_adopt = true, state = 'preparing' where user_id = $1 and state = 'held'`,
        [userId],
      )
      if (rowCount) await workOnPerson(workshop, key)
      return id
    },
    end: (assignmentId) =>
      portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Nyt job' })),
    async posts(channel = 'varsler') {
      const { body } = await standIn.api<{ order: string[]; posts: Record<string, ShownPost> }>(
        'GET',
        `/channels/${await channelId(channel)}/posts?per_page=200`,
      )
      return body.order.flatMap((id) => body.posts[id] ?? [])
    },
    async press(name, postId) {
      const { id } = await portal.actor(name)
      const { rows } = await portal.owner.query<{ sso_id: string }>(
        'select sso_id from provisioning_record where user_id = $1',
        [id],
      )
      const session = await standIn.control<{ session_id: string }>('POST', '/sign-in', {
        auth_data: String(rows[0]?.sso_id),
      })
      const url = `${standIn.url}/api/v4/posts/${postId}/actions/set`
      return (await call(url, session.body.session_id, 'POST', {})).status
    },
    pass(seconds) {
      portal.clock.moveTo(new Date(portal.clock.now().getTime() + seconds * 1000).toISOString())
    },
    async clear() {
      await standIn.control('DELETE', '/faults')
      await portal.owner.query(
        `truncate posting_seen, posting, announcement, welcome_place, server_report, provisioning_step,
           provisioning_record, assignment, event`,
      )
      await portal.owner.query('delete from pgboss.job')
    },
    async close() {
      await portal.close()
      await standIn.close()
    },
  }
}
