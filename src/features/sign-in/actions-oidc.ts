import { createHmac } from 'node:crypto'
import type { World } from '../../platform/http/world.ts'
import { readAnswer } from '../../platform/oidc/answer.ts'
import { personIdOf } from '../../platform/oidc/person-id.ts'
import { type OidcProvider, signInUrl } from '../../platform/oidc/provider.ts'
import type { ProvenClaims, SignInSecrets } from '../../platform/oidc/types.ts'
import { hashOf, newSecret } from '../../platform/secrets.ts'
import { completeSignIn, losePrivileges, type SignInListeners } from './actions.ts'
import type { ProvenPerson } from './domain-arrival.ts'
import { emailIn, lacksClaims, nameIn, rolesIn, type StaffRules, uuidIn, valuesIn } from './domain-staff.ts'
import { SignInRefused } from './refusals.ts'
import type { Door } from './sign-in-events.ts'
import {
  atDoor,
  findCentralBody,
  findOidcRequest,
  insertOidcRequest,
  type NewOidcRequest,
  saveOidcAnswered,
} from './store-oidc.ts'

/** How long somebody may take at the provider: milliseconds. */
const toAnswer = 30 * 60_000

/**
 * Nonce and verifier are made of the key that one browser keeps. Whoever reads our database has neither, and another
 * browser can't redeem a code whatever it has seen of the address.
 */
function secretsOf(browserKey: string, state: string): SignInSecrets {
  const made = (what: string): string =>
    createHmac('sha256', browserKey).update(`${what}:${state}`).digest('base64url')
  return { state, nonce: made('nonce'), verifier: made('verifier') }
}

/** A sign-in made ready, and where to send the browser. */
export interface Prepared extends Omit<NewOidcRequest, 'returnPath'> {
  readonly url: string
}

/** Makes a sign-in ready; the provider may have to be asked about itself first. @throws OidcFault */
export async function prepareOidcSignIn(
  provider: OidcProvider,
  givenKey: string | null,
  now: Date,
): Promise<Prepared> {
  const state = newSecret()
  const browserKey = givenKey && /^[\w-]{43}$/.test(givenKey) ? givenKey : newSecret()
  const url = await signInUrl(provider, secretsOf(browserKey, state), now)
  return { state, browserKey, url, endsAt: new Date(now.getTime() + toAnswer) }
}

/** Begins the sign-in that was made ready. */
export const beginOidcSignIn = (door: Door, prepared: Prepared, returnPath: string): Promise<void> =>
  insertOidcRequest(door, { ...prepared, returnPath }, door.now)

/** What the browser brings from the provider. */
export interface Bringing {
  readonly state: string
  readonly browserKey: string | null
  /** Our own address with all that the provider wrote into it. */
  readonly address: URL
}

export interface ProvenStaff {
  readonly proven: ProvenClaims
  readonly returnPath: string
}

/**
 * Takes the provider's answer, once and from the browser that began, and redeems it. No transaction is open meanwhile:
 * the answer is noted as taken before the provider is asked.
 * @throws SignInRefused, OidcFault
 */
export async function redeemAnswer(
  world: World,
  provider: OidcProvider,
  rules: StaffRules,
  { state, browserKey, address }: Bringing,
): Promise<ProvenStaff> {
  const now = world.clock.now()
  const { returnPath, secrets } = await atDoor(world, async (holder) => {
    const request = state ? await findOidcRequest(holder, state) : null
    if (!request) throw new SignInRefused('unsolicited')
    if (browserKey === null || !hashOf(browserKey).equals(request.browserHash))
      throw new SignInRefused('otherBrowser')
    if (request.answeredAt) throw new SignInRefused('used')
    if (request.endsAt <= now) throw new SignInRefused('tooLate')
    if (!(await saveOidcAnswered(holder, state, now))) throw new SignInRefused('used')
    return { returnPath: request.returnPath, secrets: secretsOf(browserKey, state) }
  })
  const lacks = (claims: ProvenClaims['claims']): boolean => lacksClaims(claims, rules)
  return { returnPath, proven: await readAnswer(provider, { address, secrets, lacks, now }) }
}

/** What else the door knows of the browser. */
interface AtBrowser {
  readonly userAgent: string | null
  /** The session this browser had until now. */
  readonly replaces: string | null
}

/**
 * Signs a member of the central body's staff in, with the roles that its own provider gives and no others.
 * @returns the session's token
 * @throws SignInRefused; what was noted until then is to be kept
 */
export async function signInStaff(
  door: Door,
  { proven, rules }: { readonly proven: ProvenClaims; readonly rules: StaffRules },
  browser: AtBrowser,
  listeners: SignInListeners,
): Promise<string> {
  const central = await findCentralBody(door)
  if (!central) throw new SignInRefused('unknownOrganisation')
  if (central.isClosed) throw new SignInRefused('organisationClosed')
  const person = personOf(proven, rules, central.cvr)
  const systemRoles = rolesIn(proven.claims, rules)
  if (systemRoles.length === 0) {
    const wasUser = await losePrivileges(door, person, listeners)
    const count = valuesIn(proven.claims, rules).length
    throw new SignInRefused(wasUser ? 'privilegeLost' : 'oidcNoRole', `${rules.claim} has ${count} values`)
  }
  const { issuer, subject, sid, idToken } = proven
  const signIn = {
    person,
    grants: [{ organisationId: central.id, systemRoles }],
    chosenId: central.id,
    door: 'oidc' as const,
    outside: { door: 'oidc' as const, issuer, subject, sid, idToken },
    endsBefore: null,
    ...browser,
  }
  return await completeSignIn(door, signIn, listeners)
}

/** @throws SignInRefused */
function personOf(
  { issuer, subject, claims }: ProvenClaims,
  rules: StaffRules,
  ownCvr: string,
): ProvenPerson {
  const id = rules.uuidClaim === null ? personIdOf(issuer, subject) : uuidIn(claims, rules.uuidClaim)
  if (id === null) throw new SignInRefused('oidcIncomplete', `${rules.uuidClaim} is no UUID`)
  const name = nameIn(claims)
  if (name === null) throw new SignInRefused('oidcIncomplete', 'no name')
  return { id, name, email: emailIn(claims), title: null, ownCvr }
}
