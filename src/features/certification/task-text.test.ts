import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'

const c = useCertificationPortal('Katrine', 'Signe')

const taskPage = async (): Promise<string> => {
  const [task] = await c.rows('select number from task')
  return (await (await c.portal.as('Katrine')).get(`/opgaver/${task.number}`)).payload
}

test('the task threatens no role that the municipality is not asked about, and promises no yearly round', async () => {
  const [ours, theirs] = [
    await c.newRole('Vores rolle', { nonResponse: 'remove' }),
    await c.newRole('Deres rolle', { nonResponse: 'remove' }),
  ]
  await c.hold(ours, await c.newUser('Person A'))
  await c.hold(theirs, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
  const id = await c.start({ roleIds: [ours, theirs] })
  await c.rows('delete from task where organisation_id <> $1', [c.portal.organisation('Korsbæk')])
  const task = await taskPage()
  expect(task).toContain('I bliver kun spurgt om de roller herunder, der også står på siden med svarene.')
  expect(task).not.toContain('en gang om året')
  const { payload } = await (await c.portal.as('Katrine')).get(`/bekraeftelser/${id}`)
  expect(payload).toContain('Vores rolle')
  expect(payload).not.toContain('Deres rolle')
})

test('a round that comes by the plan says how often it comes, and one role alone needs no condition', async () => {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove' })
  await c.hold(roleId, await c.newUser('Person A'))
  await c.rows(
    `insert into certification_schedule (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
     values ($1, true, '2026-11-23', null, now(), 'Signe Bruun')`,
    [roleId],
  )
  await c.day('2026-11-23T09:30:00Z')
  const task = await taskPage()
  expect(task).toContain('Derfor spørger vi en gang om året.')
  expect(task).toContain('Hvis ingen svarer:')
  expect(task).not.toContain('I bliver kun spurgt om')
})
