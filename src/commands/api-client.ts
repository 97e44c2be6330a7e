import { createApiClient, revokeApiClient } from '../features/api-clients/index.ts'
import { type FieldFaults, InvalidInput } from '../kernel/errors.ts'
import { isUuid } from '../kernel/ids.ts'
import { permissions as allPermissions, isPermission, type Permission } from '../kernel/permissions.ts'
import type { World } from '../platform/http/world.ts'
import { atTheDoor } from './command-line-actor.ts'

export interface ApiClientWish {
  /** Eight digits. */
  readonly organisationCvr: string
  readonly name: string
  readonly permissions: readonly string[]
}

/**
 * What can be said of a wish before the database is asked.
 * @returns the name and the permissions as they are to be kept
 * @throws InvalidInput
 */
export function checkApiClientWish(wish: ApiClientWish): { name: string; permissions: Permission[] } {
  const faults: FieldFaults = {}
  const name = wish.name.trim()
  if (!/^\d{8}$/.test(wish.organisationCvr)) {
    faults.cvr = { da: 'Skriv et CVR-nummer på 8 cifre.', en: 'Write a CVR number of 8 digits.' }
  }
  if (!name || name.length > 100) {
    faults.name = { da: 'Skriv et navn på 1 til 100 tegn.', en: 'Write a name of 1 to 100 characters.' }
  }
  const unknown = wish.permissions.filter((text) => !isPermission(text))
  if (wish.permissions.length === 0) faults.permissions = noPermissions
  else if (unknown.length > 0) faults.permissions = unknownPermissions(unknown)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  return { name, permissions: wish.permissions.filter(isPermission) }
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
  const { name, permissions } = checkApiClientWish(wish)
  const { organisationCvr } = wish
  return await atTheDoor(world, (ctx) => createApiClient(ctx, { organisationCvr, name, permissions }))
}

const noPermissions = { da: 'Skriv mindst én rettighed.', en: 'Write at least one permission.' }

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
