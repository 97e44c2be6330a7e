import { describe, expect, it } from 'vitest'
import { checkWords } from './check-texts.ts'
import { type Answered, lightOf, majorOf, type Need, type Wanted } from './domain.ts'
import { judge } from './domain-judging.ts'

const settings = {
  'TeamSettings.EnableUserCreation': false,
  'TeamSettings.EnableOpenServer': false,
  'EmailSettings.EnableSignUpWithEmail': false,
  'EmailSettings.EnableSignInWithEmail': false,
  'EmailSettings.EnableSignInWithUsername': false,
  'ServiceSettings.SessionLengthSSOInHours': 24,
  'ServiceSettings.SessionLengthWebInHours': 24,
  'ServiceSettings.SessionLengthMobileInHours': 24,
  'ServiceSettings.ExtendSessionLengthWithActivity': false,
  'ServiceSettings.EnableUserAccessTokens': false,
  'ServiceSettings.DisableBotsWhenOwnerIsDeactivated': false,
  'ServiceSettings.EnableAPIUserDeletion': false,
  'TeamSettings.MaxUsersPerTeam': 500,
  'RateLimitSettings.Enable': false,
  'RateLimitSettings.PerSec': 10,
  'GitLabSettings.Id': 'mattermost',
  'GitLabSettings.Scope': '',
  'GitLabSettings.AuthEndpoint': 'https://tvaers.example/oauth/authorize',
  'GitLabSettings.TokenEndpoint': 'https://tvaers.example/oauth/token',
  'GitLabSettings.UserAPIEndpoint': 'https://tvaers.example/api/v4/user',
  'ServiceSettings.AllowedUntrustedInternalConnections': '',
}
const bot = { isBot: true, isAdmin: false, ownerIsActive: true }
const good: Answered = {
  outcome: 'answered',
  version: '11.7.0',
  isEnterpriseBuild: true,
  licence: { isLicensed: true, sku: 'professional' },
  buttons: { gitlab: true, openid: false },
  settings,
  limits: null,
  adminBot: { ...bot, isAdmin: true },
  postBot: bot,
  teams: [
    {
      team: 'kommuner',
      state: 'open',
      members: 100,
      channels: [{ channel: 'varsler', state: 'open', members: 90, hasPostBot: true }],
    },
  ],
}
const need: Need = { people: 100, coming: 0, byTeam: [{ team: 'kommuner', people: 100 }] }
const wanted: Wanted = {
  face: 'gitlab',
  signsIn: true,
  client: 'mattermost',
  portal: 'https://tvaers.example',
}

/** 'level key' of what is not well. */
const complaints = (answer: Partial<Answered>, more: { need?: Need; wanted?: Partial<Wanted> } = {}) =>
  judge({ ...good, ...answer }, more.need ?? need, { ...wanted, ...more.wanted })
    .filter(({ level }) => level !== 'ok')
    .map(({ level, key }) => `${level} ${key}`)

const team = good.teams[0] as Answered['teams'][number]
const withSetting = (key: string, value: string | number | boolean | null) => ({
  settings: { ...settings, [key]: value },
})

