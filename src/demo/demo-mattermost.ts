import { existsSync } from 'node:fs'
import { newUser, type State, seedState } from './stand-in-mattermost/state.ts'
import { saveState } from './stand-in-mattermost/state-file.ts'
import { randomId } from './stand-in-mattermost/world.ts'

/** Somebody who was let in by hand once and never taken out: what reconciliation is for. */
const leftBehind = {
  username: 'tidligere.konsulent',
  email: 'tidligere.konsulent@konsulenthus.example',
  first_name: 'Tidligere',
  last_name: 'Konsulent',
  has_password: true,
}

function demoState(now: number): State {
  const state = seedState(randomId, now)
  const user = newUser(randomId(), now, leftBehind)
  state.users.push(user)
  for (const { id } of state.teams)
    state.teamMembers.push({ team_id: id, user_id: user.id, delete_at: 0, scheme_admin: false })
  for (const { id, name } of state.channels)
    if (name !== 'advisering')
      state.channelMembers.push({ channel_id: id, user_id: user.id, scheme_admin: false })
  return state
}

/** What the stand-in of the demo begins with; one that has begun keeps its own. */
export function prepareStandIn(stateFile: string, now: Date): void {
  if (!existsSync(stateFile)) saveState(stateFile, demoState(now.getTime()))
}
