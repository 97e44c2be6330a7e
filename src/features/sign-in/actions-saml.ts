import { randomBytes } from 'node:crypto'
import { authnRequest } from '../../platform/saml/authn-request.ts'
import { readPerson } from '../../platform/saml/person.ts'
import { readPrivileges } from '../../platform/saml/privileges.ts'
import { readResponse } from '../../platform/saml/response.ts'
import type { SamlAssertion } from '../../platform/saml/types.ts'
import { hashOf, newSecret } from '../../platform/secrets.ts'
import { completeSignIn, losePrivileges, type SignInListeners } from './actions.ts'
import type { ProvenPerson } from './domain-arrival.ts'
import { grantsOf, type Ignored, whyNothing } from './domain-privileges.ts'
import type { KnownProvider } from './providers.ts'
import { SignInRefused } from './refusals.ts'
import type { SamlSettings } from './saml-settings.ts'
import type { Door } from './sign-in-events.ts'
import { listOrganisations } from './store.ts'
import {
  findSamlRequest,
  insertSamlRequest,
  type ProvenAnswer,
  type SamlRequestRow,
  saveAnswered,
  saveAssertionUsed,
  saveFinished,
  saveProvenAnswer,
} from './store-saml.ts'

const minute = 60_000

/** How long somebody may take at the identity provider, and to come back for the answer: milliseconds. */
const toAnswer = 30 * minute
const toFinish = 10 * minute

/** The name of a message of ours: begins with a letter or underscore, as XML wants, and cannot be guessed. */
export const newMessageId = (): string => `_${randomBytes(20).toString('hex')}`

export interface Beginning {
  readonly provider: KnownProvider
  /** A path of our own. */
  readonly returnPath: string
  /** The browser's key, when it has one already: signing in from two tabs is one browser. */
  readonly browserKey: string | null
}

/** Begins a sign-in. @returns where to send the browser, and the key by which it is known when it comes back */
export async function beginSignIn(
  door: Door,
  settings: SamlSettings,
  { provider, returnPath, browserKey }: Beginning,
): Promise<{ readonly url: string; readonly browserKey: string }> {
  const relayState = newSecret()
  const key = browserKey && /^[\w-]{43}$/.test(browserKey) ? browserKey : newSecret()
  const { id, url } = authnRequest(settings.serviceProvider, provider, {
    id: newMessageId(),
    requestedLevel: settings.level,
    relayState,
    now: door.now,
  })
  const endsAt = new Date(door.now.getTime() + toAnswer)
  const request = { id, relayState, browserKey: key, issuer: provider.entityId, returnPath, endsAt }
  await insertSamlRequest(door, request, door.now)
  return { url, browserKey: key }
}

export interface AnswerReceived {
  readonly samlResponse: string
  readonly relayState: string
  readonly providers: readonly KnownProvider[]
  /** Told of privileges that open nothing. */
  readonly onIgnored: (ignored: readonly Ignored[]) => void
}

/**
 * Takes what the identity provider's page sends. It proves who somebody is, not who sits at this browser: nobody is
 * signed in by it. Whoever began comes for it with the key their browser has kept (`finishSignIn`).
 * @throws SignInRefused, SamlFault; what was noted until then is to be kept
 */
export async function receiveAnswer(
  door: Door,
  settings: SamlSettings,
  received: AnswerReceived,
  listeners: SignInListeners,
): Promise<void> {
  const request = await openRequest(door, received.relayState)
  const assertion = await readResponse({
    samlResponse: received.samlResponse,
    sp: settings.serviceProvider,
    idps: received.providers,
    expected: { requestId: request.id, idpEntityId: request.issuer },
    now: door.now,
  })
  const used = { issuer: assertion.issuer, id: assertion.id, forgetAfter: assertion.notOnOrAfter }
  const isFirst = (await saveAnswered(door, request.id, door.now)) && (await saveAssertionUsed(door, used))
  if (!isFirst) throw new SignInRefused('used')
  const provider = received.providers.find(({ entityId }) => entityId === assertion.issuer)
  const speaksFor = provider?.speaksFor ?? null
  const { person, privilegesBase64 } = personOf(assertion, settings, speaksFor)
  const groups = privilegesBase64.flatMap(readPrivileges)
  const cvrs = groups.map(({ scope }) => scope.value)
  const organisations = await listOrganisations(door, { cvrs })
  const { roleDomain } = settings
  const { grants, ignored } = grantsOf(groups, { roleDomain, organisations, speaksFor })
  if (ignored.length > 0) received.onIgnored(ignored)
  if (grants.length === 0) await refuseWithoutRights(door, person, ignored, listeners)
  await saveProvenAnswer(door, request.id, {
    ...{ person, grants },
    outside: {
      issuer: assertion.issuer,
      nameId: assertion.nameId,
      nameIdFormat: assertion.nameIdFormat,
      sessionIndex: assertion.sessionIndex,
    },
    endsBefore: assertion.sessionNotOnOrAfter?.toISOString() ?? null,
  })
}

