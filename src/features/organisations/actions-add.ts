import type { Context } from '../../kernel/context.ts'
import { InvalidInput, Refused } from '../../kernel/errors.ts'
import { newOrganisationOf, type OrganisationWish } from './domain-add.ts'
import { findAddedByCvr } from './queries.ts'
import { insertOrganisation } from './store-add.ts'

/**
 * What can be said of a wish before the database is asked.
 * @throws InvalidInput
 */
export function checkOrganisationWish(wish: OrganisationWish) {
  const organisation = newOrganisationOf(wish)
  if ('faults' in organisation) throw new InvalidInput(organisation.faults)
  return organisation
}

/**
 * Makes a supplier, or a fictitious municipality of the environment Tværs is tried in, so that its people can sign in. The
 * same again changes nothing. Under the jobs' reach.
 * @throws InvalidInput; Refused where the CVR number is another organisation's
 */
export async function addOrganisation(
  ctx: Context,
  wish: OrganisationWish,
): Promise<{ readonly name: string; readonly isNew: boolean }> {
  const organisation = checkOrganisationWish(wish)
  const { cvr, name, kind } = organisation
  const id = await insertOrganisation(ctx, organisation)
  if (id === null) {
    const there = await findAddedByCvr(ctx, cvr)
    if (there?.name === name && there.kind === kind) return { name, isNew: false }
    throw new Refused({
      code: 'cvr-taken',
      sentence: {
        da: `CVR-nummer ${cvr} er allerede oprettet som ${there?.name}.`,
        en: `CVR number ${cvr} stands for ${there?.name} already.`,
      },
    })
  }
  await ctx.emit({
    type: 'organisation.added',
    organisationId: id,
    subject: { type: 'organisation', id: String(id) },
    facts: { name, cvr, kind },
  })
  return { name, isNew: true }
}
