import pg from 'pg'
import { municipalities } from './municipalities.ts'

interface MasterOrganisation {
  readonly kind: 'central' | 'municipality' | 'supplier'
  readonly name: string
  readonly shortName: string
  readonly cvr: string
  readonly code: string | null
  readonly region: string | null
  readonly fkOrgUuid: string | null
  readonly isTest: boolean
}

/** 'Københavns Kommune' → 'København': the name people say, and sort by. */
const spokenNames: Record<string, string> = {
  'Københavns Kommune': 'København',
  'Bornholms Regionskommune': 'Bornholm',
  'Vesthimmerlands Kommune': 'Vesthimmerland',
  'Nordfyns Kommune': 'Nordfyn',
}

const spokenName = (name: string): string => spokenNames[name] ?? name.replace(/ Kommune$/, '')

const nothing = { code: null, region: null, fkOrgUuid: null, isTest: false }

const realOnes: readonly MasterOrganisation[] = [
  { ...nothing, kind: 'central', name: 'KOMBIT', shortName: 'KOMBIT', cvr: '19435075' },
  ...municipalities.map(([code, name, cvr, region, fkOrgUuid]) => ({
    kind: 'municipality' as const,
    name,
    shortName: spokenName(name),
    cvr,
    code,
    region,
    fkOrgUuid,
    isTest: false,
  })),
]

/** The fictitious test municipality of Danish public IT, and a supplier to read progress as. */
const demoOnes: readonly MasterOrganisation[] = [
  {
    ...nothing,
    kind: 'municipality',
    name: 'Korsbæk Kommune',
    shortName: 'Korsbæk',
    cvr: '11111111',
    isTest: true,
  },
  {
    ...nothing,
    kind: 'supplier',
    name: 'Netleverandøren A/S',
    shortName: 'Netleverandøren',
    cvr: '22222222',
    isTest: true,
  },
]

/**
 * Makes the organisations that always exist, and brings their names up to date. As the owner: nobody else may.
 * @param withDemo also the fictitious ones
 */
export async function saveMasterOrganisations(owner: pg.ClientConfig, withDemo: boolean): Promise<void> {
  const rows = withDemo ? [...realOnes, ...demoOnes] : realOnes
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(
      `insert into organisation (kind, name, short_name, cvr, code, region, fk_org_uuid, is_test)
       select kind, name, "shortName", cvr, code, region, "fkOrgUuid", "isTest"
       from jsonb_to_recordset($1::jsonb) as given (kind text, name text, "shortName" text, cvr text,
         code text, region text, "fkOrgUuid" uuid, "isTest" boolean)
       on conflict (cvr) do update set name = excluded.name, short_name = excluded.short_name,
         region = excluded.region, fk_org_uuid = excluded.fk_org_uuid`,
      [JSON.stringify(rows)],
    )
  } finally {
    await client.end()
  }
}
