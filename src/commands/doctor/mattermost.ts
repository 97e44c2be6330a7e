import type { Config } from '../../config.ts'
import { probeMattermost } from '../../features/provisioning/index.ts'
import { type Finding, fault, ok } from './finding.ts'

const todos: Readonly<Record<string, string>> = {
  tokenDead: 'Make a new token for the bot and set MATTERMOST_TOKEN.',
  adminLost: 'Give the bot the role system_admin.',
}

/** Whether Mattermost answers, knows our token, and lets us do our work. Nothing is changed there. */
export async function examineMattermost(config: Config, clock: () => Date): Promise<Finding[]> {
  const { MATTERMOST_URL: url, MATTERMOST_TOKEN: token, MODE } = config
  if (!url || !token)
    return [
      ok(
        'mattermost',
        MODE === 'demo'
          ? 'No server is set: the stand-in is used'
          : 'No server is set: access is given by hand',
      ),
    ]
  const health = await probeMattermost({ url, token }, clock)
  const { host } = new URL(url)
  return health.state === 'ok'
    ? [ok('mattermost', `Mattermost ${health.version} at ${host} answers and knows us`)]
    : [
        fault(
          'mattermost',
          `Mattermost at ${host} cannot be used: ${health.code}`,
          todos[health.code] ?? 'See MATTERMOST_URL, and whether this machine reaches it.',
        ),
      ]
}
