import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { type FieldFaults, InvalidInput } from '../../../kernel/errors.ts'
import { listUsers } from '../../users/index.ts'
import { faultOfStartDay, strangerChosen } from '../domain/people.ts'
import type { NamedPerson, Task } from '../domain/task.ts'
import { checkMayAnswer, checkMayAssignPeople } from '../policy.ts'
import { getTaskForChange } from '../queries/task.ts'
import { saveTask } from '../store/tasks.ts'
import { type Changed, emitTaskEvent, type TaskChange } from './task-change.ts'

export interface PeopleInput extends TaskChange {
  /** Undefined leaves the person as they are; null takes them away. */
  readonly responsibleId?: string | null | undefined
  readonly performerId?: string | null | undefined
}

/**
 * Names who is responsible and who performs, among the municipality's own users. Naming somebody on a task nobody
 * has touched begins it.
 * @throws NotFound, Forbidden, Conflict, InvalidInput
 */
export async function assignPeople(ctx: Context, input: PeopleInput): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayAssignPeople(ctx.actor, task)
  const { responsible, performer } = await chosenPeople(ctx, task, input)
  const isSame = responsible?.id === task.responsible?.id && performer?.id === task.performer?.id
  if (isSame && responsible?.name === task.responsible?.name && performer?.name === task.performer?.name)
    return { version: task.version }
  const begins = task.status === 'notStarted' && Boolean(responsible || performer)
  const version = await saveTask(ctx, task, {
    responsible_id: responsible?.id ?? null,
    responsible_name: responsible?.name ?? null,
    performer_id: performer?.id ?? null,
    performer_name: performer?.name ?? null,
    ...(begins ? { status: 'inProgress' } : {}),
  })
  await emitTaskEvent(ctx, task, {
    type: 'task.peopleChanged',
    changes: {
      ...changeOf('responsible', task.responsible, responsible),
      ...changeOf('performer', task.performer, performer),
    },
    facts: { responsibleId: responsible?.id ?? null, performerId: performer?.id ?? null },
  })
  if (begins) {
    const changes = { status: { from: task.status, to: 'inProgress' } }
    await emitTaskEvent(ctx, task, { type: 'task.started', changes })
  }
  return { version }
}

const changeOf = (field: string, from: NamedPerson | null, to: NamedPerson | null) =>
  from?.name === to?.name ? {} : { [field]: { from: from?.name ?? null, to: to?.name ?? null } }

async function chosenPeople(ctx: Context, task: Task, input: PeopleInput) {
  const users = await listUsers(ctx, task.organisationId)
  const faults: FieldFaults = {}
  const choose = (
    field: 'responsibleId' | 'performerId',
    current: NamedPerson | null,
  ): NamedPerson | null => {
    const id = input[field]
    if (id === undefined) return current
    if (id === null) return null
    // Somebody who has left since may stay named; they cannot be chosen anew.
    if (id === current?.id) return current
    const user = users.find((candidate) => candidate.id === id)
    if (!user) faults[field] = strangerChosen
    return user ? { id: user.id, name: user.name } : null
  }
  const responsible = choose('responsibleId', task.responsible)
  const performer = choose('performerId', task.performer)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  return { responsible, performer }
}

/**
 * Sets the day the municipality means to begin, or takes it away.
 * @throws NotFound, Forbidden, Conflict, InvalidInput when it is after a deadline that is still to come
 */
export async function setStartDay(
  ctx: Context,
  input: TaskChange & { readonly startsOn: CivilDay | null },
): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayAnswer(ctx.actor, task)
  const fault = faultOfStartDay(input.startsOn, task.dueOn, ctx.today)
  if (fault) throw new InvalidInput({ startsOn: fault })
  if (input.startsOn === task.startsOn) return { version: task.version }
  const version = await saveTask(ctx, task, { starts_on: input.startsOn })
  await emitTaskEvent(ctx, task, {
    type: 'task.startDayChanged',
    changes: { startsOn: { from: task.startsOn, to: input.startsOn } },
  })
  return { version }
}
