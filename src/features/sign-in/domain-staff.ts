import { nobodysId } from '../../kernel/actor.ts'
import { isUuid } from '../../kernel/ids.ts'
import { type UserSystemRole, userSystemRoles } from '../../kernel/permissions.ts'

/** The roles that the central body gives its own staff; no other comes through their door. */
export const staffRoles = [
  'kombit_redaktoer',
  'kombit_drift',
  'kommunecert_analytiker',
  'revisor',
] as const satisfies readonly UserSystemRole[]
export type StaffRole = (typeof staffRoles)[number]

export const isStaffRole = (text: string): text is StaffRole =>
  (staffRoles as readonly string[]).includes(text)

/** What is read out of the claims, and how. */
export interface StaffRules {
  /** The claim with roles or groups: 'roles', 'groups', or a path into one: 'realm_access.roles'. */
  readonly claim: string
  readonly roles: readonly { readonly value: string; readonly role: StaffRole }[]
  /** A claim that is a UUID of the person's, such as 'oid'; null: none is asserted. */
  readonly uuidClaim: string | null
}

type Claims = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A claim by its whole name, which may have dots in it as addresses do; else by the path the dots make. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let found: unknown = claims
  for (const part of name.split('.')) {
    if (!isObject(found) || !Object.hasOwn(found, part)) return undefined
    found = found[part]
  }
  return found
}

const wordsIn = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string')

/** What the claim says, word for word: as it stands in the log when it opens nothing. */
export const valuesIn = (claims: Claims, { claim }: StaffRules): readonly string[] =>
  wordsIn(claimAt(claims, claim))

/** The roles that the claim gives, the widest first. A value nobody has named gives none, whatever it is called. */
export function rolesIn(claims: Claims, rules: StaffRules): StaffRole[] {
  const values = new Set(valuesIn(claims, rules))
  const held = new Set(rules.roles.filter(({ value }) => values.has(value)).map(({ role }) => role))
  return Object.keys(userSystemRoles)
    .filter(isStaffRole)
    .filter((role) => held.has(role))
}

/** Whether the provider must be asked for more than its token says. */
export const lacksClaims = (claims: Claims, rules: StaffRules): boolean =>
  claimAt(claims, rules.claim) === undefined ||
  nameIn(claims) === null ||
  (rules.uuidClaim !== null && claims[rules.uuidClaim] === undefined)

const longestName = 200

const text = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\s\p{Cc}]+/gu, ' ').trim() : ''

/** What the person is called; null: not said. */
export function nameIn(claims: Claims): string | null {
  const joined = [text(claims.given_name), text(claims.family_name)].filter(Boolean).join(' ')
  const name = text(claims.name) || joined
  return name !== '' && name.length <= longestName ? name : null
}

const mailAddress = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/

/** Claims by which a provider vouches for the address; the second is Entra ID's. */
const isVouchedFor = ({ email_verified: verified, xms_edov: ofOwnDomain }: Claims): boolean =>
  [true, 'true'].includes(verified as string) || [true, 'true', 1, '1'].includes(ofOwnDomain as string)

/** The address the provider vouches for; null: none. It is where mails go, never who somebody is. */
export function emailIn(claims: Claims): string | null {
  const email = text(claims.email)
  return mailAddress.test(email) && isVouchedFor(claims) ? email : null
}

/**
 * The UUID that the provider asserts of the person, in lower case.
 * @returns null when none is asserted although one must be
 */
export function uuidIn(claims: Claims, uuidClaim: string): string | null {
  const uuid = text(claims[uuidClaim])
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
  return isUuid(uuid) && uuid !== nobodysId ? uuid : null
}
