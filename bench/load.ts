import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Connection } from '../src/platform/db/database.ts'
import { loadStatements } from './load-statements.ts'
import { phases, projects, texts, themes, titleOf } from './words.ts'

export interface Size {
  /** Templates, each rolled out to every real municipality: so many tasks each. */
  readonly templates: number
  /** Made-up municipalities beside the real ones. */
  readonly extraMunicipalities: number
  /** How many of the templates are rolled out to the made-up ones as well. */
  readonly extraTemplates: number
}

/** People with a sign-in, and what there is to ask for. */
export interface Loaded {
  readonly municipality: { readonly id: number; readonly cvr: string }
  readonly administrator: { readonly id: string; readonly session: string }
  readonly editor: { readonly id: string; readonly session: string }
  readonly tasks: number
  readonly municipalities: number
  /** Unanswered tasks of the municipality that ask for no role: they can be answered at once. */
  readonly openTasks: readonly number[]
  /** The roll-out that reaches most. */
  readonly rolloutId: string
  readonly templateIds: readonly string[]
}

/** Fills a migrated, empty database with set-based statements, as its owner. */
export async function load(owner: Connection, size: Size, say: (line: string) => void): Promise<Loaded> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin')
    await insertContent(client, size)
    for (const [what, statement] of Object.entries(loadStatements)) {
      const began = performance.now()
      await client.query(statement)
      const seconds = (performance.now() - began) / 1000
      if (seconds > 2) say(`  ${what}: ${seconds.toFixed(1)} s`)
    }
    await client.query('commit')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    return await describe(client)
  } finally {
    await client.end()
  }
}

async function insertContent(client: pg.Client, size: Size): Promise<void> {
  const templates = Array.from({ length: size.templates }, (_, index) => ({
    position: index,
    title: titleOf(index),
    project: projects[index % projects.length],
    phase: phases[index % phases.length],
    theme: themes[index % themes.length],
    priority: (['mandatory', 'recommended', 'voluntary'] as const)[index % 3],
    ...texts,
  }))
  await client.query(
    'create temporary table wanted (position int, template jsonb, for_extra boolean) on commit drop',
  )
  await client.query(
    `insert into wanted select (t ->> 'position')::int, t, (t ->> 'position')::int < $2
     from jsonb_array_elements($1::jsonb) t`,
    [JSON.stringify(templates), size.extraTemplates],
  )
  await client.query(
    `insert into organisation (kind, name, short_name, cvr, region, is_test)
     select 'municipality', 'Prøve ' || n || ' Kommune', 'Prøve ' || n, lpad(n::text, 8, '0'),
       (array['Hovedstaden', 'Sjælland', 'Syddanmark', 'Midtjylland', 'Nordjylland'])[1 + n % 5], true
     from generate_series(1, $1) n`,
    [size.extraMunicipalities],
  )
}

async function describe(client: pg.Client): Promise<Loaded> {
  const one = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T> => {
    const { rows } = await client.query<T>(text, values)
    if (!rows[0]) throw new Error(`Nothing was loaded: ${text}`)
    return rows[0]
  }
  const municipality = await one<{ id: number; cvr: string }>(
    `select id, cvr from organisation where kind = 'municipality' and not is_test order by id limit 1`,
  )
  const kombit = await one<{ id: number }>(`select id from organisation where kind = 'central'`)
  const { tasks } = await one<{ tasks: number }>('select count(*)::int as tasks from task')
  const { municipalities } = await one<{ municipalities: number }>(
    `select count(*)::int as municipalities from organisation where kind = 'municipality'`,
  )
  const { numbers } = await one<{ numbers: number[] }>(
    `select coalesce(array_agg(number::int order by number), '{}') as numbers from task
     where organisation_id = $1 and status <> 'completed'`,
    [municipality.id],
  )
  const templates = await client.query<{ id: string }>('select id from task_template order by id')
  return {
    municipality,
    administrator: await signIn(client, municipality.id, 'Katrine Holm', 'klik_administrator'),
    editor: await signIn(client, kombit.id, 'Signe Bruun', 'kombit_redaktoer'),
    tasks,
    municipalities,
    openTasks: numbers,
    rolloutId: (await one<{ id: string }>('select id from rollout order by task_count desc, id limit 1')).id,
    templateIds: templates.rows.map((row) => row.id),
  }
}

/** A person with an open session, as the sign-in leaves them. */
async function signIn(client: pg.Client, organisationId: number, name: string, systemRole: string) {
  const id = randomUUID()
  const session = randomUUID()
  await client.query(
    `insert into user_account (id, organisation_id, name, system_roles, first_signed_in_at, last_signed_in_at)
     values ($1, $2, $3, array[$4], now(), now())`,
    [id, organisationId, name, systemRole],
  )
  await client.query(
    `insert into session (token_hash, user_id, organisation_id, system_roles, created_at, last_seen_at, door)
     values ($1, $2, $3, array[$4], now(), now(), 'demo')`,
    [createHash('sha256').update(session).digest(), id, organisationId, systemRole],
  )
  return { id, session }
}
