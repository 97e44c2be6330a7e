import { newUser } from './state.ts'
import type { World } from './world.ts'

const username = 'tvaers-opslag'

/**
 * The second bot, as an administrator would have made it by hand: an ordinary user, in the teams and channels there are.
 * Where the state survived a restart, it is there already and only its token is seen to.
 */
export function seatPostingBot(world: World, token: string): void {
  const { state } = world
  const bot = state.users.find((user) => user.username === username) ?? makeBot(world)
  const kept = state.tokens.find((one) => one.user_id === bot.id)
  if (kept) kept.token = token
  else state.tokens.push({ id: world.newId(), token, user_id: bot.id, description: 'Tværs' })
}

function makeBot(world: World) {
  const { state } = world
  const owner = state.users.find((user) => user.username === 'sysadmin')
  const bot = newUser(world.newId(), world.now(), {
    username,
    email: `${username}@localhost`,
    first_name: 'Tværs',
    is_bot: true,
  })
  state.users.push(bot)
  state.bots.push({ user_id: bot.id, owner_id: owner?.id ?? bot.id, display_name: 'Tværs', delete_at: 0 })
  for (const team of state.teams)
    state.teamMembers.push({ team_id: team.id, user_id: bot.id, delete_at: 0, scheme_admin: false })
  for (const channel of state.channels)
    state.channelMembers.push({ channel_id: channel.id, user_id: bot.id, scheme_admin: false })
  return bot
}
