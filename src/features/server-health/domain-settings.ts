import type { Check, Level, Shown, Value } from './domain.ts'

/** What a setting should be, and how bad it is when it is not. */
interface Rule {
  readonly key: string
  readonly wanted: Shown
  readonly level: Exclude<Level, 'ok' | 'unknown'>
  readonly isRight: (value: Exclude<Value, null>) => boolean
}

const off = (key: string, level: Rule['level'] = 'warning'): Rule => ({
  key,
  level,
  wanted: false,
  isRight: (value) => value === false,
})

const hours = (key: string): Rule => ({
  key,
  level: 'warning',
  wanted: { word: 'atMost24' },
  isRight: (value) => typeof value === 'number' && value > 0 && value <= 24,
})

/** The settings that should change, most urgent first. The three at the top let people in round the roles. */
const rules: readonly Rule[] = [
  off('TeamSettings.EnableUserCreation', 'fault'),
  off('TeamSettings.EnableOpenServer', 'fault'),
  off('EmailSettings.EnableSignUpWithEmail', 'fault'),
  off('EmailSettings.EnableSignInWithEmail'),
  off('EmailSettings.EnableSignInWithUsername'),
  hours('ServiceSettings.SessionLengthSSOInHours'),
  hours('ServiceSettings.SessionLengthWebInHours'),
  hours('ServiceSettings.SessionLengthMobileInHours'),
  off('ServiceSettings.ExtendSessionLengthWithActivity'),
  off('ServiceSettings.EnableUserAccessTokens'),
  off('ServiceSettings.DisableBotsWhenOwnerIsDeactivated'),
  off('ServiceSettings.EnableAPIUserDeletion'),
]

const callbacksKey = 'ServiceSettings.AllowedUntrustedInternalConnections'

/** All that is read of a server's configuration: what the rules ask for, and what other checks need. */
export const settingKeys: readonly string[] = [
  ...rules.map(({ key }) => key),
  'ServiceSettings.SiteURL',
  'TeamSettings.MaxUsersPerTeam',
  'RateLimitSettings.Enable',
  'RateLimitSettings.PerSec',
  'RateLimitSettings.MaxBurst',
  'GitLabSettings.Id',
  'GitLabSettings.Scope',
  'GitLabSettings.AuthEndpoint',
  'GitLabSettings.TokenEndpoint',
  'GitLabSettings.UserAPIEndpoint',
  callbacksKey,
]

type Settings = Readonly<Record<string, Value>>

function checkRule({ key, wanted, level, isRight }: Rule, settings: Settings | null): Check {
  const present = settings?.[key] ?? null
  const found = present === null ? 'unknown' : isRight(present) ? 'ok' : level
  return { area: 'settings', key, configKey: key, level: found, present, wanted }
}

/** Its limiter must leave room for our own pace, when it is on. */
function checkRateLimit(settings: Settings | null): Check {
  const shared = { area: 'settings', key: 'RateLimitSettings.PerSec', wanted: { atLeast: 10 } } as const
  const isOn = settings?.['RateLimitSettings.Enable'] ?? null
  const configKey = 'RateLimitSettings.PerSec'
  if (isOn === null) return { ...shared, configKey, level: 'unknown', present: null }
  if (isOn === false) return { ...shared, configKey, level: 'ok', present: { word: 'noLimit' } }
  const present = settings?.[configKey] ?? null
  const level = present === null ? 'unknown' : Number(present) >= 10 ? 'ok' : 'warning'
  return { ...shared, configKey, level, present }
}

/** 'openid' in it asks for a licence, and the sign-in breaks. Only for the face that GitLab has. */
function checkScope(settings: Settings | null): Check {
  const configKey = 'GitLabSettings.Scope'
  const present = settings?.[configKey] ?? null
  const level = present === null ? 'unknown' : String(present).includes('openid') ? 'fault' : 'ok'
  return {
    area: 'settings',
    key: configKey,
    configKey,
    level,
    present: present === '' ? { word: 'none' } : present,
    wanted: { word: 'scope' },
  }
}

/** What the server calls itself where people are signed in: each has a gate of its own. */
function checkClient(settings: Settings | null, client: string): Check {
  const configKey = 'GitLabSettings.Id'
  const present = settings?.[configKey] ?? null
  const level = present === null ? 'unknown' : present === client ? 'ok' : 'fault'
  return { area: 'settings', key: configKey, configKey, level, present, wanted: client }
}

/** Where the server sends people who are to sign in, and whom it asks who they are. */
const endpoints = [
  ['GitLabSettings.AuthEndpoint', '/oauth/authorize'],
  ['GitLabSettings.TokenEndpoint', '/oauth/token'],
  ['GitLabSettings.UserAPIEndpoint', '/api/v4/user'],
] as const

const checkEndpoints = (settings: Settings | null, portal: string): Check[] =>
  endpoints.map(([configKey, path]) => {
    const present = settings?.[configKey] ?? null
    const wanted = new URL(path, portal).href
    const level = present === null ? 'unknown' : present === wanted ? 'ok' : 'fault'
    return { area: 'settings', key: configKey, configKey, level, present, wanted }
  })

/** A host that a server takes for one of its own network, by its name alone: it calls none of those unless told to. */
const isInternal = (host: string): boolean =>
  /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[(::1|f[cd]))/.test(host) ||
  /\.(local|localhost|internal|intranet|lan|home|corp)$/.test(host) ||
  !host.includes('.')

/** Buttons below posts come back to the portal as a call of the server's own. */
function checkCallbacks(settings: Settings | null, portal: string): Check[] {
  const host = new URL(portal).hostname
  if (!isInternal(host)) return []
  const present = settings?.[callbacksKey] ?? null
  const allowed = String(present ?? '').split(/[\s,]+/)
  // A network in the list may hold the host: that is for whoever knows the network to say.
  const otherwise = allowed.some((one) => one.includes('/')) ? 'unknown' : 'warning'
  const level = present === null ? 'unknown' : allowed.includes(host) ? 'ok' : otherwise
  return [
    {
      area: 'settings',
      key: callbacksKey,
      configKey: callbacksKey,
      level,
      present: present === '' ? { word: 'none' } : present,
      wanted: host,
    },
  ]
}

export interface SettingsWanted {
  readonly portal: string
  readonly client: string
  /** People are to be signed in as GitLab does it. */
  readonly isGitLab: boolean
  /** There is a bot that posts, and its posts have buttons. */
  readonly hasButtons: boolean
}

export function checkSettings(settings: Settings | null, wanted: SettingsWanted): Check[] {
  const { portal, client, isGitLab, hasButtons } = wanted
  return [
    ...rules.map((rule) => checkRule(rule, settings)),
    checkRateLimit(settings),
    ...(isGitLab
      ? [checkClient(settings, client), checkScope(settings), ...checkEndpoints(settings, portal)]
      : []),
    ...(hasButtons ? checkCallbacks(settings, portal) : []),
  ]
}
