import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput, refuseIf } from '../../kernel/errors.ts'
import { getRole, type Role } from '../roles/index.ts'
import {
  audienceFaults,
  countRouted,
  type LetterAudience,
  type LetterNumbers,
  type Routed,
  routeAll,
  type Target,
  whyNotWrite,
} from './domain.ts'
import { checkMaySend } from './policy.ts'
import { findLetter, type Letter, listAddressees } from './queries.ts'
import { insertLetter, insertRecipients } from './store.ts'

export interface LetterPlan {
  readonly roleId: string
  readonly target: Target
  readonly audience: LetterAudience
}

export interface LetterDraft extends LetterPlan {
  readonly subject: string
  /** Markdown. */
  readonly body: string
  /** Names the letter; a second call with the same id changes nothing and gives the same answer. */
  readonly id?: string
}

/** Who would get a letter, municipality by municipality, before it is sent. */
export interface LetterPreview {
  readonly role: Role
  readonly routed: readonly Routed[]
  readonly numbers: LetterNumbers
}

/** Who would get the letter, by which path and why. Changes nothing. @throws NotFound, Forbidden, InvalidInput, Refused */
export async function previewLetter(ctx: Context, plan: LetterPlan): Promise<LetterPreview> {
  checkMaySend(ctx.actor)
  const role = await getRole(ctx, plan.roleId)
  refuseIf(whyNotWrite(role, plan.target))
  const addressees = await listAddressees(ctx, role.id, plan.audience)
  const faults = audienceFaults(plan.audience, addressees.length)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const routed = routeAll(plan.target, addressees)
  return { role, routed, numbers: countRouted(routed) }
}

/**
 * Sends a letter (R5): who gets it is decided now and kept; they are told once this is committed.
 * @throws NotFound, Forbidden, InvalidInput, Refused, Conflict when the id names a letter to another role
 */
export async function sendLetter(
  ctx: Context,
  draft: LetterDraft,
): Promise<Pick<Letter, 'id' | 'municipalities' | 'persons' | 'unreached'>> {
  checkMaySend(ctx.actor)
  const id = draft.id ?? ctx.newId()
  const before = draft.id ? await findLetter(ctx, draft.id) : null
  if (before) return sameAgain(before, draft)
  const { role, routed, numbers } = await previewLetter(ctx, draft)
  if (!(await insertLetter(ctx, { ...draft, id }, numbers))) return await sentMeanwhile(ctx, id, draft)
  await insertRecipients(ctx, id, routed)
  const { municipalities, persons, unreached } = numbers
  await ctx.emit({
    type: 'roleMail.sent',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'roleMail', id },
    facts: {
      roleId: role.id,
      roleName: role.name,
      subject: draft.subject,
      target: draft.target,
      municipalities,
      persons,
      unreached,
    },
  })
  return { id, municipalities, persons, unreached }
}

/** The other of two equal requests at once was first. */
async function sentMeanwhile(ctx: Context, id: string, draft: LetterDraft) {
  const other = await findLetter(ctx, id)
  if (!other) throw new Conflict('letter-id-taken')
  return sameAgain(other, draft)
}

function sameAgain(letter: Letter, draft: LetterDraft) {
  if (letter.roleId !== draft.roleId) throw new Conflict('letter-id-taken')
  const { id, municipalities, persons, unreached } = letter
  return { id, municipalities, persons, unreached }
}
