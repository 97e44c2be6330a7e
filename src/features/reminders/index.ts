/**
 * Reminders (N2): the ladder by which open tasks are reminded of, before and after their deadline, and whom each step goes
 * to: performer, responsible, KLIK-administrator, the municipality's mailbox, KOMBIT's list. The central body reads and
 * changes the rules and sees what they will send. How people are told is the notifications' matter.
 * Events: task.reminderDue [task; facts {reminderId, title, dueOn, day, daysLeft, isOverdue}], reminders.reachedCentral
 * [central body; facts {tasks, day}], reminderLadder.changed [central body; changes steps].
 */
export { remindersApi } from './api.ts'
export { remindersPath } from './paths.ts'
export { findStanding, type TaskStanding } from './queries-task.ts'
export { TaskLadder } from './views/task-ladder.tsx'
export { reminderRoutes } from './web.tsx'
export { remindersQueue, remindersSpec } from './work.ts'
