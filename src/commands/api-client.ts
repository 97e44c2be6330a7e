import { createApiClient, revokeApiClient } from '../features/api-clients/index.ts'
import { InvalidInput } from '../kernel/errors.ts'
import { isUuid } from '../kernel/ids.ts'
import { permissions as allPermissions, isPermission } from '../kernel/permissions.ts'
import type { World } from '../platform/http/world.ts'
import { atTheDoor } from './command-line-actor.ts'

export interface ApiClientWish {
  /** Eight digits. */
  readonly organisationCvr: string
  readonly name: string
  readonly permissions: readonly string[]
}

/**
 * `npx tvaers api-client create`: makes a machine of an organisation.
 * @returns its id, and the token, which is shown this once
 * @throws InvalidInput, Refused
 */
export async function createApiClientCommand(
  world: World,
  wish: ApiClientWish,
): Promise<{ id: string; token: string }> {
  const name = wish.name.trim()
  if (!name || name.length > 100) {
    const sentence = { da: 'Skriv et navn på 1 til 100 tegn.', en: 'Write a name of 1 to 100 characters.' }
    throw new InvalidInput({ name: sentence })
  }
  const unknown = wish.permissions.filter((text) => !isPermission(text))
  if (unknown.length > 0) throw new InvalidInput({ permissions: unknownPermissions(unknown) })
  const { organisationCvr } = wish
  const permissions = wish.permissions.filter(isPermission)
  return await atTheDoor(world, (ctx) => createApiClient(ctx, { organisationCvr, name, permissions }))
}

const unknownPermissions = (unknown: readonly string[]) => ({
  da: `Ukendte rettigheder: ${unknown.join(', ')}. Der findes: ${allPermissions.join(', ')}.`,
  en: `Unknown permissions: ${unknown.join(', ')}. There are: ${allPermissions.join(', ')}.`,
})

/** `npx tvaers api-client revoke`: the token stops working at once. @throws InvalidInput, NotFound */
export async function revokeApiClientCommand(world: World, id: string): Promise<void> {
  if (!isUuid(id)) {
    const sentence = { da: 'Skriv klientens id (et UUID).', en: 'Write the id of the client (a UUID).' }
    throw new InvalidInput({ id: sentence })
  }
  await atTheDoor(world, (ctx) => revokeApiClient(ctx, id))
}
