import type { Context } from '../../kernel/context.ts'
import { saveMootProposals } from './store-resignations.ts'

/**
 * Settles the proposals that nobody can decide on any more (R6): the person proposed holds the role or is promised it, or
 * one of the two is a user of the municipality no longer. To be called by whatever gives a role or notes a leaver.
 * @param where the actor's own organisation, or everywhere under the jobs' reach
 */
export async function settleMootProposals(ctx: Context, where: 'own' | 'everywhere' = 'own'): Promise<void> {
  const settled = await saveMootProposals(ctx, where === 'own' ? ctx.actor.organisationId : null)
  if (settled.length === 0) return
  await ctx.emitToMany(
    { type: 'assignment.proposalSettled', subjectType: 'assignment' },
    settled.map(({ organisationId, id, ...facts }) => ({ organisationId, id, facts })),
  )
}
