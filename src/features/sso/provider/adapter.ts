import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { EventValue } from '../../../kernel/event.ts'
import {
  deleteToken,
  deleteTokensOfGrant,
  findToken,
  type KeptKind,
  keptKinds,
  saveToken,
  useToken,
} from '../store/tokens.ts'
import { currentRun, type Run } from './run.ts'

/** Two servers may be handed the same one at once: the second waits, and finds it used. */
const usedOnce: readonly KeptKind[] = ['Interaction', 'AuthorizationCode']

/**
 * The id leaves the payload, and the address that ends with it: it is kept as a hash alone. A reference to the library's
 * session goes as well: there is none to be found.
 */
function withoutId(payload: AdapterPayload, id: string): EventValue {
  const { jti: _id, session: _session, returnTo, ...rest } = payload
  const kept = returnTo?.endsWith(id) ? { ...rest, returnTo: returnTo.slice(0, -id.length) } : rest
  return kept as EventValue
}

function withId(kept: EventValue, id: string): AdapterPayload {
  const payload = kept as AdapterPayload
  return { ...payload, jti: id, ...(payload.returnTo ? { returnTo: `${payload.returnTo}${id}` } : {}) }
}

type Holder = Run['holder']

async function find(holder: Holder, kind: KeptKind, id: string): Promise<AdapterPayload | undefined> {
  const token = await findToken(holder, kind, id, usedOnce.includes(kind))
  if (!token) return undefined
  const payload = withId(token.payload, id)
  const isUsedCode = kind === 'AuthorizationCode' && token.usedAt !== null
  if (token.isExpired) {
    // Somebody has a code that was used: whatever came of it is ended, however late they come.
    if (isUsedCode && payload.grantId) await deleteTokensOfGrant(holder, 'AccessToken', payload.grantId)
    return undefined
  }
  return { ...payload, ...(isUsedCode ? { consumed: true } : {}) }
}

async function save(holder: Holder, kind: KeptKind, payload: AdapterPayload, expiresIn?: number) {
  const { jti: id, grantId = null, accountId } = payload
  if (!id || expiresIn === undefined) throw new Error(`A ${kind} needs an id, and must end some time.`)
  const ssoId = accountId === undefined ? null : Number(accountId)
  await saveToken(holder, { kind, id, grantId, ssoId, payload: withoutId(payload, id), expiresIn })
}

async function consume(holder: Holder, kind: KeptKind, id: string): Promise<void> {
  if (!(await useToken(holder, kind, id))) throw new Error(`A ${kind} was used twice.`)
}

/** In the transaction of the request the library works on. */
function inTransaction<T>(work: (holder: Holder) => Promise<T>): Promise<T> {
  const run = currentRun()
  return run.inTurn(() => work(run.holder))
}

const keepIn = (kind: KeptKind): Adapter => ({
  upsert: (id, payload, expiresIn) =>
    inTransaction((holder) => save(holder, kind, { ...payload, jti: id }, expiresIn)),
  find: (id) => inTransaction((holder) => find(holder, kind, id)),
  consume: (id) => inTransaction((holder) => consume(holder, kind, id)),
  destroy: (id) => inTransaction((holder) => deleteToken(holder, kind, id)),
  revokeByGrantId: (grantId) => inTransaction((holder) => deleteTokensOfGrant(holder, kind, grantId)),
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
})

/**
 * What the library wants kept and Tværs does not. The library's own session is one: who is signed in is asked of the
 * portal's session at every sign-in, so that signing out of Tværs leaves no second door open. Of clients, the
 * configured ones are all there are.
 */
const forgetful: Adapter = {
  async upsert() {},
  find: async () => undefined,
  async consume() {},
  async destroy() {},
  async revokeByGrantId() {},
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
}

const isKept = (name: string): name is KeptKind => keptKinds.some((kind) => kind === name)

/** Where the library keeps things. */
export const adapterFor = (name: string): Adapter => (isKept(name) ? keepIn(name) : forgetful)
