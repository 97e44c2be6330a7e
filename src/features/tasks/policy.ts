import type { Actor } from '../../kernel/actor.ts'
import { Forbidden, type Sentence } from '../../kernel/errors.ts'
import type { Permission } from '../../kernel/permissions.ts'
import type { Task } from './domain/task.ts'

type Owned = Pick<Task, 'organisationId'>

/** The municipality answers its own task; the central body never does it for them (T4, T9). */
const mayAsOwner = (actor: Actor, task: Owned, permission: Permission): boolean =>
  actor.side === 'municipality' &&
  actor.organisationId === task.organisationId &&
  actor.permissions.has(permission)

export const canAnswer = (actor: Actor, task: Owned): boolean => mayAsOwner(actor, task, 'task.answer')
/** Only the KLIK-administrator says for the municipality that it does not take part, or takes that back. */
export const canOptOut = (actor: Actor, task: Owned): boolean => mayAsOwner(actor, task, 'task.optOut')
export const canAssignPeople = (actor: Actor, task: Owned): boolean =>
  mayAsOwner(actor, task, 'task.assignPeople')
export const canAttach = (actor: Actor, task: Owned): boolean => mayAsOwner(actor, task, 'task.attach')
/** Files stay inside the municipality (T9). */
export const canSeeAttachments = (actor: Actor, task: Owned): boolean => mayAsOwner(actor, task, 'task.read')

/** @throws Forbidden */
export function checkMayAnswer(actor: Actor, task: Owned): void {
  if (!canAnswer(actor, task)) throw new Forbidden('task.answer')
}

const onlyAdministrator: Sentence = {
  da: 'Kun jeres KLIK-administrator kan sige, om I deltager.',
  en: 'Only your KLIK administrator can say whether you take part.',
}

/** @throws Forbidden */
export function checkMayOptOut(actor: Actor, task: Owned): void {
  if (!canOptOut(actor, task)) throw new Forbidden('task.optOut', onlyAdministrator)
}

/** @throws Forbidden */
export function checkMayAssignPeople(actor: Actor, task: Owned): void {
  if (!canAssignPeople(actor, task)) throw new Forbidden('task.assignPeople')
}

/** @throws Forbidden */
export function checkMayAttach(actor: Actor, task: Owned): void {
  if (!canAttach(actor, task)) throw new Forbidden('task.attach')
}

/** @throws Forbidden */
export function checkMayRollOut(actor: Actor): void {
  if (actor.side !== 'central' || !actor.permissions.has('rollout.publish'))
    throw new Forbidden('rollout.publish')
}
