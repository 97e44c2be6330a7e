import type { Actor } from '../../kernel/actor.ts'
import { Forbidden } from '../../kernel/errors.ts'
import { type AuthorSide, authorSideOf } from './domain.ts'

/** Municipalities write to the central body; the central body's editors answer (T9). @throws Forbidden */
export function checkMayWrite(actor: Actor): AuthorSide {
  const side = authorSideOf(actor)
  const permission = side === 'central' ? 'message.answer' : 'message.write'
  if (!side || !actor.permissions.has(permission)) throw new Forbidden(permission)
  return side
}

/** @throws Forbidden */
export function checkMayNote(actor: Actor): void {
  if (!authorSideOf(actor) || !actor.permissions.has('internalNote.write'))
    throw new Forbidden('internalNote.write')
}

/** @throws Forbidden */
export function checkMayAnswerAll(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('message.answer'))
    throw new Forbidden('message.answer')
}
