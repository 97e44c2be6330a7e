import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Connection } from '../../src/platform/db/database.ts'
import { chanceOf } from '../chaos/chance.ts'
import { startWorkers, type Workers } from '../chaos/workers.ts'
import { openSink } from './sink.ts'

export interface MailRun {
  readonly reminders: number
  /** How many times a worker is killed on the way. */
  readonly kills: number
  readonly seed: number
  readonly answersAfter: number
  /** Seconds before a run that does not end is given up. */
  readonly mostSeconds: number
  readonly database: { readonly owner: Connection; readonly login: Connection }
  /** The built worker of the chaos runs: a portal that does its background work alone. */
  readonly program: string
  readonly say: (line: string) => void
}

export interface MailResult {
  readonly seed: number
  readonly reminders: number
  /** Steps of the ladder that were noted. */
  readonly told: number
  /** Rows of the log, those that say "sent", and the different tasks among them. */
  readonly planned: number
  readonly sent: number
  readonly different: number
  /** Different mails the sink took, and those it took more than once. */
  readonly arrived: number
  readonly arrivedAgain: number
  /** Mails in the log as sent that the sink never saw. */
  readonly lost: number
  readonly killed: number
  readonly seconds: number
}

const workers = 3
/**
 * A claim of two minutes runs out in six seconds: soon after a worker has died, but not while one that lives waits for a
 * busy machine. A long run must not last until the next step of the ladder is due.
 */
const speed = 20

/** A Tuesday shortly before reminders are told. Ten days on, on a Friday, all the tasks are due. */
const begins = new Date('2027-03-02T05:58:00Z')
const dueOn = '2027-03-12'
const receivedAt = new Date('2027-02-25T09:00:00Z')

/** What the portal was loaded with is answered, and told: the run counts its own alone. */
const quiet = `
update task set status = 'completed', outcome = 'participated' where status <> 'completed';
update notification_horizon set event_id = (select coalesce(max(id), 0) from event)`

const people = `
insert into user_account (id, organisation_id, name, email, first_signed_in_at, last_signed_in_at)
select gen_random_uuid(), (array(select id from organisation where kind = 'municipality' and not is_test
  order by id limit 98))[1 + n % 98], 'Modtager ' || n, 'modtager.' || n || '@kommune' || n % 98 || '.example', now(), now()
from generate_series(1, $1::int) n`

/** One task description for all. */
const template = `
with new_project as (insert into project (id, name) values (gen_random_uuid(), 'Påmindelser') returning id),
new_template as (
  insert into task_template (id, project_id, created_at, created_by, created_by_name, published_at)
  select gen_random_uuid(), id, $1, gen_random_uuid(), 'Signe Bruun', $1 from new_project returning id),
new_version as (
  insert into task_template_version (template_id, version, title, goal, description, assignment, method, outcome,
    quality_criteria, priority, phase, theme, created_at, created_by, created_by_name)
  select id, 1, 'Skift adgangskoder', '', '', '', '', '', '', 'mandatory', 'Udrulning', 'It-sikkerhed', $1,
    gen_random_uuid(), 'Signe Bruun' from new_template)
insert into rollout (id, template_id, audience, priority, due_on, published_at, published_by, published_by_name, task_count)
select gen_random_uuid(), id, '{"kind": "all"}', 'mandatory', $2, $1, gen_random_uuid(), 'Signe Bruun', $3 from new_template
returning id, template_id as "templateId"`

/** Each is somebody's to do. */
const tasks = `
with them as (select u.*, row_number() over (order by id) as place, count(*) over () as count
  from user_account u where u.name like 'Modtager %')
insert into task (organisation_id, template_id, rollout_id, priority, performer_id, performer_name, due_on, received_at,
  changed_at)
select u.organisation_id, $2, $3, 'mandatory', u.id, u.name, $4, $5, $5
from generate_series(1, $1::int) n join them u on u.place = 1 + n % u.count`

const standing = `
select (select count(*)::int from reminder) as told, count(*)::int as planned,
  count(*) filter (where m.state = 'sent')::int as sent,
  count(distinct (m.organisation_id, m.subject_id)) filter (where m.state = 'sent')::int as different
from notification_mail m`

type Standing = Pick<MailResult, 'told' | 'planned' | 'sent' | 'different'>

const nothingYet: Standing = { told: 0, planned: 0, sent: 0, different: 0 }

async function seed(owner: pg.Client, reminders: number): Promise<void> {
  await owner.query(quiet)
  await owner.query(people, [Math.min(reminders, 1_000)])
  const made = await owner.query<{ id: string; templateId: string }>(template, [receivedAt, dueOn, reminders])
  await owner.query(tasks, [reminders, made.rows[0]?.templateId, made.rows[0]?.id, dueOn, receivedAt])
  await owner.query('analyze')
}

