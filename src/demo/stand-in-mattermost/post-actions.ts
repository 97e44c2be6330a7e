import { z } from 'zod'
import { ApiFault, forbidden } from './api-fault.ts'
import { isAdmin } from './caller.ts'
import { attachmentsOf } from './post-views.ts'
import type { StoredPost, StoredUser } from './state.ts'
import { getChannel, getTeam, type World } from './world.ts'

const integration = z.object({ url: z.url(), context: z.record(z.string(), z.unknown()).default({}) })

const answer = z.object({
  update: z
    .object({ message: z.string().default(''), props: z.record(z.string(), z.unknown()).default({}) })
    .nullish(),
  ephemeral_text: z.string().default(''),
})

/** The real server waits no longer either. */
const patience = 5_000

const failed = (): ApiFault => new ApiFault(400, 'api.post.do_action.action_integration.app_error')

function findIntegration(post: StoredPost, actionId: string): z.output<typeof integration> {
  const actions = attachmentsOf(post).flatMap((attachment) => attachment.actions ?? [])
  const parsed = integration.safeParse(actions.find((action) => action.id === actionId)?.integration)
  if (!parsed.success) throw new ApiFault(404, 'api.post.do_action.action_id.app_error')
  return parsed.data
}

function bodyFor(world: World, user: StoredUser, post: StoredPost, context: Record<string, unknown>) {
  const channel = getChannel(world, post.channel_id)
  const team = getTeam(world, channel.team_id)
  return {
    user_id: user.id,
    user_name: user.username,
    channel_id: channel.id,
    channel_name: channel.name,
    team_id: team.id,
    team_domain: team.name,
    post_id: post.id,
    trigger_id: world.newId(),
    type: '',
    data_source: '',
    context,
  }
}

async function askIntegration(url: string, body: object): Promise<z.output<typeof answer>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mattermost-Bot/1.1' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    })
    if (response.status !== 200) throw failed()
    return answer.parse(await response.json())
  } catch {
    throw failed()
  }
}

/**
 * Somebody presses a button below a post: the server behind it is told who, where and what, and may answer with the post
 * as it is from now on and a word for that person alone.
 * @returns that word
 */
export async function pressAction(
  world: World,
  user: StoredUser,
  postId: string,
  actionId: string,
): Promise<string> {
  const post = world.state.posts.find(({ id }) => id === postId)
  if (!post) throw new ApiFault(404, 'app.post.get.app_error')
  const isMember = world.state.channelMembers.some(
    (member) => member.channel_id === post.channel_id && member.user_id === user.id,
  )
  if (!isMember && !isAdmin(world, user)) throw forbidden('read_channel_content')
  const { url, context } = findIntegration(post, actionId)
  const { update, ephemeral_text } = await askIntegration(url, bodyFor(world, user, post, context))
  if (update) {
    // Whole, not merged: what is left out is gone. Only what says that a bot wrote it stays.
    post.message = update.message
    post.props = { ...update.props, ...(post.props.from_bot === 'true' && { from_bot: 'true' }) }
    post.edit_at = world.now()
  }
  return ephemeral_text
}
