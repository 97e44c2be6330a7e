import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { getRollout } from './actions.ts'
import { type DayOfAnswers, type Numbers, sumByDay } from './domain.ts'
import { seesPeople } from './policy.ts'
import type { ProgressFilter } from './progress-filter.ts'
import {
  countRoleHolders,
  listDaysOfAnswers,
  listMunicipalTasks,
  type MunicipalTask,
  type RegionNumbers,
  readNumbers,
} from './queries/progress.ts'
import { findProgressRows, type ProgressRow, type RowPlace } from './queries/progress-rows.ts'
import type { Rollout } from './queries/rollouts.ts'

/** How far a roll-out is (T2). */
export interface Progress {
  readonly rollout: Rollout
  readonly all: Numbers
  readonly regions: readonly RegionNumbers[]
  /** Persons who hold the role the task asks for; null when it asks for none, or the reader may not know. */
  readonly holders: number | null
}

/** @throws NotFound, Forbidden */
export async function getProgress(ctx: Context, rolloutId: string): Promise<Progress> {
  const rollout = await getRollout(ctx, rolloutId)
  const { all, regions } = await readNumbers(ctx, rolloutId)
  const roleId = seesPeople(ctx.actor) ? rollout.boundRoleId : null
  const holders = roleId ? await countRoleHolders(ctx, rolloutId, roleId) : null
  return { rollout, all, regions, holders }
}

/** What the map and the curve are drawn from. */
export interface ProgressCharts {
  readonly tasks: readonly MunicipalTask[]
  readonly days: readonly DayOfAnswers[]
}

/** @param rollout one the actor has reached */
export async function readCharts(ctx: Context, rollout: Rollout): Promise<ProgressCharts> {
  const tasks = await listMunicipalTasks(ctx, rollout.id, seesPeople(ctx.actor))
  const days = await listDaysOfAnswers(ctx, rollout.id)
  return { tasks, days: sumByDay(days, civilDayOf(rollout.publishedAt), ctx.today) }
}

export interface RowsPage {
  readonly rows: readonly ProgressRow[]
  readonly total: number
  readonly next: RowPlace | null
}

/** One page of a roll-out's tasks. @param rollout one the actor has reached */
export async function listProgressRows(
  ctx: Context,
  rollout: Rollout,
  wanted: { filter: ProgressFilter; after: RowPlace | null; limit: number },
): Promise<RowsPage> {
  const withPeople = seesPeople(ctx.actor)
  const found = await findProgressRows(ctx, {
    ...wanted,
    rolloutId: rollout.id,
    withPeople,
    limit: wanted.limit + 1,
  })
  const rows = found.rows.slice(0, wanted.limit)
  const last = found.rows.length > wanted.limit ? rows.at(-1) : undefined
  const next = last
    ? { dueOn: last.dueOn, shortName: last.shortName, organisationId: last.organisationId }
    : null
  return { rows, total: found.total, next }
}
