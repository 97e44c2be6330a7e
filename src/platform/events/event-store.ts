import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/context.ts'
import type { EventToMany, NewEvent, Subject } from '../../kernel/event.ts'
import { db } from '../db/database.ts'

/** From where a change came (E1). */
export interface Origin {
  readonly via: 'web' | 'api' | 'job' | 'cli'
  readonly requestId: string | null
}

/** Who did it, when and from where: the same for each event of one transaction. */
export interface Witness {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly origin: Origin
}

const signature = ({ actor, now, origin }: Witness) => ({
  at: now,
  actor_kind: actor.kind,
  actor_id: actor.id,
  actor_name: actor.name,
  actor_organisation_id: actor.organisationId,
  actor_organisation_name: actor.organisationName,
  origin: origin.via,
  request_id: origin.requestId,
  on_behalf_of: actor.onBehalfOf?.id ?? null,
  on_behalf_of_name: actor.onBehalfOf?.name ?? null,
})

/** Writes one event in the transaction of its change. */
export async function insertEvent(witness: Witness, event: NewEvent): Promise<void> {
  await db(witness)
    .insertInto('event')
    .values({
      ...signature(witness),
      organisation_id: event.organisationId,
      type: event.type,
      subject_type: event.subject.type,
      subject_id: event.subject.id,
      changes: JSON.stringify(event.changes ?? {}),
      facts: JSON.stringify(event.facts ?? {}),
      inside_of: event.insideOf ?? null,
    })
    .execute()
}

/** Writes the same event for many things in one statement, each with its own facts and changes added. */
export async function insertEvents(
  witness: Witness,
  event: EventToMany,
  subjects: readonly Subject[],
): Promise<void> {
  if (subjects.length === 0) return
  const s = signature(witness)
  await sql`
    insert into event (at, actor_kind, actor_id, actor_name, actor_organisation_id, actor_organisation_name, origin,
      request_id, on_behalf_of, on_behalf_of_name, organisation_id, type, subject_type, subject_id, changes, facts)
    select ${s.at}, ${s.actor_kind}, ${s.actor_id}::uuid, ${s.actor_name}, ${s.actor_organisation_id}::int,
      ${s.actor_organisation_name}, ${s.origin}, ${s.request_id}, ${s.on_behalf_of}::uuid, ${s.on_behalf_of_name},
      organisation_id, ${event.type},
      ${event.subjectType}, subject_id, ${JSON.stringify(event.changes ?? {})}::jsonb || own_changes::jsonb,
      ${JSON.stringify(event.facts ?? {})}::jsonb || own_facts::jsonb
    from unnest(${subjects.map((subject) => subject.organisationId)}::int[],
      ${subjects.map((subject) => subject.id)}::text[],
      ${subjects.map((subject) => JSON.stringify(subject.facts ?? {}))}::text[],
      ${subjects.map((subject) => JSON.stringify(subject.changes ?? {}))}::text[])
      as subject (organisation_id, subject_id, own_facts, own_changes)`.execute(db(witness))
}
