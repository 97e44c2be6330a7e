import type { Context } from '../../kernel/context.ts'
import { NotFound, type Refusal, Refused } from '../../kernel/errors.ts'
import { findSignInState } from './queries.ts'
import { saveSignInClosed } from './store-sign-in.ts'

const already = (isClosed: boolean): Refusal => ({
  code: isClosed ? 'already-closed' : 'already-open',
  sentence: isClosed
    ? { da: 'Login er allerede lukket.', en: 'Sign-in is closed already.' }
    : { da: 'Login er allerede åbent.', en: 'Sign-in is open already.' },
})

/**
 * Closes or opens the sign-in of one organisation, for emergencies: nobody signs in for it, and its open sessions do
 * not answer, until it is opened again. Tasks, roles and accesses stay as they are. Under the jobs' reach.
 * @param cvr eight digits
 * @returns the organisation's name
 * @throws NotFound, Refused
 */
export async function setSignInClosed(ctx: Context, cvr: string, isClosed: boolean): Promise<string> {
  const organisation = await findSignInState(ctx, cvr)
  if (!organisation) throw new NotFound('organisation')
  const { id, name } = organisation
  if (organisation.isClosed === isClosed) throw new Refused(already(isClosed))
  await saveSignInClosed(ctx, id, isClosed)
  await ctx.emit({
    type: isClosed ? 'organisation.signInClosed' : 'organisation.signInOpened',
    organisationId: id,
    subject: { type: 'organisation', id: String(id) },
    facts: { name },
  })
  return name
}
