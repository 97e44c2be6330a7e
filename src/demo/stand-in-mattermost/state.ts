/** All that the stand-in remembers. Plain JSON, in the words of the real API, whose answers are made from it. */
export type StoredUser = {
  id: string
  create_at: number
  update_at: number
  delete_at: number
  username: string
  email: string
  email_verified: boolean
  first_name: string
  last_name: string
  nickname: string
  position: string
  locale: string
  roles: string
  auth_service: string
  auth_data: string | null
  has_password: boolean
  props: Record<string, string>
  is_bot: boolean
  /** When they last signed in, wrote something or were deactivated; not there before the first time. */
  seen_at?: number
}

export type StoredTeam = {
  id: string
  create_at: number
  delete_at: number
  name: string
  display_name: string
  type: 'O' | 'I'
}

export type StoredChannel = {
  id: string
  create_at: number
  delete_at: number
  team_id: string
  name: string
  display_name: string
  type: 'O' | 'P'
  header: string
  purpose: string
}

export type StoredTeamMember = { team_id: string; user_id: string; delete_at: number; scheme_admin: boolean }
export type StoredChannelMember = { channel_id: string; user_id: string; scheme_admin: boolean }
type StoredSession = { id: string; user_id: string; create_at: number; last_activity_at: number }
type StoredToken = { id: string; token: string; user_id: string; description: string }
export type StoredBot = { user_id: string; owner_id: string; display_name: string; delete_at: number }
type StoredHook = {
  id: string
  direction: 'incoming' | 'outgoing'
  user_id: string
  channel_id: string
}
export type StoredPost = {
  id: string
  create_at: number
  edit_at: number
  user_id: string
  channel_id: string
  message: string
  pending_post_id: string
  props: Record<string, unknown>
}

export type State = {
  users: StoredUser[]
  teams: StoredTeam[]
  teamMembers: StoredTeamMember[]
  channels: StoredChannel[]
  channelMembers: StoredChannelMember[]
  sessions: StoredSession[]
  tokens: StoredToken[]
  bots: StoredBot[]
  hooks: StoredHook[]
  posts: StoredPost[]
}

/** Channels every member of a team is in, from joining to leaving. */
export const defaultChannels = [
  { name: 'town-square', display_name: 'Town Square' },
  { name: 'off-topic', display_name: 'Off-Topic' },
] as const

const seededChannels = [
  { name: 'varsler', display_name: 'Varsler' },
  { name: 'advisering', display_name: 'Advisering' },
  { name: 'teknisk-sparring', display_name: 'Teknisk sparring' },
] as const

export function newUser(id: string, now: number, fields: Partial<StoredUser>): StoredUser {
  return {
    id,
    create_at: now,
    update_at: now,
    delete_at: 0,
    username: '',
    email: '',
    email_verified: false,
    first_name: '',
    last_name: '',
    nickname: '',
    position: '',
    locale: 'en',
    roles: 'system_user',
    auth_service: '',
    auth_data: null,
    has_password: false,
    props: {},
    is_bot: false,
    ...fields,
  }
}

/** The first user of an empty server is its administrator, whichever way they come in. */
export function addUser(state: State, user: StoredUser): void {
  if (state.users.length === 0) user.roles = 'system_user system_admin'
  state.users.push(user)
}

export const emptyState = (): State => ({
  users: [],
  teams: [],
  teamMembers: [],
  channels: [],
  channelMembers: [],
  sessions: [],
  tokens: [],
  bots: [],
  hooks: [],
  posts: [],
})

/** An administrator, her bot that Tværs acts as, and the team with its channels. */
export function seedState(newId: () => string, now: number): State {
  const administrator = newUser(newId(), now, {
    username: 'sysadmin',
    email: 'sysadmin@mattermost.test',
    first_name: 'System',
    last_name: 'Administrator',
    roles: 'system_user system_admin',
    has_password: true,
  })
  const bot = newUser(newId(), now, {
    username: 'rolleportal',
    email: 'rolleportal@localhost',
    first_name: 'Rolleportal',
    roles: 'system_user system_admin',
    is_bot: true,
  })
  const team: StoredTeam = {
    id: newId(),
    create_at: now,
    delete_at: 0,
    name: 'kommuner',
    display_name: 'Kommuner',
    type: 'I',
  }
  const channel = (named: { name: string; display_name: string }, type: 'O' | 'P'): StoredChannel => ({
    id: newId(),
    create_at: now,
    delete_at: 0,
    team_id: team.id,
    header: '',
    purpose: '',
    type,
    ...named,
  })
  return {
    ...emptyState(),
    users: [administrator, bot],
    teams: [team],
    channels: [
      ...defaultChannels.map((named) => channel(named, 'O')),
      ...seededChannels.map((named) => channel(named, 'P')),
    ],
    bots: [{ user_id: bot.id, owner_id: administrator.id, display_name: 'Rolleportal', delete_at: 0 }],
  }
}
