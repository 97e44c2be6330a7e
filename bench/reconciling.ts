import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { createStandInMattermost } from '../src/demo/stand-in-mattermost/stand-in-mattermost.ts'
import { newUser, type State, seedState } from '../src/demo/stand-in-mattermost/state.ts'
import { randomId } from '../src/demo/stand-in-mattermost/world.ts'
import { inJob } from '../src/features/organisations/index.ts'
import { createWorkshop, findRun, reconcileNow } from '../src/features/provisioning/index.ts'
import { type BenchPortal, withOwner } from './bench-portal.ts'

const token = 'adm1nt0kenadm1nt0kenadm1nt'
const channels = ['varsler', 'advisering', 'teknisk-sparring']

/** Members of a team and three channels; with --large ten times as many. */
const sizes = (isLarge: boolean): readonly number[] => (isLarge ? [1_000, 10_000, 100_000] : [1_000, 10_000])

const cleared = `truncate reconciliation_finding, reconciliation, removal_hold_person, removal_hold, accepted_member,
  watched_place, provisioning_target, provisioning_step, provisioning_record, assignment, role_access,
  role_version cascade; delete from role; delete from user_account where name like 'Medlem %'`

const role = `
insert into role (id, name, kind) values (gen_random_uuid(), 'Deltager', 'crossCutting');
insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
select id, 1, '', '', current_date, now(), id, 'Signe Bruun', role_rules(id) from role;
insert into role_access (role_id, connector, team, channels)
select id, 'mattermost', 'kommuner', '{varsler,advisering,teknisk-sparring}' from role`

const people = `
insert into user_account (id, organisation_id, name, email, first_signed_in_at, last_signed_in_at)
select gen_random_uuid(), (array(select id from organisation where kind = 'municipality' and not is_test
  order by id limit 98))[1 + n % 98], 'Medlem ' || n, 'medlem.' || n || '@kommune.example', now(), now()
from generate_series(1, $1) n`

const assignments = `
insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at, started_at)
select u.organisation_id, gen_random_uuid(), r.id, u.id, u.name, current_date - 100, u.id, 'Anne Jensen', now(), now()
from user_account u cross join role r where u.name like 'Medlem %'`

/** Everybody proven inside an hour ago, as workers would have left them. */
const records = `
insert into provisioning_record (organisation_id, user_id, connector, account_id, origin, username, sign_in, sign_in_epoch,
  epoch, presence, wanted, managed, state, verified_at, active_since, updated_at)
select g.organisation_id, g.user_id, g.connector, 'm' || lpad(split_part(u.name, ' ', 2), 25, '0'), 'created',
  'medlem.' || split_part(u.name, ' ', 2), 'bound', g.epoch, g.epoch, 'present', g.opens, g.opens, 'active',
  now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour'
from access_grant_on(current_date) g join user_account u on u.id = g.user_id where u.name like 'Medlem %'`

/** The stand-in's state with all of them in; the last `missing` are out of one channel each. */
function stateOf(count: number, missing: number): State {
  const state = seedState(randomId, Date.now())
  const team = state.teams[0]
  if (!team) throw new Error('The stand-in has no team')
  const found = state.channels.filter(({ name }) => channels.includes(name))
  for (let n = 1; n <= count; n++) {
    const id = `m${String(n).padStart(25, '0')}`
    state.users.push(
      newUser(id, Date.now() - 3_600_000, {
        username: `medlem.${n}`,
        email: `medlem.${n}@kommune.example`,
        auth_service: 'gitlab',
        auth_data: String(100_000 + n),
      }),
    )
    state.teamMembers.push({ team_id: team.id, user_id: id, delete_at: 0, scheme_admin: false })
    for (const [index, channel] of found.entries()) {
      if (index === 0 && n > count - missing) continue
      state.channelMembers.push({ channel_id: channel.id, user_id: id, scheme_admin: false })
    }
  }
  return state
}

/** One quick look at growing sizes: all agree, and with a hundred drifted. */
export async function measureReconciliation(
  portal: BenchPortal,
  isLarge: boolean,
  say: (line: string) => void,
): Promise<void> {
  await withOwner(portal, async (owner) => {
    say('Seconds by the clock; the stand-in runs in this process, without latency.')
    say('| members | all agree | calls | with 100 who drifted | found |')
    say('|---|---|---|---|---|')
    for (const count of sizes(isLarge)) {
      const well = await measureOne(portal, owner, count, 0)
      const drifted = await measureOne(portal, owner, count, 100)
      say(
        `| ${count.toLocaleString('en-GB')} | ${well.seconds} | ${well.calls} | ${drifted.seconds} | ${drifted.found} |`,
      )
    }
  })
}

async function measureOne(portal: BenchPortal, owner: pg.Client, count: number, missing: number) {
  await owner.query(cleared)
  await owner.query(role)
  await owner.query(people, [count])
  await owner.query(assignments)
  await owner.query(records)
  await owner.query('vacuum analyze')
  let calls = 0
  const app = createStandInMattermost({
    adminToken: token,
    now: () => new Date(),
    state: stateOf(count, missing),
  })
  app.addHook('onRequest', async () => {
    calls += 1
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const { port } = app.server.address() as AddressInfo
    const workshop = createWorkshop(portal.world, { url: `http://127.0.0.1:${port}`, token })
    const started = performance.now()
    const id = await reconcileNow(
      workshop,
      { connector: 'mattermost', kind: 'quick', isDryRun: true, trustsGaps: false, askedBy: 'person' },
      (begin) => inJob(portal.world, begin),
    )
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const run = id ? await inJob(portal.world, (ctx) => findRun(ctx, id)) : null
    if (run?.state !== 'done' || run.people !== count)
      throw new Error(`The run ended as ${run?.state} (${run?.abortedCode}), ${run?.people} compared`)
    const found = run.found.missing ?? 0
    if (found !== missing) throw new Error(`${found} found instead of ${missing}`)
    return { seconds, calls, found }
  } finally {
    await app.close()
  }
}
