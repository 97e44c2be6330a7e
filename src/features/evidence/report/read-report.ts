import type { Actor } from '../../../kernel/actor.ts'
import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { type Refusal, refuseIf } from '../../../kernel/errors.ts'
import { actAs, type World } from '../../../platform/http/world.ts'
import {
  getRound,
  listItemsOf,
  listRoundParts,
  type Part,
  type Round,
  type RoundRole,
  type ShownItem,
} from '../../certification/index.ts'

export const reportFormats = ['csv', 'xlsx', 'pdf'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** A round within the actor's reach: the central body's has all municipalities, a municipality's itself alone (C7). */
export interface Report {
  readonly round: Round
  readonly parts: readonly Part[]
  readonly madeAt: Date
  readonly madeOn: CivilDay
  readonly madeBy: string
  /** The name of the one municipality it is about, or null for all. */
  readonly ownName: string | null
}

/** A workbook and a document are built in memory; a larger round is a file of lines. */
const mostLines: Readonly<Record<ReportFormat, number>> = {
  csv: Number.POSITIVE_INFINITY,
  xlsx: 50_000,
  pdf: 20_000,
}

/** Why the round cannot be had in this form. */
export function whyNotReport(lines: number, format: ReportFormat): Refusal | null {
  if (lines <= mostLines[format]) return null
  return {
    code: 'report-too-large',
    sentence: {
      da: 'Runden er for stor til Excel og PDF. Hent den som CSV; den kan have alle linjer.',
      en: 'The round is too large for Excel and PDF. Download it as CSV, which can hold every line.',
    },
  }
}

/** What stands over the lines, within the request's own transaction. @throws NotFound, Refused */
export async function openReport(ctx: Context, roundId: string, format: ReportFormat): Promise<Report> {
  const { actor, now: madeAt, today: madeOn } = ctx
  const round = await getRound(ctx, roundId)
  refuseIf(whyNotReport(round.itemCount, format))
  const parts = await listRoundParts(ctx, roundId)
  const ownName = actor.side === 'central' ? null : actor.organisationName
  return { round, parts, madeAt, madeOn, madeBy: `${actor.name}, ${actor.organisationName}`, ownName }
}

/** Names that a file can have everywhere. */
export function reportName({ round, ownName, madeOn }: Report, format: ReportFormat): string {
  const name = ['bekræftelse', round.name, ownName, formatCivilDay(madeOn)].filter(Boolean).join('-')
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.${format}`
}

/**
 * The lines of each municipality in turn, in a transaction of its own: a slow reader holds no connection, and no more
 * than one municipality is in memory.
 */
export async function* linesByPart(
  world: World,
  actor: Actor,
  report: Report,
): AsyncGenerator<{ part: Part; items: readonly ShownItem[] }> {
  for (const part of report.parts) {
    const items = await actAs(world, actor, 'web', (ctx) =>
      listItemsOf(ctx, report.round.id, part.organisationId),
    )
    yield { part, items }
  }
}

/**
 * The roles of the round with what happens without an answer. A municipality sees those it was asked about, and its own
 * numbers: how many hold a role elsewhere is not its business.
 */
export function rolesIn({ round, ownName }: Report, items: readonly ShownItem[]): readonly RoundRole[] {
  if (ownName === null) return round.roles
  const own = Map.groupBy(items, ({ roleId }) => roleId)
  return round.roles.flatMap((role) => {
    const itemCount = own.get(role.roleId)?.length ?? 0
    return itemCount > 0 ? [{ ...role, itemCount, holderCount: itemCount }] : []
  })
}

const two = (count: number): string => String(count).padStart(2, '0')

const clock = new Intl.DateTimeFormat('en', {
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
  timeZone: 'Europe/Copenhagen',
})

/** Hours and minutes in Copenhagen. */
function timeIn(at: Date): { hour: number; minute: number } {
  const part = (type: string) => Number(clock.formatToParts(at).find((found) => found.type === type)?.value)
  return { hour: part('hour'), minute: part('minute') }
}

/** '06-08-2025 kl. 11:46', Danish time. */
export function instantWords(at: Date): string {
  const { hour, minute } = timeIn(at)
  return `${formatCivilDay(civilDayOf(at))} kl. ${two(hour)}:${two(minute)}`
}

/** A wall time as a workbook keeps it: it knows no zones, so Danish time is written as if it were UTC. */
export function wallTimeOf(at: Date): Date {
  const { hour, minute } = timeIn(at)
  return new Date(`${civilDayOf(at)}T${two(hour)}:${two(minute)}:00Z`)
}
