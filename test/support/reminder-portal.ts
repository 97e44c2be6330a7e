import { inJob } from '../../src/features/organisations/index.ts'
import { remindToday } from '../../src/features/reminders/work.ts'
import { type CivilDay, civilDay } from '../../src/kernel/civil-day.ts'
import { instantInCopenhagen } from '../../src/kernel/wall-time.ts'
import { insertTemplate, rollOut } from './factories.ts'
import type { CastName, TestApp } from './test-app.ts'

/** Moves the clock to a time of a day in Copenhagen. */
export const moveTo = (portal: TestApp, day: string, time = '08:00'): void =>
  portal.clock.moveTo(instantInCopenhagen(`${day}T${time}:00`).toISOString())

/** What a server does of itself in the morning. @returns how many were reminded of */
export const morning = (portal: TestApp): Promise<number> => inJob(portal.app.world, remindToday)

export interface TaskParts {
  readonly dueOn: string
  readonly priority?: 'mandatory' | 'recommended' | 'voluntary'
  readonly performer?: CastName
  readonly responsible?: CastName
  readonly municipality?: string
  readonly boundRoleId?: string
}

/** A task received on the day the clock shows. @returns its number */
export async function dueTask(portal: TestApp, parts: TaskParts): Promise<number> {
  const priority = parts.priority ?? 'mandatory'
  const shortName = parts.municipality ?? 'Korsbæk'
  const boundRoleId = parts.boundRoleId ?? null
  const templateId = await insertTemplate(portal, { title: 'Skift adgangskoder', priority, boundRoleId })
  const dueOn: CivilDay = civilDay(parts.dueOn)
  const numbers = await rollOut(portal, { templateId, municipalities: [shortName], priority, dueOn })
  const number = numbers[shortName]
  if (number === undefined) throw new Error('No task was made')
  for (const part of ['performer', 'responsible'] as const) {
    const name = parts[part]
    if (!name) continue
    const { id, name: fullName } = await portal.actor(name)
    await portal.owner.query(`update task set ${part}_id = $1, ${part}_name = $2 where number = $3`, [
      id,
      fullName,
      number,
    ])
  }
  // That the task came is told elsewhere.
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
  return number
}

/** Answers a task as the municipality does, without its page. */
export const answered = (portal: TestApp, number: number): Promise<unknown> =>
  portal.owner.query(`update task set status = 'completed', outcome = 'participated' where number = $1`, [
    number,
  ])

/** What a task was reminded of and whom: '-10 2026-12-11 performer Anders Skov'. */
export async function remindersOf(portal: TestApp, number: number): Promise<string[]> {
  const { rows } = await portal.owner.query<{ line: string }>(
    `select r.day || ' ' || (r.told_at at time zone 'Europe/Copenhagen')::date || ' '
       || string_agg(m.rung || coalesce(' ' || m.name, ''), ', ' order by m.rung, m.name) as line
     from reminder r join reminder_recipient m on m.reminder_id = r.id
     where r.task_number = $1 group by r.id, r.day, r.told_at order by r.told_at, r.day`,
    [number],
  )
  return rows.map(({ line }) => line)
}
