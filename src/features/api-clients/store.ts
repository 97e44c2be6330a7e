import { sql } from 'kysely'
import type { Side } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import type { Permission } from '../../kernel/permissions.ts'
import { db } from '../../platform/db/database.ts'

interface NewClient {
  readonly id: string
  readonly organisationId: number
  readonly name: string
  readonly tokenHash: Buffer
  readonly permissions: readonly Permission[]
  readonly createdBy: string | null
}

export async function insertClient(holder: { tx: Tx }, client: NewClient, now: Date): Promise<void> {
  await db(holder)
    .insertInto('api_client')
    .values({
      id: client.id,
      organisation_id: client.organisationId,
      name: client.name,
      token_hash: client.tokenHash,
      permissions: [...client.permissions],
      created_at: now,
      created_by: client.createdBy,
    })
    .execute()
}

/** A client with its organisation, or null. */
export async function findClient(holder: { tx: Tx }, id: string) {
  const row = await db(holder)
    .selectFrom('api_client as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
    .select([
      'c.id as id',
      'c.name as name',
      'c.token_hash as tokenHash',
      'c.permissions as permissions',
      'c.last_used_at as lastUsedAt',
      'c.revoked_at as revokedAt',
      'o.id as organisationId',
      'o.name as organisationName',
    ])
    .select((eb) => eb.ref('o.kind').$castTo<Side>().as('side'))
    .where('c.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Requests of one client run side by side: the row is skipped while another of them writes it. */
export async function saveUsed(holder: { tx: Tx }, id: string, now: Date): Promise<void> {
  await sql`
    update api_client set last_used_at = ${now}
    where id = (select id from api_client where id = ${id} for update skip locked)`.execute(db(holder))
}

/** @returns false when it was revoked before, or never was */
export async function saveRevoked(holder: { tx: Tx }, id: string, now: Date): Promise<boolean> {
  const result = await db(holder)
    .updateTable('api_client')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

/** The organisation with a CVR number, or null. */
export async function findOrganisation(holder: { tx: Tx }, cvr: string) {
  const row = await db(holder)
    .selectFrom('organisation')
    .select(['id', 'name'])
    .select((eb) => eb.ref('kind').$castTo<Side>().as('side'))
    .where('cvr', '=', cvr)
    .executeTakeFirst()
  return row ?? null
}
