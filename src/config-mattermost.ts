import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** More Mattermost servers than one, among all other settings in `config.ts`. */
export const mattermostShape = {
  MATTERMOST_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Mattermost server; unset in demo: the stand-in; unset in production: access is given by hand'),
  MATTERMOST_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Token of the provisioning bot; required with MATTERMOST_URL'),
  MATTERMOST_POST_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Token of the ordinary bot that posts in channels; unset: nothing is posted'),
  MATTERMOST_SIGN_IN: z
    .enum(['gitlab', 'openid'])
    .default('gitlab')
    .describe('The button Mattermost signs people in with: accounts are bound to it'),
  MATTERMOST_SSO_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Secret of the client “mattermost”, at least 32 characters; set: Tværs signs its role holders in',
    ),
  MATTERMOST_PORT: z.coerce
    .number('must be a number')
    .int()
    .min(0)
    .max(65_535)
    .default(8065)
    .describe('Port of the stand-in Mattermost (demo mode)'),
  MATTERMOST_SERVERS: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file with more Mattermost servers than that of MATTERMOST_URL; see Mattermost below'),
} as const

/** One server, and the connector it is in roles and records. */
export interface MattermostServer {
  readonly connector: 'mattermost' | `mattermost-${string}`
  readonly url: string
  readonly token: string
  readonly service: 'gitlab' | 'openid'
  /** Of the client the server is: Tværs signs people in there, as nobody else knows the numbers accounts are bound to. */
  readonly ssoSecret: string
}

const oneServer = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9]{0,19}$/, 'must be 1 to 20 of a-z and 0-9, a letter first'),
  url: z.url({ protocol: /^https?$/, error: 'must be an address, e.g. https://mattermost.example' }),
  token: z.string('is required').min(1, 'is required'),
  signIn: z.enum(['gitlab', 'openid'], 'must be gitlab or openid').default('gitlab'),
  // Without it people would be signed in by somebody else, to whom the number of an account is another person's.
  ssoSecret: z
    .string('is required: accounts are bound to numbers that Tværs alone signs in with')
    .min(32, 'must be at least 32 characters'),
})

const name = 'MATTERMOST_SERVERS'

/** What stands in the file; null, with the fault told, where it cannot be read. Its text holds tokens: it is never repeated. */
function readList(file: string, faults: string[]): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    faults.push(`${name}: the file ${file} cannot be read`)
    return null
  }
  try {
    return JSON.parse(text)
  } catch {
    faults.push(`${name}: the file ${file} is not JSON`)
    return null
  }
}

function tellTwice(values: readonly string[], what: string, faults: string[]): void {
  const twice = values.filter((value, index) => values.indexOf(value) < index)
  for (const value of new Set(twice)) faults.push(`${name}: the ${what} ${value} stands twice`)
}

/**
 * The servers beside that of MATTERMOST_URL, from the file that names them.
 * @param firstUrl that of MATTERMOST_URL: the same server twice would be two connectors that undo each other's work
 * @param isDemo servers may then be reached without encryption
 * @returns the servers, or none with every fault there is
 */
export function readMattermostServers(
  file: string | undefined,
  firstUrl: string | undefined,
  isDemo: boolean,
): { readonly servers: readonly MattermostServer[]; readonly faults: readonly string[] } {
  if (!file) return { servers: [], faults: [] }
  const faults: string[] = []
  const list = readList(file, faults)
  if (faults.length > 0) return { servers: [], faults }
  const parsed = z.array(oneServer).safeParse(list)
  for (const { path, message } of parsed.error?.issues ?? [])
    faults.push(`${name}: ${path.length > 0 ? `${path.join('.')} ` : ''}${message}`)
  const given = parsed.data ?? []
  const origins = [firstUrl, ...given.map(({ url }) => url)].flatMap((url) => (url ? addressOf(url) : []))
  tellTwice(
    given.map(({ key }) => key),
    'key',
    faults,
  )
  tellTwice(origins, 'server', faults)
  if (!isDemo)
    for (const { key, url } of given)
      if (!url.startsWith('https:')) faults.push(`${name}: ${key} must be https in production`)
  const servers = given.map(
    ({ key, signIn, ...at }): MattermostServer => ({
      connector: `mattermost-${key}`,
      ...at,
      service: signIn,
    }),
  )
  return faults.length > 0 ? { servers: [], faults } : { servers, faults }
}

/** Host and path: what makes two addresses the same server. */
const addressOf = (url: string): string[] =>
  URL.canParse(url) ? [new URL(url).host + new URL(url).pathname.replace(/\/+$/, '')] : []

/** Tokens and secrets in the file, so that they can be cut out of what is shown; none where it cannot be read. */
export function tokensIn(file: string | undefined): string[] {
  const list = file ? readList(file, []) : null
  if (!Array.isArray(list)) return []
  return list.flatMap((one) => [one?.token, one?.ssoSecret].filter((secret) => typeof secret === 'string'))
}

/** What of these settings does not go together. */
export function mattermostContradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = []
  if (given.MATTERMOST_URL && !given.MATTERMOST_TOKEN)
    faults.push('MATTERMOST_TOKEN: required with MATTERMOST_URL')
  if (given.MATTERMOST_POST_TOKEN && !given.MATTERMOST_URL)
    faults.push('MATTERMOST_URL: required with MATTERMOST_POST_TOKEN')
  if (given.MATTERMOST_POST_TOKEN && given.MATTERMOST_POST_TOKEN === given.MATTERMOST_TOKEN)
    faults.push('MATTERMOST_POST_TOKEN: must be of another bot than MATTERMOST_TOKEN')
  if (given.MATTERMOST_SSO_SECRET && !given.MATTERMOST_URL)
    faults.push('MATTERMOST_URL: required with MATTERMOST_SSO_SECRET')
  return faults
}
