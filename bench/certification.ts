import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { closeRound, getRound, startRound, workInAll } from '../src/features/certification/index.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { addDays, civilDayOf } from '../src/kernel/civil-day.ts'
import { permissionsOf } from '../src/kernel/permissions.ts'
import { actAs } from '../src/platform/http/world.ts'
import { type BenchPortal, withOwner } from './bench-portal.ts'
import { workedSeconds } from './processes.ts'

const roles = 40

/** Holders of each role in each of 98 municipalities: 11,760 lines; with --large also ten times as many, and a million. */
const sizes = (isLarge: boolean): readonly number[] => (isLarge ? [3, 30, 255] : [3])

const cleared = `truncate certification_answer, certification_item, certification_reminder,
  certification_municipality, certification_round_role, certification_round, certification_schedule,
  assignment, role_access, role_version cascade; delete from role_vacancy; delete from role`

const load = `
insert into role (id, name, kind, non_response, grace_days, certification_months)
select gen_random_uuid(), 'Prøverolle ' || n, 'crossCutting', (array['keep', 'suspend', 'remove'])[1 + n % 3], 14, 12
from generate_series(1, ${roles}) n;
insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
select id, 1, '', '', current_date, now(), id, 'Signe Bruun', role_rules(id) from role;
insert into role_access (role_id, connector, team) select id, 'manual', name from role where name like '%0'`

const people = `
insert into user_account (id, organisation_id, name, first_signed_in_at, last_signed_in_at)
select gen_random_uuid(), o.id, 'Indehaver ' || n, now(), now()
from organisation o cross join generate_series(1, $1) n where o.kind = 'municipality' and not o.is_test
  and not exists (select from user_account u where u.organisation_id = o.id and u.name = 'Indehaver ' || n)`

const holders = `
insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at, started_at)
select u.organisation_id, gen_random_uuid(), r.id, u.id, u.name, current_date - 100, u.id, 'Anne Jensen', now(), now()
from user_account u cross join role r where u.name like 'Indehaver %'`

/** A round over all municipalities at growing sizes: started, answered for, closed, carried out. */
export async function measureCertification(
  portal: BenchPortal,
  isLarge: boolean,
  say: (line: string) => void,
): Promise<void> {
  await withOwner(portal, async (owner) => {
    say('Milliseconds by the clock (and of processor time: portal and database together).')
    say('| lines | round created | progress | 100 answers in one request | close | carried out |')
    say('|---|---|---|---|---|---|')
    for (const count of sizes(isLarge)) say(`| ${(await measureOne(portal, owner, count)).join(' | ')} |`)
  })
}

/** 40 roles with so many holders each in each of 98 municipalities, and the round that asks about them all. */
export async function prepareRound(owner: pg.Client, count: number) {
  await owner.query(cleared)
  await owner.query(load)
  await owner.query(people, [count])
  await owner.query(holders)
  await owner.query('vacuum analyze')
  const editor = await editorOf(owner)
  const { rows } = await owner.query<{ id: string }>('select id from role')
  const plan = {
    name: 'Måling',
    roleIds: rows.map(({ id }) => id),
    audience: { kind: 'all' },
    closesOn: addDays(civilDayOf(new Date()), 40),
    nonResponse: 'asRole',
    graceDays: 0,
  } as const
  return { editor, plan }
}

