import { z } from 'zod'
import { ApiFault } from './api-fault.ts'

/** Where the identity provider is, as `GitLabSettings` has it on the real server. */
export type GitLabSettings = {
  readonly id: string
  readonly secret: string
  readonly scope: string
  readonly authEndpoint: string
  readonly tokenEndpoint: string
  readonly userApiEndpoint: string
}

export type GitLabProfile = {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly name: string
}

const token = z.object({ access_token: z.string().min(1), token_type: z.string() })

/** A number, and not zero: text is the fault people meet most. Without a `username` there may be a `login`. */
const profile = z
  .object({
    id: z.int().refine((id) => id !== 0),
    username: z.string().default(''),
    login: z.string().default(''),
    email: z.string().min(1),
    name: z.string(),
  })
  .transform(({ login, ...rest }) => ({ ...rest, username: rest.username || login }))

const longestWait = 10_000

const fault = (status: number, id: string): ApiFault =>
  new ApiFault(status, `api.user.authorize_oauth_user.${id}.app_error`)

/** @throws ApiFault when nothing answers, or what answers is not JSON: the real server gives up the same way */
async function askJson(url: string, init: RequestInit, id: string): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(longestWait),
    })
    if (response.status === 200) return await response.json()
  } catch {
    throw fault(500, id)
  }
  throw fault(500, id)
}

/** Exchanges a code, with the secret in the form: the real server knows no other way. */
async function exchange(settings: GitLabSettings, code: string, redirectUri: string): Promise<string> {
  const form = {
    client_id: settings.id,
    client_secret: settings.secret,
    code,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
  }
  const answer = await askJson(
    settings.tokenEndpoint,
    {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { accept: 'application/json', 'user-agent': 'Mattermost-Bot/1.1' },
    },
    'token_failed',
  )
  const parsed = token.safeParse(answer)
  if (!parsed.success) throw fault(500, 'missing')
  if (parsed.data.token_type.toLowerCase() !== 'bearer') throw fault(500, 'bad_token')
  return parsed.data.access_token
}

/**
 * Who the identity provider says it is: a code for a token, and the token for a person.
 * @throws ApiFault with the id of the real server's page
 */
export async function askWho(
  settings: GitLabSettings,
  code: string,
  redirectUri: string,
): Promise<GitLabProfile> {
  const accessToken = await exchange(settings, code, redirectUri)
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` }
  const answer = await askJson(settings.userApiEndpoint, { headers }, 'response')
  const parsed = profile.safeParse(answer)
  if (!parsed.success) throw new ApiFault(400, 'api.user.login_by_oauth.parse.app_error')
  return parsed.data
}
