import { addOrganisation } from '../features/organisations/index.ts'
import type { World } from '../platform/http/world.ts'
import { asBackground } from './command-line-actor.ts'

/**
 * `npx tvaers organisation add`: lets a supplier's people, or those of a test municipality, sign in.
 * @returns what happened, as a sentence
 * @throws InvalidInput, Refused
 */
export async function addOrganisationCommand(
  world: World,
  wish: { readonly cvr: string; readonly name: string; readonly kind: string },
): Promise<string> {
  const { name, isNew } = await asBackground(world, (ctx) => addOrganisation(ctx, wish))
  return isNew
    ? `${name} is added: its people can sign in.`
    : `${name} was there already. Nothing was changed.`
}
