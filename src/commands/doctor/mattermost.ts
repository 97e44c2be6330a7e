import type { Config } from '../../config.ts'
import { probeMattermost } from '../../features/provisioning/index.ts'
import { type Finding, fault, ok } from './finding.ts'

const todos: Readonly<Record<string, string>> = {
  tokenDead:
    'Make a new token for the bot and set it where the old one stands (MATTERMOST_TOKEN or MATTERMOST_SERVERS).',
  adminLost: 'Give the bot the role system_admin.',
}

/** Whether each Mattermost answers, knows our token, and lets us do our work. Nothing is changed there. */
export async function examineMattermost(config: Config, clock: () => Date): Promise<Finding[]> {
  const { MATTERMOST_URL: url, MATTERMOST_TOKEN: token, MODE } = config
  const further = await Promise.all(
    config.moreMattermosts.map((server) => examineServer(server, 'MATTERMOST_SERVERS', clock)),
  )
  if (!url || !token) {
    const words = MODE === 'demo' ? 'the stand-in is used' : 'access is given by hand'
    return [ok('mattermost', `No server is set: ${words}`), ...further]
  }
  return [await examineServer({ url, token }, 'MATTERMOST_URL', clock), ...further]
}

async function examineServer(
  { url, token }: { readonly url: string; readonly token: string },
  setting: string,
  clock: () => Date,
): Promise<Finding> {
  const health = await probeMattermost({ url, token }, clock)
  const { host } = new URL(url)
  if (health.state === 'ok')
    return ok('mattermost', `Mattermost ${health.version} at ${host} answers and knows us`)
  return fault(
    'mattermost',
    `Mattermost at ${host} cannot be used: ${health.code}`,
    todos[health.code] ?? `See ${setting}, and whether this machine reaches it.`,
  )
}