describe('a server', () => {
  it('that is as it should be is green', () => {
    const checks = judge(good, need, wanted)
    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([])
    expect(lightOf(checks)).toBe('green')
  })

  it.each([
    ['without the button', { buttons: { gitlab: false, openid: true } }, ['fault button']],
    [
      'of version 10.11 without a licence',
      { version: '10.11.0', isEnterpriseBuild: false, licence: { isLicensed: false, sku: '' } },
      ['warning upgrade', 'warning version'],
    ],
    ['of version 10.11 with a licence', { version: '10.11.0' }, ['warning version']],
    ['of no version', { version: '' }, ['unknown upgrade', 'unknown version']],
    ['whose cap is below the need', { limits: { activeUsers: 40, cap: 99 } }, ['fault userCap']],
    ['that others fill', { limits: { activeUsers: 251, cap: 250 } }, ['fault userCap']],
    ['that is nearly full', { limits: { activeUsers: 100, cap: 110 } }, ['warning userCap']],
    ['with room for all', { limits: { activeUsers: 100, cap: 250 } }, []],
    ['that tells no cap', { limits: { activeUsers: 0, cap: 0 } }, []],
    ['whose team is too small', withSetting('TeamSettings.MaxUsersPerTeam', 50), ['fault teamCap']],
    ['whose team is nearly full', withSetting('TeamSettings.MaxUsersPerTeam', 105), ['warning teamCap']],
    ['that others are in too', { teams: [{ ...team, members: 501 }] }, ['fault teamCap']],
    ['whose bot has lost its right', { adminBot: bot }, ['fault adminRights']],
    [
      'whose bot’s owner is gone',
      { adminBot: { ...bot, isAdmin: true, ownerIsActive: false } },
      ['fault adminOwner'],
    ],
    [
      'where a person’s token is used',
      { adminBot: { isBot: false, isAdmin: true, ownerIsActive: null } },
      ['warning adminOwner'],
    ],
    ['without a second bot', { postBot: 'unset' }, ['warning postRights']],
    ['whose second bot’s token is dead', { postBot: 'tokenDead' }, ['fault postRights']],
    ['whose second bot is an administrator', { postBot: { ...bot, isAdmin: true } }, ['fault postRights']],
    [
      'where sign-up is open',
      withSetting('TeamSettings.EnableOpenServer', true),
      ['fault TeamSettings.EnableOpenServer'],
    ],
    [
      'with long sessions',
      withSetting('ServiceSettings.SessionLengthSSOInHours', 720),
      ['warning ServiceSettings.SessionLengthSSOInHours'],
    ],
    [
      'with sessions that never end',
      withSetting('ServiceSettings.SessionLengthSSOInHours', 0),
      ['warning ServiceSettings.SessionLengthSSOInHours'],
    ],
    [
      'with openid in its scope',
      withSetting('GitLabSettings.Scope', 'openid profile'),
      ['fault GitLabSettings.Scope'],
    ],
    [
      'that takes itself for another server',
      withSetting('GitLabSettings.Id', 'mattermost-beredskab'),
      ['fault GitLabSettings.Id'],
    ],
    [
      'that sends people elsewhere',
      withSetting('GitLabSettings.AuthEndpoint', 'https://gitlab.example/oauth/authorize'),
      ['fault GitLabSettings.AuthEndpoint'],
    ],
    [
      'that trusts somebody else’s word on who people are',
      withSetting('GitLabSettings.UserAPIEndpoint', 'https://gitlab.example/api/v4/user'),
      ['fault GitLabSettings.UserAPIEndpoint'],
    ],
    [
      'that takes its tokens elsewhere',
      withSetting('GitLabSettings.TokenEndpoint', 'https://gitlab.example/oauth/token'),
      ['fault GitLabSettings.TokenEndpoint'],
    ],
    [
      'with a tight limiter',
      { settings: { ...settings, 'RateLimitSettings.Enable': true, 'RateLimitSettings.PerSec': 2 } },
      ['warning RateLimitSettings.PerSec'],
    ],
    ['whose team is archived', { teams: [{ ...team, state: 'archived', channels: [] }] }, ['fault team']],
    [
      'that lacks a channel',
      {
        teams: [{ ...team, channels: [{ channel: 'x', state: 'missing', members: null, hasPostBot: null }] }],
      },
      ['fault channel'],
    ],
    [
      'whose second bot is in no channel',
      { teams: [{ ...team, channels: [{ channel: 'x', state: 'open', members: 1, hasPostBot: false }] }] },
      ['warning postMember'],
    ],
  ] as const)('%s: %j', (_name, change, expected) => {
    expect(complaints(change as Partial<Answered>)).toEqual(expected)
  })

  it('that does not let its settings be read is unknown, never fine', () => {
    const found = judge({ ...good, settings: null }, need, wanted)
    expect(found.filter(({ area, level }) => area === 'settings' && level === 'ok')).toEqual([])
    expect(lightOf(found)).toBe('yellow')
  })

  it('is asked nothing of GitLab where it signs people in by OpenID Connect', () => {
    const change = {
      buttons: { gitlab: false, openid: true },
      ...withSetting('GitLabSettings.Scope', 'openid'),
    }
    expect(complaints(change, { wanted: { face: 'openid' } })).toEqual([])
  })

  it.each([
    ['https://tvaers.example', '', []],
    ['https://tvaers.kombit.local', '', ['warning ServiceSettings.AllowedUntrustedInternalConnections']],
    ['https://tvaers.kombit.local', 'other.local, tvaers.kombit.local', []],
    ['https://tvaers.kombit.local', 'other.local 10.0.0.0/8', []],
    ['http://10.1.2.3:3000', '10.1.2.3', []],
    ['http://192.168.1.9', 'tvaers.local', ['warning ServiceSettings.AllowedUntrustedInternalConnections']],
    ['http://localhost:3000', '', ['warning ServiceSettings.AllowedUntrustedInternalConnections']],
  ])('whose portal is at %s, and that calls %j inside: %j', (portal, allowed, expected) => {
    const key = 'ServiceSettings.AllowedUntrustedInternalConnections'
    const found = (postBot: Answered['postBot']) =>
      judge({ ...good, postBot, ...withSetting(key, allowed) }, need, { ...wanted, portal })
        .filter((check) => check.key === key && check.level !== 'ok' && check.level !== 'unknown')
        .map(({ level }) => `${level} ${key}`)
    expect(found(bot)).toEqual(expected)
    // Without a bot that posts there are no buttons.
    expect(found('unset')).toEqual([])
  })

  it('counts those who are still to come beside everybody who is there, for whatever reason', () => {
    const room = (activeUsers: number, coming: number) =>
      judge({ ...good, limits: { activeUsers, cap: 250 } }, { ...need, people: 100, coming }, wanted)
        .filter(({ key }) => key === 'userCap')
        .map(({ level, wanted: atLeast }) => [level, atLeast])
    expect(room(160, 100)).toEqual([['fault', { atLeast: 260 }]])
    expect(room(160, 70)).toEqual([['warning', { atLeast: 230 }]])
    expect(room(160, 10)).toEqual([['ok', { atLeast: 170 }]])
  })

  it('is warned of a button nobody uses yet', () => {
    expect(complaints({ buttons: { gitlab: false, openid: false } }, { wanted: { signsIn: false } })).toEqual(
      ['warning button'],
    )
  })
})

it('says of everything what it is and why, in both languages', () => {
  const everything = judge(
    {
      ...good,
      teams: [{ ...team, channels: [{ channel: 'x', state: 'open', members: 1, hasPostBot: false }] }],
    },
    need,
    { ...wanted, portal: 'http://localhost:3000' },
  )
  for (const language of ['da', 'en'] as const)
    for (const { key } of everything) {
      expect(checkWords(language)[key]?.name, key).toBeTruthy()
      expect(checkWords(language)[key]?.why, key).toMatch(/\.$/)
    }
})

it.each([
  ['11.7.0', 11],
  ['10.11', 10],
  ['', null],
  ['dev', null],
])('the major version of %j is %s', (version, major) => {
  expect(majorOf(version)).toBe(major)
})
