import type { World } from '../../platform/http/world.ts'
import { type OidcProvider, signOutUrl } from '../../platform/oidc/provider.ts'
import { type LogoutWish, OidcFault } from '../../platform/oidc/types.ts'
import { newSecret } from '../../platform/secrets.ts'
import { endSessions } from './actions-sessions.ts'
import type { Door } from './sign-in-events.ts'
import { listSessions, type OidcSession, type OpenSession } from './store.ts'
import {
  atDoor,
  findOidcLogout,
  insertOidcLogout,
  saveLogoutTokenUsed,
  saveOidcLogoutAnswered,
} from './store-oidc.ts'

/** How long a sign-out may take on its way to the provider: milliseconds. */
const toLeave = 5 * 60_000

/** Prepares to tell the provider that somebody has signed out here, which is done. @returns its name in the address */
export async function beginOidcLogout(door: Door, { idToken }: OidcSession): Promise<string> {
  const state = newSecret()
  await insertOidcLogout(door, { state, idToken }, door.now)
  return state
}

/**
 * Where to send the browser so that the provider signs out too.
 * @returns null when it was told, or it is too late
 * @throws OidcFault also where the provider takes no such message
 */
export async function oidcLeaveTo(
  world: World,
  provider: OidcProvider,
  state: string,
): Promise<string | null> {
  const now = world.clock.now()
  const logout = state ? await atDoor(world, (holder) => findOidcLogout(holder, state)) : null
  if (!logout || now.getTime() - logout.createdAt.getTime() > toLeave) return null
  const url = await signOutUrl(provider, { state, idToken: logout.idToken }, now)
  if (url === null) throw new OidcFault('refused', 'takes no sign-outs')
  return url
}

/** The browser is back. @returns whether it had been sent */
export const takeOidcLogoutAnswer = async (door: Door, state: string): Promise<boolean> =>
  state !== '' && (await saveOidcLogoutAnswered(door, state, door.now))

/** Ends the sessions the provider names, wherever they are open; none is as good as some. @throws OidcFault */
export async function endByOidcProvider(door: Door, wish: LogoutWish): Promise<void> {
  if (!(await saveLogoutTokenUsed(door, wish))) throw new OidcFault('logoutToken', 'taken before (jti)')
  const sessions = await listSessions(door, { oidc: wish })
  const byPerson = new Map<string, OpenSession[]>()
  for (const session of sessions)
    byPerson.set(session.userId, [...(byPerson.get(session.userId) ?? []), session])
  for (const own of byPerson.values()) await endSessions(door, own, 'identityProvider')
}
