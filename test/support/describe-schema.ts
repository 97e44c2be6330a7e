import type pg from 'pg'

interface Column {
  table: string
  name: string
  type: string
  not_null: boolean
  standard: string | null
  is_identity: boolean
  generated: boolean
  comment: string | null
}

const columnsSql = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
    pg_get_expr(d.adbin, d.adrelid) as standard, a.attidentity <> '' as is_identity, a.attgenerated <> '' as generated,
    col_description(c.oid, a.attnum) as comment
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname, a.attnum`

const tsTypes: Record<string, string> = {
  text: 'string',
  uuid: 'string',
  integer: 'number',
  bigint: 'number',
  smallint: 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  date: 'CivilDay',
  bytea: 'Buffer',
  tsvector: 'string',
}

function tsType(type: string): string {
  if (type.endsWith('[]')) return `${tsType(type.slice(0, -2))}[]`
  const known = tsTypes[type]
  if (!known) throw new Error(`No TypeScript type for ${type}`)
  return known
}

function tsColumn(column: Column): string {
  if (column.type === 'jsonb') return column.standard !== null ? 'JsonWithDefault' : 'Json'
  const base = `${tsType(column.type)}${column.not_null ? '' : ' | null'}`
  if (column.generated) return `GeneratedAlways<${base}>`
  return column.standard !== null || column.is_identity ? `Generated<${base}>` : base
}

const pascal = (name: string): string =>
  name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase())

/** The tables as Kysely reads them, as TypeScript. */
export async function describeTables(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Column>(columnsSql)
  const tables = [...new Set(rows.map((row) => row.table))].filter((table) => table !== 'migration')
  const interfaces = tables.map((table) => {
    const lines = rows.filter((row) => row.table === table).map((row) => `  ${row.name}: ${tsColumn(row)}`)
    return `export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}`
  })
  const map = tables.map((table) => `  ${table}: ${pascal(table)}Table`).join('\n')
  const used = interfaces.join('\n')
  const imported = ['ColumnType', 'Generated', 'GeneratedAlways'].filter(
    (name) => name === 'ColumnType' || used.includes(`${name}<`),
  )
  return `// Made from the migrations by test/schema.test.ts (UPDATE_SCHEMA=1 writes it anew). Do not edit.
import type { ${imported.join(', ')} } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'

/** Read as a value, written as JSON text. */
type Json = ColumnType<EventValue, string, string>
type JsonWithDefault = ColumnType<EventValue, string | undefined, string>

${interfaces.join('\n\n')}

export interface Tables {
${map}
}
`
}

const constraintsSql = `
  select c.relname as table, con.conname as name, pg_get_constraintdef(con.oid) as text from pg_constraint con
    join pg_class c on c.oid = con.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and con.contype <> 'n' order by c.relname, con.conname`
const indexesSql = `
  select tablename as table, indexdef as text from pg_indexes where schemaname = 'public'
    and indexname not in (select conname from pg_constraint) order by tablename, indexname`
const policiesSql = `
  select tablename as table, policyname as name, cmd, array_to_string(roles, ', ') as roles, qual, with_check
  from pg_policies where schemaname = 'public' order by tablename, policyname`
const commentsSql = `
  select c.relname as table, obj_description(c.oid, 'pg_class') as text, c.relrowsecurity as secured
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`

type Named = { table: string; name: string; text: string }
type Policy = {
  table: string
  name: string
  cmd: string
  roles: string
  qual: string | null
  with_check: string | null
}

function policyLine(policy: Policy): string {
  const using = policy.qual ? ` using (${policy.qual})` : ''
  const check = policy.with_check ? ` with check (${policy.with_check})` : ''
  return `-- policy ${policy.name} for ${policy.cmd.toLowerCase()} to ${policy.roles}${using}${check}`.replace(
    /\s+/g,
    ' ',
  )
}

/** The whole schema as text for people: tables, columns with comments, constraints, indexes, policies. */
export async function describeSchema(client: pg.Client): Promise<string> {
  const columns = (await client.query<Column>(columnsSql)).rows
  const constraints = (await client.query<Named>(constraintsSql)).rows
  const indexes = (await client.query<{ table: string; text: string }>(indexesSql)).rows
  const policies = (await client.query<Policy>(policiesSql)).rows
  const comments = (await client.query<{ table: string; text: string | null; secured: boolean }>(commentsSql))
    .rows
  const tables = [...new Set(columns.map((column) => column.table))]
  const parts = tables.map((table) => {
    const of = <T extends { table: string }>(rows: T[]): T[] => rows.filter((row) => row.table === table)
    const fact = of(comments)[0]
    const lines = of(columns).map((column) => {
      const standard = column.is_identity
        ? ' identity'
        : column.standard
          ? ` ${column.generated ? 'generated as' : 'default'} ${column.standard.replace(/\s+/g, ' ')}`
          : ''
      return `  ${column.name} ${column.type}${column.not_null ? ' not null' : ''}${standard},${column.comment ? ` -- ${column.comment}` : ''}`
    })
    const bounds = of(constraints).map((constraint) => `  constraint ${constraint.name} ${constraint.text},`)
    return [
      ...(fact?.text ? [`-- ${fact.text}`] : []),
      `create table ${table} (`,
      ...lines,
      ...bounds,
      ');',
      ...of(indexes).map((index) => `${index.text.replace(/ USING btree/, '')};`),
      ...(fact?.secured ? [`alter table ${table} enable row level security;`] : []),
      ...of(policies).map(policyLine),
    ].join('\n')
  })
  return `-- Made from the migrations by test/schema.test.ts (UPDATE_SCHEMA=1 writes it anew). For reading, not for running.\n\n${parts.join('\n\n')}\n`
}
