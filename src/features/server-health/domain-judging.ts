import {
  type Answered,
  type BotFacts,
  type Check,
  type Level,
  majorOf,
  type Need,
  type PlaceState,
  type Shown,
  type TeamFacts,
  type Wanted,
  type WordKey,
} from './domain.ts'
import { checkSettings } from './domain-settings.ts'

/** From this version on, a server without a licence shows no GitLab button, and counts its users. */
const eleven = 11

function checkButton({ buttons }: Answered, { face, signsIn }: Wanted): Check {
  const there = buttons.openid ? 'openid' : buttons.gitlab ? 'gitlab' : 'none'
  const level = buttons[face] ? 'ok' : signsIn ? 'fault' : 'warning'
  return {
    area: 'signIn',
    key: 'button',
    level,
    present: { word: buttons[face] ? face : there },
    wanted: { word: face },
  }
}

/** An upgrade takes the button away: told before it is done. */
function checkUpgrade({ version, isEnterpriseBuild, licence, buttons }: Answered, { face }: Wanted): Check {
  const major = majorOf(version)
  const isBound = face === 'gitlab' && !buttons.openid && !(isEnterpriseBuild && licence?.isLicensed)
  const shared = { area: 'signIn', key: 'upgrade', present: version } as const
  if (major === null) return { ...shared, level: 'unknown', wanted: { word: 'fromEleven' } }
  if (major < eleven && isBound) return { ...shared, level: 'warning', wanted: { word: 'licence' } }
  return { ...shared, level: 'ok', wanted: { word: 'supported' } }
}

/** Before 11 there are no more security fixes: those of 10.11, the last of them, ended on 15-08-2026. */
function checkVersion({ version }: Answered): Check {
  const major = majorOf(version)
  const level: Level = major === null ? 'unknown' : major < eleven ? 'warning' : 'ok'
  return { area: 'signIn', key: 'version', level, present: version, wanted: { word: 'fromEleven' } }
}

/** Everybody who is there takes room, whoever let them in; those to come need some beside them. */
function checkUserCap({ limits }: Answered, { people, coming }: Need): Check {
  const most = Math.max(people, (limits?.activeUsers ?? 0) + coming)
  const shared = { area: 'capacity', key: 'userCap', wanted: { atLeast: most } } as const
  if (!limits || limits.cap === 0) return { ...shared, level: 'ok', present: { word: 'noLimit' } }
  const { cap } = limits
  const level = most > cap ? 'fault' : most >= cap * 0.9 ? 'warning' : 'ok'
  return { ...shared, level, present: cap }
}

const maxUsersKey = 'TeamSettings.MaxUsersPerTeam'

/** The team that needs most room, counting who is in it for other reasons too. */
function checkTeamCap({ settings, teams }: Answered, { byTeam }: Need): Check {
  const needs = byTeam.map(({ team, people }) => {
    const members = teams.find((one) => one.team === team)?.members ?? 0
    return { team, people: Math.max(people, members) }
  })
  const most = needs.reduce((one, other) => (other.people > one.people ? other : one), {
    team: '',
    people: 0,
  })
  const present = settings?.[maxUsersKey] ?? null
  const room = Number(present)
  const level =
    present === null ? 'unknown' : room < most.people ? 'fault' : room < most.people * 1.1 ? 'warning' : 'ok'
  const subject = most.team === '' ? {} : { subject: most.team }
  return {
    area: 'capacity',
    key: 'teamCap',
    ...subject,
    level,
    present,
    wanted: { atLeast: most.people },
    configKey: maxUsersKey,
  }
}

const word = (key: WordKey): Shown => ({ word: key })

function checkOwner(key: 'adminOwner' | 'postOwner', { isBot, ownerIsActive }: BotFacts): Check {
  const shared = { area: 'bots', key, wanted: word('ownerActive') } as const
  if (!isBot) return { ...shared, level: 'warning', present: word('person') }
  if (ownerIsActive === null) return { ...shared, level: 'unknown', present: null }
  return ownerIsActive
    ? { ...shared, level: 'ok', present: word('ownerActive') }
    : { ...shared, level: 'fault', present: word('ownerGone') }
}

function checkBots({ adminBot, postBot }: Answered): Check[] {
  const admin: Check = {
    area: 'bots',
    key: 'adminRights',
    level: adminBot.isAdmin ? 'ok' : 'fault',
    present: word(adminBot.isAdmin ? 'administrator' : 'ordinary'),
    wanted: word('administrator'),
  }
  const posting = { area: 'bots', key: 'postRights', wanted: word('ordinary') } as const
  const own = [admin, checkOwner('adminOwner', adminBot)]
  if (postBot === 'unset') return [...own, { ...posting, level: 'warning', present: word('unset') }]
  if (typeof postBot === 'string') return [...own, { ...posting, level: 'fault', present: word(postBot) }]
  return [
    ...own,
    {
      ...posting,
      level: postBot.isAdmin ? 'fault' : 'ok',
      present: word(postBot.isAdmin ? 'administrator' : 'ordinary'),
    },
    checkOwner('postOwner', postBot),
  ]
}

const levelOfPlace: Readonly<Record<PlaceState, Level>> = {
  open: 'ok',
  archived: 'fault',
  missing: 'fault',
  unread: 'unknown',
}

function checkTeam({ team, state, channels }: TeamFacts): Check[] {
  const place = (key: 'team' | 'channel', subject: string, found: PlaceState): Check => ({
    area: 'places',
    ...{ key, subject },
    level: levelOfPlace[found],
    present: word(found),
    wanted: word('open'),
  })
  return [
    place('team', team, state),
    ...channels.flatMap(({ channel, state: found, hasPostBot }): Check[] => [
      place('channel', `${team}/${channel}`, found),
      ...(hasPostBot === false && found === 'open'
        ? [
            {
              area: 'places',
              key: 'postMember',
              subject: `${team}/${channel}`,
              level: 'warning',
              present: word('notMember'),
              wanted: word('member'),
            } as const,
          ]
        : []),
    ]),
  ]
}

/** Everything that was looked at, in the order of the page. */
export function judge(answer: Answered, need: Need, wanted: Wanted): Check[] {
  const isGitLab = wanted.face === 'gitlab' && wanted.signsIn
  return [
    checkButton(answer, wanted),
    checkUpgrade(answer, wanted),
    checkVersion(answer),
    checkUserCap(answer, need),
    checkTeamCap(answer, need),
    ...checkBots(answer),
    ...checkSettings(answer.settings, {
      portal: wanted.portal,
      client: wanted.client,
      isGitLab,
      hasButtons: answer.postBot !== 'unset',
    }),
    ...answer.teams.flatMap(checkTeam),
  ]
}
