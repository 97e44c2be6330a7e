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
  /** Rows of the log, those that say "sent", and the different reminders among them. */
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
/** A claim of two minutes runs out in two seconds. */
const speed = 60

const people = `
insert into user_account (id, organisation_id, name, email, first_signed_in_at, last_signed_in_at)
select gen_random_uuid(), (array(select id from organisation where kind = 'municipality' and not is_test
  order by id limit 98))[1 + n % 98], 'Modtager ' || n, 'modtager.' || n || '@kommune' || n % 98 || '.example', now(), now()
from generate_series(1, $1::int) n`

/** Each tells one person that they have been given a role. */
const happenings = `
with them as (select u.*, row_number() over (order by id) as place, count(*) over () as count
  from user_account u where u.name like 'Modtager %')
insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
  actor_organisation_id, actor_organisation_name, origin, facts)
select $2, u.organisation_id, 'assignment.started', 'assignment', gen_random_uuid()::text, 'job',
  '00000000-0000-0000-0000-000000000000', 'Tværs', o.id, o.name, 'job',
  jsonb_build_object('userId', u.id, 'roleName', 'Rolle ' || n)
from generate_series(1, $1::int) n join them u on u.place = 1 + n % u.count
  cross join (select id, name from organisation where kind = 'central' order by id limit 1) o`

const standing = `
select count(*)::int as planned, count(*) filter (where m.state = 'sent')::int as sent,
  count(distinct m.event_id) filter (where m.state = 'sent')::int as different
from notification_mail m`

/** Tells and sends reminders by three workers that are killed at random, and looks at what the log and the sink say. */
export async function runMail(run: MailRun): Promise<MailResult> {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-mail-'))
  const owner = new pg.Client(run.database.owner)
  await owner.connect()
  const chance = chanceOf(run.seed)
  const deaths = Array.from({ length: run.kills }, () =>
    chance.between(1, Math.ceil(run.reminders * 0.9)),
  ).sort((one, other) => one - other)
  let crew: Workers | null = null
  let killing = Promise.resolve()
  const sink = await openSink(run.answersAfter, (count) => {
    while (deaths[0] !== undefined && count >= deaths[0]) {
      deaths.shift()
      killing = killing.then(() => crew?.killOne(chance.between(0, workers - 1)))
    }
  })
  try {
    const startedAt = Date.now()
    await owner.query(people, [Math.min(run.reminders, 1_000)])
    await owner.query(happenings, [run.reminders, new Date(startedAt)])
    crew = await startWorkers(run.program, workers, {
      environment: environmentOf(sink.url, folder),
      login: run.database.login,
      pace: { startedAt, begins: startedAt, speed },
      folder,
    })
    const began = Date.now()
    const seconds = () => (Date.now() - began) / 1000
    await untilAllSent(run, owner, seconds)
    const took = seconds()
    await killing
    const { rows } = await owner.query<{ planned: number; sent: number; different: number }>(standing)
    const ids = await owner.query<{ id: string }>(`select id from notification_mail where state = 'sent'`)
    return {
      ...(rows[0] ?? { planned: 0, sent: 0, different: 0 }),
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
async function untilAllSent(run: MailRun, owner: pg.Client, seconds: () => number): Promise<void> {
  const boss = new PgBoss({ ...(run.database.login as object), max: 1, supervise: false, schedule: false })
  boss.on('error', (error) => run.say(`Asking for work: ${error.message}`))
  await boss.start()
  let saidAt = 0
  try {
    for (;;) {
      for (let worker = 0; worker < workers; worker++)
        for (const queue of ['notifications.telling', 'notifications.mail']) await boss.send(queue, {})
      await pause(1_000)
      const { rows } = await owner.query<{ planned: number; sent: number }>(standing)
      const { planned = 0, sent = 0 } = rows[0] ?? {}
      if (sent === run.reminders) return
      if (seconds() > run.mostSeconds)
        throw new Error(
          `Not done after ${run.mostSeconds} s: ${planned} planned, ${sent} sent (seed ${run.seed}).`,
        )
      if (seconds() - saidAt > 15) {
        saidAt = seconds()
        run.say(`${planned} planned, ${sent} sent after ${saidAt.toFixed(0)} s`)
      }
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

export const reportOfMail = (result: MailResult): string =>
  [
    `${result.reminders} reminders, ${workers} workers, killed ${result.killed} times, ${result.seconds.toFixed(1)} s (seed ${result.seed}).`,
    `In the log: ${result.planned} planned, ${result.sent} sent, ${result.different} different ones.`,
    `At the mail server: ${result.arrived} different mails, ${result.arrivedAgain} of them more than once; ${result.lost} lost.`,
  ].join('\n')