async function measureOne(portal: BenchPortal, owner: pg.Client, count: number): Promise<string[]> {
  const { world, as, server, loaded } = portal
  const { editor, plan } = await prepareRound(owner, count)
  const timed = timerOf(portal)
  const [started, startTime] = await timed(() => actAs(world, editor, 'api', (ctx) => startRound(ctx, plan)))
  const [, progressTime] = await timed(() => actAs(world, editor, 'api', (ctx) => getRound(ctx, started.id)))
  const answers = await answersOf(owner, loaded.municipality.id)
  const headers = { ...as.machine, 'content-type': 'application/json' }
  const [answer, answerTime] = await timed(() =>
    fetch(`${server.address}/api/v1/certification-answers`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ answers }),
    }),
  )
  const { results } = (await answer.json()) as { results: { result: string }[] }
  const saved = results.filter(({ result }) => result === 'saved').length
  if (saved !== answers.length) throw new Error(`${saved} of ${answers.length} answers were saved`)
  const [, closeTime] = await timed(() => actAs(world, editor, 'api', (ctx) => closeRound(ctx, started.id)))
  // The brake holds what a machine would never let go at once; approved here so that there is something to do.
  await owner.query(`update certification_round_role set brake = 'approved' where brake = 'held'`)
  await owner.query(`update certification_item i set consequence = case r.non_response when 'suspend' then 'suspended'
    else 'grace' end from certification_round_role r where r.round_id = i.round_id and r.role_id = i.role_id
    and i.consequence = 'held'`)
  const [, workTime] = await timed(() => workInAll(world, started.id))
  return [started.items.toLocaleString('en-GB'), startTime, progressTime, answerTime, closeTime, workTime]
}

type Timer = <T>(work: () => Promise<T>) => Promise<[T, string]>

/** By the clock, and what the processors worked for it: the second holds on a busy machine too. */
function timerOf({ dataDir, server }: BenchPortal): Timer {
  const worked = async () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000 + 1000 * (await workedSeconds(server)) + (await databaseWorked(dataDir))
  }
  return async (work) => {
    const [workedBefore, before] = [await worked(), performance.now()]
    const result = await work()
    const clock = performance.now() - before
    return [result, `${clock.toFixed(0)} (${((await worked()) - workedBefore).toFixed(0)})`]
  }
}

/** Milliseconds of one tick of the kernel's process times. */
const tick = 10

/** Milliseconds that the database's processes have worked, also those that have ended. */
async function databaseWorked(dataDir: string): Promise<number> {
  const [pid = ''] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  const statOf = async (id: string): Promise<string[]> => {
    const text = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  }
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(ids.map(async (id) => ({ id, stat: await statOf(id) })))
  const sum = (stat: readonly string[], to: number) =>
    stat.slice(11, to).reduce((ticks, value) => ticks + Number(value), 0)
  return stats.reduce((all, { id, stat }) => {
    if (id === pid) return all + sum(stat, 15) * tick
    return stat[1] === pid ? all + sum(stat, 13) * tick : all
  }, 0)
}

async function editorOf(owner: pg.Client): Promise<Actor> {
  const { rows } = await owner.query<{ id: string; name: string; organisation: number; of: string }>(
    `select u.id, u.name, o.id as organisation, o.name as of from user_account u
       join organisation o on o.id = u.organisation_id where o.kind = 'central' limit 1`,
  )
  const found = rows[0]
  if (!found) throw new Error('Nobody starts rounds')
  return {
    kind: 'user',
    id: found.id,
    name: found.name,
    side: 'central',
    organisationId: found.organisation,
    organisationName: found.of,
    systemRoles: ['kombit_redaktoer'],
    permissions: permissionsOf(['kombit_redaktoer']),
  }
}

/** 60 confirmed, 20 withdrawn, 20 replaced by somebody who holds none of the roles. */
async function answersOf(owner: pg.Client, organisationId: number): Promise<object[]> {
  const successor = await owner.query<{ id: string }>(
    `select id from user_account where organisation_id = $1 and name not like 'Indehaver %' limit 1`,
    [organisationId],
  )
  const { rows } = await owner.query<{ id: string }>(
    `select distinct on (role_id, n) id from (select id, role_id, user_name as n from certification_item
       where organisation_id = $1) line order by role_id, n limit 100`,
    [organisationId],
  )
  return rows.map(({ id: itemId }, index) => {
    if (index % 5 === 3) return { itemId, answer: 'withdraw', reason: 'Er stoppet' }
    return index % 5 === 4
      ? { itemId, answer: 'replace', successorId: successor.rows[0]?.id }
      : { itemId, answer: 'keep' }
  })
}
