import { Writable } from 'node:stream'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import type { Context } from '../../kernel/context.ts'
import { jobsReach } from '../db/roles.ts'
import { contextIn, type World } from '../http/world.ts'
import { createJobs, type JobWatch, type Queue } from './jobs.ts'
import { watchJobs } from './watch-jobs.ts'

const queueName = 'provisioning.person'
const deaf: JobWatch = { onError() {}, onFailure() {} }
let portal: TestApp

beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

/** Takes jobs of the queue until `handle` has been called once, then stops. */
async function takeOne(handle: () => Promise<void>, watch: JobWatch): Promise<void> {
  const taken = Promise.withResolvers<void>()
  const queue: Queue = {
    name: queueName,
    async handle() {
      setImmediate(taken.resolve)
      await handle()
    },
  }
  const jobs = createJobs(portal.app.world.database, () => [queue], watch)
  await jobs.work()
  await taken.promise
  await jobs.stop()
}

const addOne = () =>
  portal.app.world.database.transaction(jobsReach, (tx) =>
    portal.app.world.jobs.add(tx, { queue: queueName, facts: { organisationId: 1 } }),
  )

test('a job that fails is logged and counted, without what clings to the fault', async () => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const registry = new Registry()
  await addOne()
  const fault = Object.assign(new Error('It broke'), {
    code: 'E1',
    options: { headers: { authorization: 'Bearer hemmelig' } },
  })
  await takeOne(
    async () => {
      throw fault
    },
    watchJobs(pino(sink), registry),
  )
  const told = lines.map((line) => JSON.parse(line)).find((line) => line.msg === 'a job failed')
  expect(told).toMatchObject({
    level: 50,
    queue: queueName,
    err: { type: 'Error', message: 'It broke', code: 'E1' },
  })
  expect(told.jobId).toMatch(/^[0-9a-f-]{36}$/)
  expect(lines.join('')).not.toContain('hemmelig')
  expect(await registry.metrics()).toContain(`tvaers_jobs_failed_total{queue="${queueName}"} 1`)
  const { rows } = await portal.owner.query('select state from pgboss.job where name = $1', [queueName])
  expect(rows).toEqual([{ state: 'retry' }])
})

test('the portal shows the failures among its measurements', async () => {
  expect((await portal.anybody().get('/metrics')).payload).toContain(
    '# TYPE tvaers_jobs_failed_total counter',
  )
})

test('jobs can be added once the queue can be reached, though it could not at first', async () => {
  const { database } = portal.app.world
  const jobs = createJobs(database, () => [], deaf)
  const add = () => database.transaction(jobsReach, (tx) => jobs.add(tx, { queue: queueName, facts: {} }))
  await portal.owner.query('alter schema pgboss rename to pgboss_away')
  await expect(add()).rejects.toThrow()
  await portal.owner.query('alter schema pgboss_away rename to pgboss')
  await expect(add()).resolves.toBeUndefined()
  await expect(jobs.stop()).resolves.toBeUndefined()
})

test('a queue that was never reached can be stopped', async () => {
  const jobs = createJobs(portal.app.world.database, () => [], deaf)
  await expect(jobs.stop()).resolves.toBeUndefined()
})

test('a change has a job of its own, though one of the same thing waits already', async () => {
  const queue: Queue = { name: queueName, listensTo: ['thing.changed'], async handle() {} }
  const world: World = { ...portal.app.world, queues: [queue] }
  const actor = await portal.actor('Katrine')
  const inTransaction = (work: (ctx: Context) => Promise<void>) =>
    world.database.transaction(jobsReach, (tx) =>
      work(contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } })),
    )
  const change = (ctx: Context) =>
    ctx.emit({
      type: 'thing.changed',
      organisationId: actor.organisationId,
      subject: { type: 'thing', id: 'one' },
    })
  const waiting = async () =>
    (
      await portal.owner.query<{ id: string }>(
        `select id from pgboss.job where name = $1 and state = 'created' and data ->> 'subjectId' = 'one'`,
        [queueName],
      )
    ).rows
  await inTransaction(change)
  const [first] = await waiting()
  await inTransaction(async (ctx) => {
    await change(ctx)
    await change(ctx)
    // Meanwhile the first is taken and over, without having seen what is not committed.
    await portal.owner.query('delete from pgboss.job where id = $1', [first?.id])
  })
  expect(await waiting()).toHaveLength(1)
})
