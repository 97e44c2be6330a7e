import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { insertRoleWith, passMinutes } from '../../../test/support/role-quality-things.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { vacanciesQueue } from '../role-quality/index.ts'
import { completeTask, optOutTask } from '../tasks/index.ts'
import { roleVacatedQueue } from './index.ts'

/** What the clock makes up for when the job of a vacancy was lost (T10). */

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

let serial = 0
const role = () => {
  serial += 1
  return insertRoleWith(portal, { name: `Rolle ${serial}` })
}
async function give(roleId: string, name: 'Katrine' | 'Anders'): Promise<string> {
  const { id: userId } = await portal.actor(name)
  return (await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))).id
}
const end = (assignmentId: string) =>
  portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Er rejst' }))
const runVacancies = () => vacanciesQueue(portal.app.world).handle({}, { id: 'j' })
const sweep = () => {
  passMinutes(portal, 10)
  return roleVacatedQueue(portal.app.world).handle({}, { id: 'j' })
}
const countTasks = async (templateIds: readonly string[]): Promise<number[]> => {
  const { rows } = await portal.owner.query<{ count: number }>(
    `select (select count(*)::int from task where template_id = wanted.id and organisation_id = $2) as count
     from unnest($1::uuid[]) with ordinality as wanted (id, place) order by place`,
    [templateIds, portal.organisation('Korsbæk')],
  )
  return rows.map(({ count }) => count)
}

describe('a role-bound task comes again by the clock', () => {
  test('also when the job was lost: the clock finds it, each once, in every municipality', async () => {
    const vacated: string[] = []
    for (const asked of ['lost', 'lost', 'optedOut', 'filled', 'archived']) {
      const roleId = await role()
      const templateId = await insertTemplate(portal, { boundRoleId: roleId })
      const number = await korsbaekTask(portal, { templateId })
      const held = await give(roleId, 'Anders')
      if (asked !== 'optedOut') await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
      await end(held)
      await runVacancies()
      if (asked === 'optedOut')
        await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Vi er ikke med' }))
      if (asked === 'filled') await give(roleId, 'Katrine')
      if (asked === 'archived')
        await portal.owner.query('update task_template set archived_at = now() where id = $1', [templateId])
      vacated.push(templateId)
    }
    await Promise.all([sweep(), sweep()])
    await sweep()
    expect(await countTasks(vacated)).toEqual([2, 2, 1, 1, 1])
  })

  test('one that cannot be made keeps no other from its task, and is told', async () => {
    const templates: string[] = []
    for (let index = 0; index < 2; index++) {
      const roleId = await role()
      const templateId = await insertTemplate(portal, { boundRoleId: roleId })
      const number = await korsbaekTask(portal, { templateId })
      const held = await give(roleId, 'Anders')
      await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
      await end(held)
      templates.push(templateId)
    }
    await runVacancies()
    const [broken] = templates
    await portal.owner.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'refused for the test'; end $$`)
    await portal.owner.query(`create trigger refuse before insert on task for each row
      when (new.template_id = '${broken}') execute function refuse()`)
    await expect(sweep()).rejects.toThrow('could not be made')
    await portal.owner.query('drop trigger refuse on task; drop function refuse()')
    expect(await countTasks(templates)).toEqual([1, 2])
    await sweep()
    expect(await countTasks(templates)).toEqual([2, 2])
  })
})
