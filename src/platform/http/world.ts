import { randomUUID } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Context, Tx } from '../../kernel/context.ts'
import type { Subject } from '../../kernel/event.ts'
import type { Language } from '../../kernel/language.ts'
import type { Database, View } from '../db/database.ts'
import { inBackground } from '../db/patience.ts'
import { reachOf } from '../db/roles.ts'
import { insertEvent, insertEvents, type Origin } from '../events/event-store.ts'
import type { Jobs, Queue } from '../jobs/jobs.ts'

/** What every transaction of the process shares. */
export interface World {
  readonly database: Database
  readonly jobs: Jobs
  readonly queues: readonly Queue[]
  readonly clock: Clock
}

export interface Setting {
  readonly tx: Tx
  readonly actor: Actor
  readonly language: Language
  readonly origin: Origin
  /** Told of each event type emitted. */
  readonly onEvent?: (type: string) => void
}

/**
 * Makes the context of one transaction: events are written and listeners' jobs added within it. Jobs of the same thing
 * are joined within the transaction and never with another's: one that waits already may be taken, and be over, before
 * this change is committed, and nobody would work on it then.
 */
export function contextIn(world: World, setting: Setting): Context {
  const { tx, actor, language, origin } = setting
  const now = world.clock.now()
  const witness = { tx, actor, now, origin }
  let ownKey = ''
  const onceKeyOf = (queue: Queue, { organisationId, id }: Subject): string => {
    ownKey ||= randomUUID()
    return `${ownKey}:${organisationId}${queue.oncePerOrganisation ? '' : `:${id}`}`
  }
  const listening = (type: string) => world.queues.filter((queue) => queue.listensTo?.includes(type))
  return {
    actor,
    tx,
    now,
    today: civilDayOf(now),
    language,
    newId: () => world.clock.newId(),
    async emit(event) {
      setting.onEvent?.(event.type)
      await insertEvent(witness, event)
      const { organisationId, subject } = event
      for (const queue of listening(event.type)) {
        await world.jobs.add(tx, {
          queue: queue.name,
          facts: { organisationId, subjectType: subject.type, subjectId: subject.id },
          onceKey: onceKeyOf(queue, { organisationId, id: subject.id }),
        })
      }
    },
    async emitToMany(event, subjects) {
      setting.onEvent?.(event.type)
      await insertEvents(witness, event, subjects)
      for (const queue of listening(event.type)) {
        const told = queue.oncePerOrganisation ? firstOfEach(subjects) : subjects
        const requests = told.map(({ organisationId, id }) => ({
          facts: { organisationId, subjectType: event.subjectType, subjectId: id },
          onceKey: onceKeyOf(queue, { organisationId, id }),
        }))
        await world.jobs.addMany(tx, queue.name, requests)
      }
    },
    enqueue: (job) => world.jobs.add(tx, job),
  }
}

/** One subject for each organisation. */
const firstOfEach = (subjects: readonly Subject[]): Subject[] => [
  ...new Map(subjects.map((subject) => [subject.organisationId, subject])).values(),
]

/**
 * Runs an action on somebody's behalf outside a request: jobs, the command line, demo data, files written after the
 * request. One transaction.
 */
export function actAs<T>(
  world: World,
  actor: Actor,
  via: Origin['via'],
  work: (ctx: Context) => Promise<T>,
  view?: View,
): Promise<T> {
  return world.database.transaction(
    reachOf(actor),
    (tx) => work(contextIn(world, { tx, actor, language: 'da', origin: { via, requestId: null } })),
    inBackground,
    view,
  )
}
