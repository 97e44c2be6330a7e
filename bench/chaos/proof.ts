import type { ChaosPortal } from './chaos-portal.ts'
import { defaultChannels } from './drift.ts'
import type { ChaosPerson } from './people.ts'
import { heldRoles, type KnownPerson, knownPersons } from './truth.ts'

interface Account {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly delete_at: number
  readonly auth_service: string
  readonly is_bot: boolean
}

interface Named {
  readonly id: string
  readonly name: string
}

/** The whole answer to a question; the server does not fail any more. */
async function ask<T>({ standIn: { api } }: ChaosPortal, path: string): Promise<T> {
  const { status, body } = await api('GET', path)
  if (status !== 200) throw new Error(`GET ${path}: ${status}`)
  return body as T
}

async function accountsOf(portal: ChaosPortal): Promise<Account[]> {
  const accounts: Account[] = []
  for (let page = 0; ; page++) {
    const some = await ask<Account[]>(portal, `/users?per_page=200&page=${page}`)
    accounts.push(...some)
    if (some.length < 200) break
  }
  return accounts.filter(({ is_bot: isBot, username }) => !isBot && username !== 'sysadmin')
}

/** 'team/channel' and 'team' of everything an account is a member of. */
async function placesOf(portal: ChaosPortal, accountId: string): Promise<string[]> {
  const places: string[] = []
  for (const team of await ask<Named[]>(portal, `/users/${accountId}/teams`)) {
    const channels = await ask<Named[]>(portal, `/users/${accountId}/teams/${team.id}/channels`)
    places.push(team.name, ...channels.map(({ name }) => `${team.name}/${name}`))
  }
  return places.sort()
}

function wantedPlaces({ people }: ChaosPortal, roleIds: readonly string[]): string[] {
  const opened = people.roles.filter(({ id }) => roleIds.includes(id)).flatMap(({ opens }) => opens)
  const places = opened.flatMap(({ team, channels }) => [
    team,
    ...[...channels, ...defaultChannels].map((channel) => `${team}/${channel}`),
  ])
  return [...new Set(places)].sort()
}

interface Compared {
  readonly person: ChaosPerson
  readonly account: Account | undefined
  readonly known: KnownPerson | undefined
  readonly wanted: readonly string[]
}

/** Differences between what one person should have and what there is. */
async function differencesOf(portal: ChaosPortal, compared: Compared): Promise<string[]> {
  const { account, known, wanted, person } = compared
  const isWanted = wanted.length > 0
  const wrong = (what: string) => `${person.email}: ${what} (record: ${known?.state ?? 'none'})`
  if (!account) return isWanted ? [wrong('has a role and no account')] : []
  const differences: string[] = []
  const places = await placesOf(portal, account.id)
  if (places.join() !== wanted.join())
    differences.push(wrong(`is in [${places.join(' ')}], should be in [${wanted.join(' ')}]`))
  if ((account.delete_at === 0) !== isWanted)
    differences.push(wrong(isWanted ? 'is deactivated' : 'is active without a role'))
  if (isWanted && account.auth_service !== 'gitlab') differences.push(wrong('is not bound to the sign-in'))
  const sessions = isWanted ? [] : await ask<unknown[]>(portal, `/users/${account.id}/sessions`)
  if (sessions.length > 0) differences.push(wrong(`has ${sessions.length} open sessions`))
  if (known && known.state !== (isWanted ? 'active' : 'closed'))
    differences.push(wrong(`should be ${isWanted ? 'active' : 'closed'}`))
  return differences
}

/** What the server itself would do with each number: the account behind it opens for those with a role alone. */
async function doorsOf(portal: ChaosPortal, compared: readonly Compared[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { known, wanted, person } of compared) {
    if (!known) continue
    const status = await portal.standIn.signIn(Number(known.sso_id))
    const isOpen = status === 200
    if (isOpen !== wanted.length > 0) wrong.push(`${person.email}: its number answers ${status}`)
  }
  return wrong
}

/**
 * Holds everything that is at the server against what the assignments say. To be asked when nothing is under way; the
 * last part signs people in.
 * @returns every difference, in words; empty when actual is desired
 */
export async function findDifferences(
  portal: ChaosPortal,
): Promise<{ differences: string[]; accounts: number }> {
  const accounts = await accountsOf(portal)
  const held = await heldRoles(portal)
  const known = new Map((await knownPersons(portal.owner)).map((person) => [person.user_id, person]))
  const differences: string[] = []
  const compared: Compared[] = []
  for (const person of portal.people.persons) {
    const own = accounts.filter(({ email }) => email === person.email)
    if (own.length > 1) differences.push(`${person.email} has ${own.length} accounts`)
    const wanted = wantedPlaces(portal, held.get(person.id) ?? [])
    compared.push({ person, account: own[0], known: known.get(person.id), wanted })
  }
  const everGiven = [...known.values()].length
  if (accounts.length > everGiven)
    differences.push(`${accounts.length} accounts for ${everGiven} people who ever had a role`)
  for (const one of compared) differences.push(...(await differencesOf(portal, one)))
  differences.push(...(await doorsOf(portal, compared)))
  return { differences, accounts: accounts.length }
}
