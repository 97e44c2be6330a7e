import type { Language } from '../../kernel/language.ts'
import { Frame } from './frame.tsx'
import type { State, StoredTeam, StoredUser } from './state.ts'
import { type PageTexts, texts } from './texts.ts'

type PageProps = {
  readonly state: State
  readonly now: Date
  readonly language: Language
  readonly isRefreshing: boolean
  readonly portalHref: string | undefined
  /** Who looks, where people can sign in; a reader who has not is null. */
  readonly signIn: { readonly reader: StoredUser | null } | null
}

const timeOf = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Copenhagen',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The address of the same page, in a language and with or without refreshing. */
function addressOf(language: Language, isRefreshing: boolean): string {
  const query = [language === 'en' && 'sprog=en', !isRefreshing && 'opdater=nej'].filter(Boolean).join('&')
  return query === '' ? '/' : `/?${query}`
}

function TeamPanel({ team, state, words }: { team: StoredTeam; state: State; words: PageTexts }) {
  const channels = state.channels.filter((channel) => channel.team_id === team.id)
  const countIn = (id: string): number => state.channelMembers.filter((m) => m.channel_id === id).length
  return (
    <section>
      <h3>{words.team(team.display_name) + (team.delete_at > 0 ? ` (${words.archived})` : '')}</h3>
      <ul class="channels">
        {channels.map((channel) => (
          <li key={channel.id}>
            <span>{channel.display_name + (channel.delete_at > 0 ? ` (${words.archived})` : '')}</span>
            <span>{words.members(countIn(channel.id))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function placesOf(user: StoredUser, state: State): { teams: string[]; channels: string[] } {
  const isIn = (teamId: string): boolean =>
    state.teamMembers.some((m) => m.team_id === teamId && m.user_id === user.id && m.delete_at === 0)
  const channelIds = new Set(
    state.channelMembers.filter((m) => m.user_id === user.id).map((m) => m.channel_id),
  )
  return {
    teams: state.teams.filter((team) => isIn(team.id)).map((team) => team.display_name),
    channels: state.channels.filter((channel) => channelIds.has(channel.id)).map((c) => c.display_name),
  }
}

function UserRow({ user, state, words }: { user: StoredUser; state: State; words: PageTexts }) {
  const { teams, channels } = placesOf(user, state)
  const isActive = user.delete_at === 0
  return (
    <tr>
      <td>
        <strong>{`${user.first_name} ${user.last_name}`}</strong>
        <br />
        <span class="meta">@{user.username}</span>
      </td>
      <td class={isActive ? 'status' : 'status deactivated'}>
        {isActive ? words.active : words.deactivated}
      </td>
      <td data-title={words.teams}>{teams.join(', ') || words.none}</td>
      <td data-title={words.userChannels}>{channels.join(', ') || words.none}</td>
    </tr>
  )
}

function Users({ state, words }: { state: State; words: PageTexts }) {
  const people = state.users.filter((user) => !user.is_bot)
  people.sort((a, b) => b.update_at - a.update_at || a.last_name.localeCompare(b.last_name, 'da'))
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.user}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.teams}</th>
          <th scope="col">{words.userChannels}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((user) => (
          <UserRow key={user.id} user={user} state={state} words={words} />
        ))}
      </tbody>
    </table>
  )
}

/** The way in, or who is in. */
function SignIn({ reader, state, words }: { reader: StoredUser | null; state: State; words: PageTexts }) {
  if (!reader) {
    return (
      <p>
        <a class="button" href="/oauth/gitlab/login">
          {words.signIn}
        </a>
      </p>
    )
  }
  const { channels } = placesOf(reader, state)
  return (
    <section class="reader">
      <p>
        <strong>{words.signedInAs(`${reader.first_name} ${reader.last_name}`)}</strong>
      </p>
      <p>{words.reads(channels.join(', ') || words.none)}</p>
      <p>
        <a href="/opslag">{words.posts}</a>
      </p>
      <form method="post" action="/log-af">
        <button type="submit">{words.signOut}</button>
      </form>
    </section>
  )
}

export function Page({ state, now, language, isRefreshing, portalHref, signIn }: PageProps) {
  const words = texts(language)
  const people = state.users.filter((user) => !user.is_bot && !user.roles.includes('system_admin'))
  return (
    <Frame language={language} title={words.name}>
      <p>{words.lead}</p>
      {signIn && <SignIn reader={signIn.reader} state={state} words={words} />}
      {portalHref && (
        <p>
          <a href={portalHref}>{words.toPortal}</a>
        </p>
      )}
      <p class="meta">
        {words.updated(timeOf.format(now))} {isRefreshing ? words.refreshing : ''}
      </p>
      <p>
        <a href={addressOf(language, !isRefreshing)}>
          {isRefreshing ? words.stopRefreshing : words.startRefreshing}
        </a>
      </p>
      <h2>{words.people}</h2>
      {people.length === 0 && <p>{words.nobody}</p>}
      <Users state={state} words={words} />
      <h2>{words.channels}</h2>
      {state.teams.map((team) => (
        <TeamPanel key={team.id} team={team} state={state} words={words} />
      ))}
      <p>
        <a
          href={addressOf(language === 'da' ? 'en' : 'da', isRefreshing)}
          lang={language === 'da' ? 'en' : 'da'}
        >
          {words.otherLanguage}
        </a>
      </p>
    </Frame>
  )
}
