import { logoutRequest, readLogoutRequest } from '../../platform/saml/logout-request.ts'
import { logoutResponse, readLogoutResponse } from '../../platform/saml/logout-response.ts'
import {
  type LogoutMessage,
  type LogoutRequest,
  SamlFault,
  type SentLogoutRequest,
  type SentLogoutResponse,
} from '../../platform/saml/types.ts'
import { newSecret } from '../../platform/secrets.ts'
import { newMessageId } from './actions-saml.ts'
import { endSessions } from './actions-sessions.ts'
import type { KnownProvider } from './providers.ts'
import type { SamlSettings } from './saml-settings.ts'
import type { Door } from './sign-in-events.ts'
import { listSessions, type SamlSession } from './store.ts'
import { cancelWaiting, findSamlLogout, insertSamlLogout, saveLogoutAnswered } from './store-saml.ts'

/** How long a sign-out may take on its way to the identity provider: milliseconds. */
const toLeave = 5 * 60_000

const takesLogout = (provider: KnownProvider | undefined): provider is KnownProvider =>
  provider?.sloUrl !== undefined

export type LogoutBegun =
  /** The name of the sign-out in the address. */
  | { readonly kind: 'leaving'; readonly relayState: string }
  /** The identity provider takes no such message from us: the person may be signed in there still. */
  | { readonly kind: 'hereAlone'; readonly providerName: string }

/** Prepares to tell the identity provider that somebody has signed out here. The session is over already. */
export async function beginLogout(
  door: Door,
  outside: SamlSession,
  providers: readonly KnownProvider[],
): Promise<LogoutBegun> {
  const { issuer } = outside
  const provider = providers.find(({ entityId }) => entityId === issuer)
  if (!takesLogout(provider)) return { kind: 'hereAlone', providerName: nameOf(provider, issuer) }
  const relayState = newSecret()
  await insertSamlLogout(door, { ...outside, id: newMessageId(), relayState }, door.now)
  return { kind: 'leaving', relayState }
}

/** What the browser is to bring the identity provider so that it signs out too; null when it was told, or it is too late. */
export async function leaveTo(
  door: Door,
  settings: SamlSettings,
  token: string,
  providers: readonly KnownProvider[],
): Promise<{ readonly sent: SentLogoutRequest; readonly provider: KnownProvider } | null> {
  const logout = await findSamlLogout(door, token)
  if (!logout || door.now.getTime() - logout.createdAt.getTime() > toLeave) return null
  const provider = providers.find(({ entityId }) => entityId === logout.issuer)
  if (!takesLogout(provider)) return null
  const { id, nameId, nameIdFormat, sessionIndex } = logout
  const message = { id, nameId, nameIdFormat, sessionIndex, relayState: token, now: door.now }
  return { sent: logoutRequest(settings.serviceProvider, provider, message), provider }
}

export interface LogoutAnswered {
  /** The identity provider says that it has signed out everywhere. */
  readonly isWhole: boolean
  readonly providerName: string
  /** Why the answer cannot be believed; null: it can. */
  readonly fault: SamlFault | null
}

/**
 * Takes the identity provider's answer to a sign-out of ours, which is over here whatever it says.
 * @returns null when it belongs to none that waits
 */
export async function takeLogoutAnswer(
  door: Door,
  settings: SamlSettings,
  message: LogoutMessage,
  relayState: string,
  providers: readonly KnownProvider[],
): Promise<LogoutAnswered | null> {
  const logout = relayState ? await findSamlLogout(door, relayState) : null
  if (!logout) return null
  await saveLogoutAnswered(door, logout.id, door.now)
  const { issuer } = logout
  const provider = providers.find(({ entityId }) => entityId === issuer)
  const providerName = nameOf(provider, issuer)
  try {
    const idps = { sp: settings.serviceProvider, idps: providers, now: door.now }
    const expected = { requestId: logout.id, idpEntityId: issuer }
    const { status } = readLogoutResponse({ ...message, ...idps, expected })
    return { isWhole: status === 'success', providerName, fault: null }
  } catch (error) {
    if (!(error instanceof SamlFault)) throw error
    return { isWhole: false, providerName, fault: error }
  }
}

/** What people call an identity provider: its name, or the host it is at. */
export function nameOf(provider: Pick<KnownProvider, 'name' | 'ssoUrl'> | undefined, issuer: string): string {
  if (provider?.name) return provider.name
  return provider && URL.canParse(provider.ssoUrl) ? new URL(provider.ssoUrl).hostname : issuer
}

/**
 * Ends the sessions an identity provider names, wherever they are open, without a browser of theirs; none is as good as
 * some (it is asked for what is over already).
 * @param formState what the form carried beside a message by POST, to be handed back as it came
 * @returns the signed answer
 * @throws SamlFault
 */
export async function endByProvider(
  door: Door,
  settings: SamlSettings,
  message: LogoutMessage,
  providers: readonly KnownProvider[],
  formState = '',
): Promise<SentLogoutResponse> {
  const idps = { sp: settings.serviceProvider, idps: providers, now: door.now }
  const request: LogoutRequest = readLogoutRequest({ ...message, ...idps })
  const { issuer, nameId, sessionIndexes } = request
  const wanted = { issuer, nameId, sessionIndexes }
  await cancelWaiting(door, wanted, door.now)
  await endSessions(door, await listSessions(door, { outside: wanted }), 'identityProvider')
  const provider = providers.find(({ entityId }) => entityId === issuer)
  if (!provider) throw new SamlFault('logout.unknownIdp')
  const relayState = request.relayState ?? (formState || undefined)
  return logoutResponse(settings.serviceProvider, provider, {
    binding: message.binding === 'soap' ? 'soap' : provider.sloBinding,
    inResponseTo: request.id,
    id: newMessageId(),
    now: door.now,
    ...(relayState === undefined ? {} : { relayState }),
  })
}