/** @throws SignInRefused */
async function openRequest(door: Door, relayState: string): Promise<SamlRequestRow> {
  const request = relayState ? await findSamlRequest(door, relayState) : null
  if (!request) throw new SignInRefused('unsolicited')
  if (request.answeredAt) throw new SignInRefused('used')
  if (request.endsAt <= door.now) throw new SignInRefused('tooLate')
  return request
}

function personOf(
  assertion: SamlAssertion,
  settings: SamlSettings,
  speaksFor: readonly string[] | null,
): { readonly person: ProvenPerson; readonly privilegesBase64: readonly string[] } {
  const { uuid, name, email, cvr, privilegesBase64 } = readPerson(assertion, settings.level)
  if (speaksFor && !speaksFor.includes(cvr))
    throw new SignInRefused(
      'otherProvider',
      'the identity provider does not speak for the person’s organisation',
    )
  return { person: { id: uuid, name, email: email ?? null, title: null, ownCvr: cvr }, privilegesBase64 }
}

/** @throws SignInRefused always */
async function refuseWithoutRights(
  door: Door,
  person: ProvenPerson,
  ignored: readonly Ignored[],
  listeners: SignInListeners,
): Promise<never> {
  const code = whyNothing(ignored)
  // What is closed is not lost.
  const wasUser = code !== 'organisationClosed' && (await losePrivileges(door, person, listeners))
  throw new SignInRefused(wasUser ? 'privilegeLost' : code)
}

/** What the browser brings back that began a sign-in. */
export interface Coming {
  /** The RelayState, by which the sign-in is found. */
  readonly token: string
  readonly browserKey: string | null
  /** The organisation chosen, where there is a choice. */
  readonly organisationId: number | null
  readonly userAgent: string | null
  /** The session this browser had until now. */
  readonly replaces: string | null
}

export type Finished =
  | { readonly kind: 'signedIn'; readonly session: string; readonly returnPath: string }
  /** The sign-in covers several organisations, and one must be chosen first. */
  | {
      readonly kind: 'choice'
      readonly organisations: readonly { readonly id: number; readonly name: string }[]
    }
  /** It has been finished before. */
  | { readonly kind: 'over'; readonly returnPath: string }

/**
 * Signs in the one who began, and nobody else: without the key that this browser was given, an answer is worth nothing.
 * @throws SignInRefused
 */
export async function finishSignIn(
  door: Door,
  coming: Coming,
  listeners: SignInListeners,
): Promise<Finished> {
  const request = coming.token ? await findSamlRequest(door, coming.token) : null
  if (!request) throw new SignInRefused('unsolicited')
  const isSameBrowser = coming.browserKey !== null && hashOf(coming.browserKey).equals(request.browserHash)
  if (!isSameBrowser) throw new SignInRefused('otherBrowser')
  if (request.finishedAt) return { kind: 'over', returnPath: request.returnPath }
  const { answer } = request
  if (!answer) throw new SignInRefused('unsolicited')
  const since = request.answeredAt?.getTime() ?? 0
  if (door.now.getTime() - since > toFinish) throw new SignInRefused('tooLate')
  const chosenId = chosenOf(answer, coming.organisationId)
  if (chosenId === null) return { kind: 'choice', organisations: await openOnes(door, answer) }
  if (!(await saveFinished(door, request.id, door.now)))
    return { kind: 'over', returnPath: request.returnPath }
  const { person, grants } = answer
  const outside = { ...answer.outside, door: 'saml' as const }
  const endsBefore = answer.endsBefore === null ? null : new Date(answer.endsBefore)
  const { userAgent, replaces } = coming
  const signIn = {
    ...{ person, grants, outside, chosenId },
    door: 'saml' as const,
    endsBefore,
    userAgent,
    replaces,
  }
  return {
    kind: 'signedIn',
    session: await completeSignIn(door, signIn, listeners),
    returnPath: request.returnPath,
  }
}

/** The one organisation there is, or the one that was chosen among several. */
function chosenOf({ grants }: ProvenAnswer, wanted: number | null): number | null {
  const ids = grants.map((grant) => grant.organisationId)
  if (ids.length === 1) return ids[0] ?? null
  return wanted !== null && ids.includes(wanted) ? wanted : null
}

/** @throws SignInRefused when all of them were closed meanwhile */
async function openOnes(door: Door, { grants }: ProvenAnswer) {
  const organisations = await listOrganisations(door, { ids: grants.map((grant) => grant.organisationId) })
  const open = organisations.filter(({ isClosed }) => !isClosed)
  if (open.length === 0) throw new SignInRefused('organisationClosed')
  return open.map(({ id, name }) => ({ id, name }))
}
