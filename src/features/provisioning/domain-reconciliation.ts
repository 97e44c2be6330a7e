import { mergeAccess, type TeamAccess } from './domain.ts'
import { listsOf, type SeenAccount, type SeenList, type Survey } from './domain-survey.ts'

/** Somebody Tværs keeps a record of at the target, as the record and the assignments have it. */
export interface KnownPerson {
  readonly organisationId: number
  readonly userId: string
  readonly userName: string
  readonly email: string | null
  readonly ssoId: number
  readonly epoch: number
  readonly accountId: string | null
  readonly origin: 'created' | 'adopted' | null
  readonly username: string | null
  readonly presence: 'present' | 'absent'
  readonly wanted: readonly TeamAccess[]
  /** Proven before the reading began, and what the assignments say now: what is otherwise is being worked on. */
  readonly isSettled: boolean
}

/** What can be otherwise than the assignments say (A4). */
export const findingKinds = [
  'reactivated',
  'stillMember',
  'missing',
  'unlinked',
  'unmanaged',
  'collision',
  'renamed',
  'placeArchived',
  'placeMissing',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** `none`: told of, for a human or for time to settle. */
export type Remedy = 'grant' | 'revoke' | 'bind' | 'remove' | 'none'

/** What a worker puts right by itself once it is asked to: it reads anew, decides and proves. */
export const fixedByWork: readonly Remedy[] = ['grant', 'revoke', 'bind']

export interface Finding {
  readonly kind: FindingKind
  readonly remedy: Remedy
  readonly person: KnownPerson | null
  readonly account: Pick<SeenAccount, 'id' | 'username'> | null
  readonly places: readonly TeamAccess[]
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export interface Comparing {
  readonly known: readonly KnownPerson[]
  readonly survey: Survey
  /** Accounts an operator has said belong there without a role. */
  readonly accepted: ReadonlySet<string>
  readonly unmanaged: 'report' | 'remove'
  /** Addresses and who has them, where somebody's own has changed: lower case → account. */
  readonly holders: ReadonlyMap<string, Pick<SeenAccount, 'id' | 'username'>>
}

const placeOf = ({ team, channel }: Pick<SeenList, 'team' | 'channel'>): TeamAccess => ({
  team,
  channels: channel ? [channel] : [],
})

const wants = (person: KnownPerson, { team, channel }: SeenList): boolean =>
  person.wanted.some((access) => access.team === team && (!channel || access.channels.includes(channel)))

const finding = (
  kind: FindingKind,
  remedy: Remedy,
  more: Partial<Omit<Finding, 'kind' | 'remedy'>>,
): Finding => ({ kind, remedy, person: null, account: null, places: [], facts: {}, ...more })

function missingOf(person: KnownPerson, account: SeenAccount | null, lists: readonly SeenList[]): Finding[] {
  if (!account) return [finding('missing', 'grant', { person, facts: { lacks: 'account' } })]
  const lacking = lists.filter(
    (list) => list.state === 'open' && wants(person, list) && !list.members.has(account.id),
  )
  if (account.isActive && lacking.length === 0) return []
  return [
    finding('missing', 'grant', {
      ...{ person, account },
      places: mergeAccess(lacking.map(placeOf)),
      facts: { lacks: account.isActive ? 'places' : 'active' },
    }),
  ]
}

const isLinked = ({ signIn }: SeenAccount, { ssoId }: KnownPerson): boolean =>
  signIn.service === 'ours' && (signIn.key === null || signIn.key === String(ssoId))

/** The address and the user name follow at the next sign-in, unless somebody else has the address. */
function renamedOf(person: KnownPerson, account: SeenAccount, holders: Comparing['holders']): Finding[] {
  const email = person.email?.toLowerCase() ?? account.email
  const facts: Record<string, string> = {
    ...(email !== account.email.toLowerCase() && { emailThere: account.email, emailHere: email }),
    ...(person.username && person.username !== account.username && { usernameHere: person.username }),
  }
  if (Object.keys(facts).length === 0) return []
  const holder = facts.emailHere ? holders.get(email) : undefined
  if (!holder || holder.id === account.id) return [finding('renamed', 'none', { person, account, facts })]
  const taken = { ...facts, takenBy: holder.username }
  return [finding('collision', 'none', { person, account, facts: taken })]
}

function extraOf(person: KnownPerson, account: SeenAccount, given: Comparing, lists: readonly SeenList[]) {
  // One place may be named in two ways, by name and by id: wanted by one is wanted.
  const wanted = new Set(lists.filter((list) => wants(person, list)).map(({ id }) => id))
  const extra = lists.filter((list) => list.members.has(account.id) && !wanted.has(list.id))
  if (extra.length === 0 || given.accepted.has(account.id)) return []
  const remedy = given.unmanaged === 'remove' ? 'remove' : 'none'
  return [finding('unmanaged', remedy, { person, account, places: mergeAccess(extra.map(placeOf)) })]
}

function ofPresent(person: KnownPerson, given: Comparing, lists: readonly SeenList[]): Finding[] {
  const account = given.survey.accounts.get(person.accountId ?? '') ?? null
  const missing = missingOf(person, account, lists)
  if (!account) return missing
  const unlinked = isLinked(account, person) ? [] : [finding('unlinked', 'bind', { person, account })]
  return [
    ...missing,
    ...unlinked,
    ...renamedOf(person, account, given.holders),
    ...extraOf(person, account, given, lists),
  ]
}

/** Accounts of people who have access now, settled or on their way. */
const heldNow = (known: readonly KnownPerson[]): ReadonlySet<string> =>
  new Set(
    known.flatMap(({ presence, accountId }) => (presence === 'present' && accountId ? [accountId] : [])),
  )

/**
 * An account that was taken over stays open; only what Tværs made is closed, and only memberships count of the other. One
 * that somebody else has been given since is theirs: what it may not reach is found by their record.
 */
function ofAbsent(
  person: KnownPerson,
  given: Comparing,
  lists: readonly SeenList[],
  held: ReadonlySet<string>,
): Finding[] {
  const account = given.survey.accounts.get(person.accountId ?? '')
  if (!account || held.has(account.id)) return []
  const places = mergeAccess(lists.filter((list) => list.members.has(account.id)).map(placeOf))
  const isOpen = account.isActive && person.origin === 'created'
  if (!isOpen && places.length === 0) return []
  return [finding(isOpen ? 'reactivated' : 'stillMember', 'revoke', { person, account, places })]
}

/** Members nobody's role brought there. One who came while it was read may be on the way to a record. */
function ofStrangers(given: Comparing, lists: readonly SeenList[]): Finding[] {
  const ours = new Set(given.known.flatMap(({ accountId }) => accountId ?? []))
  const remedy = given.unmanaged === 'remove' ? 'remove' : 'none'
  const strangers = new Map<string, SeenList[]>()
  for (const list of lists) {
    for (const id of list.members) {
      if (ours.has(id) || given.accepted.has(id)) continue
      strangers.set(id, [...(strangers.get(id) ?? []), list])
    }
  }
  return [...strangers].flatMap(([id, where]) => {
    const account = given.survey.accounts.get(id)
    if (!account?.isActive || account.kind !== 'person') return []
    if (account.createdAt >= given.survey.beganAt) return []
    return [finding('unmanaged', remedy, { account, places: mergeAccess(where.map(placeOf)) })]
  })
}

/** Places somebody's role opens that are not open: what is not there by its name may have been renamed. */
function ofPlaces(given: Comparing, lists: readonly SeenList[]): Finding[] {
  return lists
    .filter((list) => list.state !== 'open')
    .flatMap((list) => {
      const people = given.known.filter((one) => one.presence === 'present' && wants(one, list)).length
      if (people === 0) return []
      const kind = list.state === 'archived' ? 'placeArchived' : 'placeMissing'
      return [finding(kind, 'none', { places: [placeOf(list)], facts: { people } })]
    })
}

/** Everything that is not as the assignments say, what is dangerous first. Decides nothing about who should have what. */
export function compare(given: Comparing): Finding[] {
  const lists = listsOf(given.survey)
  const settled = given.known.filter((person) => person.isSettled)
  const held = heldNow(given.known)
  const found = [
    ...settled.flatMap((person) =>
      person.presence === 'present' ? ofPresent(person, given, lists) : ofAbsent(person, given, lists, held),
    ),
    ...ofStrangers(given, lists),
    ...ofPlaces(given, lists),
  ]
  return found.sort((one, other) => findingKinds.indexOf(one.kind) - findingKinds.indexOf(other.kind))
}

/** Addresses to be asked for: somebody's own is another than their account's, so that it may be taken. */
export function changedAddresses(
  known: readonly KnownPerson[],
  accounts: ReadonlyMap<string, SeenAccount>,
): string[] {
  return known.flatMap(({ accountId, email, isSettled, presence }) => {
    const account = accounts.get(accountId ?? '')
    if (!account || !email || !isSettled || presence === 'absent') return []
    return account.email.toLowerCase() === email.toLowerCase() ? [] : [email.toLowerCase()]
  })
}
