import type { Config } from '../../config.ts'
import { probeMattermost } from '../../features/provisioning/index.ts'
import {
  askServer,
  type Check,
  judge,
  nameOfCheck,
  noNeed,
  reasonOf,
  shownWords,
  type WatchedServer,
} from '../../features/server-health/index.ts'
import { watchedServers } from '../../mattermost-servers.ts'
import type { AccessNeed } from './access.ts'
import { counted, type Finding, fault, ok, warning } from './finding.ts'

const todos: Readonly<Record<string, string>> = {
  tokenDead:
    'Make a new token for the bot and set it where the old one stands (MATTERMOST_TOKEN or MATTERMOST_SERVERS).',
  adminLost: 'Give the bot the role system_admin.',
}

/**
 * Whether Mattermost answers, knows our token, lets us do our work, and is set up as it should be: what operations see
 * under Adgange, Mattermost-serveren. Nothing is changed there.
 * @param access null when the database could not be asked: places and numbers are left out then
 */
export async function examineMattermost(
  config: Config,
  clock: () => Date,
  access: AccessNeed | null,
): Promise<Finding[]> {
  const servers = watchedServers(config)
  if (servers.length === 0)
    return [
      ok(
        'mattermost',
        config.MODE === 'demo'
          ? 'No server is set: the stand-in is used'
          : 'No server is set: access is given by hand',
      ),
    ]
  const found = await Promise.all(servers.map((server) => examineServer(server, clock, access)))
  return found.flat()
}

async function examineServer(
  server: WatchedServer,
  clock: () => Date,
  access: AccessNeed | null,
): Promise<Finding[]> {
  const { host } = new URL(server.url)
  const health = await probeMattermost(server, clock)
  if (health.state !== 'ok')
    return [
      fault(
        'mattermost',
        `Mattermost at ${host} cannot be used: ${health.code}`,
        todos[health.code] ??
          'See MATTERMOST_URL or MATTERMOST_SERVERS, and whether this machine reaches it.',
      ),
    ]
  const answers = ok('mattermost', `Mattermost ${health.version} at ${host} answers and knows us`)
  const answer = await askServer(server, access?.managed ?? [])
  if (answer.outcome === 'silent')
    return [answers, warning('mattermost', `It could not be asked more: ${answer.code}`, 'Run this again.')]
  const checks = judge(answer, access?.needs.get(server.instance) ?? noNeed, server.wanted)
  const fine = checks.filter(({ level }) => level === 'ok').length
  return [
    answers,
    ok('mattermost', `${counted(fine, 'thing')} of ${checks.length} there are as they should be`),
    ...checks.filter(({ level }) => level !== 'ok').map(findingOf),
  ]
}

function findingOf(check: Check): Finding {
  const name = check.configKey ?? nameOfCheck(check, 'en')
  const present = shownWords(check.present, check.key, 'en')
  const wanted = shownWords(check.wanted, check.key, 'en')
  const say = check.level === 'fault' ? fault : warning
  return say('mattermost', `${name}: ${present}, should be ${wanted}`, reasonOf(check, 'en'))
}
