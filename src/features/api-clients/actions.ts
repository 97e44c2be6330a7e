import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import type { Context, Tx } from '../../kernel/context.ts'
import { InvalidInput, NotFound, refuseIf } from '../../kernel/errors.ts'
import { isPermission, type Permission } from '../../kernel/permissions.ts'
import { hashOf, newSecret } from '../../platform/secrets.ts'
import { clientIdIn, isUsedLongAgo, permissionsOpenTo, tokenOf, whyNotCreate } from './domain.ts'
import { findClient, findOrganisation, insertClient, saveRevoked, saveUsed } from './store.ts'

/** Compared with when there is no such client, so that the answer takes the same time. */
const nobodysHash = hashOf('nobody')

/**
 * The actor of a bearer token, or null: wrong form, unknown, wrong secret or revoked are not told apart.
 * Runs under the door's database role.
 */
export async function authenticateApiClient(tx: Tx, bearer: string, now: Date): Promise<Actor | null> {
  const id = clientIdIn(bearer)
  if (!id) return null
  const client = await findClient({ tx }, id)
  const isRight = timingSafeEqual(hashOf(bearer), client?.tokenHash ?? nobodysHash)
  if (!client || !isRight || client.revokedAt) return null
  if (isUsedLongAgo(client.lastUsedAt, now)) await saveUsed({ tx }, id, now)
  const open = permissionsOpenTo(client.side)
  return {
    kind: 'apiClient',
    id: client.id,
    name: client.name,
    side: client.side,
    organisationId: client.organisationId,
    organisationName: client.organisationName,
    systemRoles: [],
    // Asked again at each request: what a side may no longer do, its machines may not either.
    permissions: new Set(
      client.permissions.filter(isPermission).filter((permission) => open.has(permission)),
    ),
  }
}

/** What these two need of a context; they run under the door's database role, which alone reaches the tokens. */
type DoorContext = Pick<Context, 'tx' | 'now' | 'newId' | 'emit' | 'actor'>

const unknownCvr = (cvr: string) => ({
  da: `Ingen organisation i Tværs har CVR-nummeret "${cvr}". Det er otte cifre, fx 55133018.`,
  en: `No organisation in Tværs has the CVR number "${cvr}". It is eight digits, for example 55133018.`,
})

export interface ClientDraft {
  readonly organisationCvr: string
  readonly name: string
  readonly permissions: readonly Permission[]
}

/**
 * Makes a machine of an organisation. The token is returned here and can never be read again.
 * @throws InvalidInput for an unknown organisation, Refused for permissions its side does not have
 */
export async function createApiClient(
  ctx: DoorContext,
  draft: ClientDraft,
): Promise<{ id: string; token: string }> {
  const organisation = await findOrganisation(ctx, draft.organisationCvr)
  if (!organisation) throw new InvalidInput({ organisationCvr: unknownCvr(draft.organisationCvr) })
  const permissions = [...new Set(draft.permissions)].sort()
  refuseIf(whyNotCreate(organisation.side, permissions))
  const id = ctx.newId()
  const token = tokenOf(id, newSecret())
  const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const client = { id, organisationId: organisation.id, name: draft.name, permissions, createdBy }
  await insertClient(ctx, { ...client, tokenHash: hashOf(token) }, ctx.now)
  await ctx.emit({
    type: 'apiClient.created',
    organisationId: organisation.id,
    subject: { type: 'apiClient', id },
    facts: { name: draft.name, permissions },
  })
  return { id, token }
}

/** Ends a machine's access at once. @throws NotFound when there is none, or it was ended before */
export async function revokeApiClient(ctx: DoorContext, id: string): Promise<void> {
  const client = await findClient(ctx, id)
  if (!client || !(await saveRevoked(ctx, id, ctx.now))) throw new NotFound('API client')
  await ctx.emit({
    type: 'apiClient.revoked',
    organisationId: client.organisationId,
    subject: { type: 'apiClient', id },
    facts: { name: client.name },
  })
}