/**
 * Plans reminders by the ladder and sends them, by three workers that are killed at random, one of them while it plans;
 * and looks at what the log and the sink say.
 */
export async function runMail(run: MailRun): Promise<MailResult> {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-mail-'))
  const owner = new pg.Client(run.database.owner)
  await owner.connect()
  const chance = chanceOf(run.seed)
  const deaths = Array.from({ length: run.kills - 1 }, () =>
    chance.between(1, Math.ceil(run.reminders * 0.9)),
  ).sort((one, other) => one - other)
  let crew: Workers | null = null
  let killing = Promise.resolve()
  const killOne = () => {
    killing = killing.then(() => crew?.killOne(chance.between(0, workers - 1)))
  }
  const sink = await openSink(run.answersAfter, (count) => {
    while (deaths[0] !== undefined && count >= deaths[0]) {
      deaths.shift()
      killOne()
    }
  })
  try {
    await seed(owner, run.reminders)
    const startedAt = Date.now()
    crew = await startWorkers(run.program, workers, {
      environment: environmentOf(sink.url, folder),
      login: run.database.login,
      pace: { startedAt, begins: begins.getTime(), speed },
      folder,
    })
    const began = Date.now()
    const seconds = () => (Date.now() - began) / 1000
    const nearPlanning = chance.between(0, Math.min(2_000, run.reminders))
    await untilAllSent(run, owner, seconds, () => setTimeout(killOne, nearPlanning))
    const took = seconds()
    await killing
    const { rows } = await owner.query<Standing>(standing)
    const ids = await owner.query<{ id: string }>(`select id from notification_mail where state = 'sent'`)
    return {
      ...(rows[0] ?? nothingYet),
      seed: run.seed,
      reminders: run.reminders,
      arrived: sink.seen.size,
      arrivedAgain: [...sink.seen.values()].filter((times) => times > 1).length,
      lost: ids.rows.filter(({ id }) => !sink.seen.has(`<${id}@tvaers.example>`)).length,
      killed: crew.killed,
      seconds: took,
    }
  } finally {
    await killing
    await crew?.stop()
    await sink.close()
    await owner.end()
    await rm(folder, { recursive: true, force: true })
  }
}

const environmentOf = (url: string, folder: string): Record<string, string> => ({
  MODE: 'production',
  BASE_URL: 'https://tvaers.example',
  SECRET_KEY: 'nobody keeps anything that is signed here',
  DATA_DIR: folder,
  LOG_LEVEL: 'fatal',
  SMTP_URL: url,
  MAIL_FROM: 'Tværs <tvaers@tvaers.example>',
  MAIL_PER_MINUTE: '100000',
})

/** Looks until the log says that everything is sent. Asks for work as the clock of the portal does, at its faster pace. */
async function untilAllSent(
  run: MailRun,
  owner: pg.Client,
  seconds: () => number,
  planning: () => void,
): Promise<void> {
  const boss = new PgBoss({ ...(run.database.login as object), max: 1, supervise: false, schedule: false })
  boss.on('error', (error) => run.say(`Asking for work: ${error.message}`))
  await boss.start()
  let saidAt = 0
  let { told, planned, sent } = nothingYet
  try {
    for (let isFirst = true; ; isFirst = false) {
      const queues = ['notifications.telling', 'notifications.mail']
      for (let worker = 0; worker < workers; worker++)
        for (const queue of told === 0 ? ['reminders.morning', ...queues] : queues) await boss.send(queue, {})
      if (isFirst) planning()
      await pause(1_000)
      const { rows } = await owner.query<Standing>(standing)
      ;({ told, planned, sent } = rows[0] ?? nothingYet)
      if (sent === run.reminders) return
      if (seconds() > run.mostSeconds)
        throw new Error(
          `Not done after ${run.mostSeconds} s: ${told} told, ${planned} planned, ${sent} sent (seed ${run.seed}).`,
        )
      if (seconds() - saidAt > 15) {
        saidAt = seconds()
        run.say(`${told} told, ${planned} planned, ${sent} sent after ${saidAt.toFixed(0)} s`)
      }
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

export const reportOfMail = (result: MailResult): string =>
  [
    `${result.reminders} reminders, ${workers} workers, killed ${result.killed} times, ${result.seconds.toFixed(1)} s (seed ${result.seed}).`,
    `Steps of the ladder: ${result.told}. In the log: ${result.planned} planned, ${result.sent} sent, ${result.different} different ones.`,
    `At the mail server: ${result.arrived} different mails, ${result.arrivedAgain} of them more than once; ${result.lost} lost.`,
  ].join('\n')
