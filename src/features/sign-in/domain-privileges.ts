import type { Side } from '../../kernel/actor.ts'
import { isUserSystemRole, type UserSystemRole, userSystemRoles } from '../../kernel/permissions.ts'

/** What an assertion says somebody may, for one scope (OIO Basic Privilege Profile). */
export interface PrivilegeGroup {
  readonly scope: { readonly kind: 'cvr' | 'productionUnit' | 'se' | 'cpr'; readonly value: string }
  readonly privileges: readonly string[]
  readonly constraints: readonly unknown[]
}

export interface KnownOrganisation {
  readonly id: number
  readonly name: string
  readonly cvr: string
  readonly side: Side
  /** Nobody signs in for it just now. */
  readonly isClosed: boolean
}

/** What somebody may on behalf of one organisation. */
export interface Grant {
  readonly organisationId: number
  readonly systemRoles: readonly UserSystemRole[]
}

/** Why a privilege opens nothing here. */
export type IgnoredReason =
  /** The scope is no CVR number. */
  | 'scope'
  /** Narrowed by data (dataafgrænsning), of which Tværs knows none: taken as a whole it would open more than was given. */
  | 'constraint'
  | 'unknownRole'
  | 'unknownOrganisation'
  | 'closed'
  /** The role belongs to another side: a municipality gives nobody the central body's rights. */
  | 'side'
  /** The identity provider does not speak for that organisation. */
  | 'identityProvider'

export interface Ignored {
  readonly reason: IgnoredReason
  readonly cvr: string | null
  readonly privilege: string
}

const sideOfRole: Readonly<Record<UserSystemRole, Side>> = {
  klik_administrator: 'municipality',
  bruger: 'municipality',
  kombit_redaktoer: 'central',
  kombit_drift: 'central',
  kommunecert_analytiker: 'central',
  revisor: 'central',
  leverandoer: 'supplier',
}

/**
 * The user system role a privilege names: `<domain>/roles/usersystemrole/<id>/<version>`, character by character. Another
 * spelling is another role, which we do not know.
 */
export function roleOf(privilege: string, roleDomain: string): UserSystemRole | null {
  const before = `${roleDomain}/roles/usersystemrole/`
  if (!privilege.startsWith(before)) return null
  const [, id] = /^([a-z_]+)\/[1-9][0-9]{0,3}$/.exec(privilege.slice(before.length)) ?? []
  return id !== undefined && isUserSystemRole(id) ? id : null
}

export interface Rules {
  readonly roleDomain: string
  /** Those whose CVR numbers the scopes name, as far as they are known. */
  readonly organisations: readonly KnownOrganisation[]
  /** CVR numbers the identity provider may speak for; null: any. */
  readonly speaksFor: readonly string[] | null
}

export interface Granted {
  /** One for each organisation, in the order of the assertion. */
  readonly grants: readonly Grant[]
  readonly ignored: readonly Ignored[]
}

/** What the privileges of an assertion open (S2): the scope says for whom, never the person's own organisation. */
export function grantsOf(groups: readonly PrivilegeGroup[], rules: Rules): Granted {
  const roles = new Map<number, Set<UserSystemRole>>()
  const ignored: Ignored[] = []
  for (const group of groups) {
    const { scope } = group
    const cvr = scope.kind === 'cvr' ? scope.value : null
    const organisation = rules.organisations.find((known) => known.cvr === cvr)
    for (const privilege of group.privileges) {
      const role = roleOf(privilege, rules.roleDomain)
      const reason = whyIgnored(group, organisation, role, rules)
      if (reason) ignored.push({ reason, cvr, privilege })
      else if (organisation && role)
        roles.set(organisation.id, (roles.get(organisation.id) ?? new Set()).add(role))
    }
  }
  const grants = [...roles].map(([organisationId, held]) => ({ organisationId, systemRoles: inOrder(held) }))
  return { grants, ignored }
}

/** The first thing that stands in the way; null when nothing does. */
function whyIgnored(
  group: PrivilegeGroup,
  organisation: KnownOrganisation | undefined,
  role: UserSystemRole | null,
  { speaksFor }: Rules,
): IgnoredReason | null {
  if (!role) return 'unknownRole'
  if (group.scope.kind !== 'cvr') return 'scope'
  if (group.constraints.length > 0) return 'constraint'
  if (speaksFor && !speaksFor.includes(group.scope.value)) return 'identityProvider'
  if (!organisation) return 'unknownOrganisation'
  if (sideOfRole[role] !== organisation.side) return 'side'
  return organisation.isClosed ? 'closed' : null
}

/** The widest right first, as it stands in the header. */
const inOrder = (held: ReadonlySet<UserSystemRole>): UserSystemRole[] =>
  (Object.keys(userSystemRoles) as UserSystemRole[]).filter((role) => held.has(role))

/** Why nothing is left, in the words of the page that says so (S3). */
export function whyNothing(
  ignored: readonly Ignored[],
): 'organisationClosed' | 'otherProvider' | 'unknownOrganisation' | 'noPrivilege' {
  const has = (reason: IgnoredReason): boolean => ignored.some((one) => one.reason === reason)
  if (has('closed')) return 'organisationClosed'
  if (has('identityProvider')) return 'otherProvider'
  return has('unknownOrganisation') ? 'unknownOrganisation' : 'noPrivilege'
}

/** Whether all of a session's rights are still among those given now. */
export const isCovered = (held: readonly Grant[], given: readonly Grant[]): boolean =>
  held.every((one) => {
    const now = given.find(({ organisationId }) => organisationId === one.organisationId)
    return now !== undefined && one.systemRoles.every((role) => now.systemRoles.includes(role))
  })
