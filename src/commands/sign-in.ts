import { setSignInClosed } from '../features/organisations/index.ts'
import { InvalidInput, NotFound } from '../kernel/errors.ts'
import type { World } from '../platform/http/world.ts'
import { asBackground } from './command-line-actor.ts'

const notCvr = { da: 'Skriv et CVR-nummer på 8 cifre.', en: 'Write a CVR number of 8 digits.' }
const unknown = { da: 'Ingen organisation har det CVR-nummer.', en: 'No organisation has that CVR number.' }

/** @throws InvalidInput */
export function checkCvr(cvr: string): void {
  if (!/^\d{8}$/.test(cvr)) throw new InvalidInput({ cvr: notCvr })
}

/**
 * `npx tvaers sign-in close` and `open`: the emergency brake on an organisation's sign-in.
 * @returns the organisation's name
 * @throws InvalidInput, Refused
 */
export async function signInCommand(world: World, cvr: string, isClosed: boolean): Promise<string> {
  checkCvr(cvr)
  try {
    return await asBackground(world, (ctx) => setSignInClosed(ctx, cvr, isClosed))
  } catch (error) {
    throw error instanceof NotFound ? new InvalidInput({ cvr: unknown }) : error
  }
}
