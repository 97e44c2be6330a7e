/**
 * Tasks: one municipality's copy of what the central body published (T2). Who is responsible and performs, how it is
 * answered (T4, T5), how its deadline is signalled (T6), its files and its history. The text is the template's, the
 * conversation is the messages feature's.
 */
export { completeTask, lapseTask, optOutTask, reopenTask, startTask } from './actions/answering.ts'
export { type ImportedPart, importTaskPart } from './actions/importing.ts'
export { assignPeople, setStartDay } from './actions/people.ts'
export { insertTasksForRollout } from './actions/receiving.ts'
export { type DeadlineSignal, deadlineSignal, soonDays } from './domain/deadline-signal.ts'
export {
  isAnswered,
  type Outcome,
  type Priority,
  stateOf,
  type Task,
  type TaskState,
  type TaskStatus,
} from './domain/task.ts'
export { taskListAddress } from './list-address.ts'
export { findTask, getTask } from './queries/task.ts'
export { taskRoutes, tasksApi } from './routes.ts'
export { showTask } from './web/show-task.tsx'
export { lapsingQueue, lapsingSpec } from './work/lapsing-with-role.ts'
export { selfCompletionQueue, selfCompletionSpec } from './work/self-completion.ts'
