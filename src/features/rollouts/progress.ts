import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { getRollout } from './actions.ts'
import { byRegion, type DayOfAnswers, lastDayShown, sumByDay } from './domain.ts'
import { seesPeople } from './policy.ts'
import type { ProgressFilter } from './progress-filter.ts'
import {
  listDaysOfAnswers,
  listMunicipalTasks,
  type MunicipalTask,
  type RolloutNumbers,
  readNumbers,
} from './queries/progress.ts'
import { findProgressRows, type ProgressRow, type RowPlace } from './queries/progress-rows.ts'
import type { Rollout } from './queries/rollouts.ts'

/** How far a roll-out is (T2). */
export interface Progress extends RolloutNumbers {
  readonly rollout: Rollout
}

/** @throws NotFound, Forbidden */
export async function getProgress(ctx: Context, rolloutId: string): Promise<Progress> {
  const rollout = await getRollout(ctx, rolloutId)
  const roleId = seesPeople(ctx.actor) ? rollout.boundRoleId : null
  const numbers = await readNumbers(ctx, rolloutId, roleId)
  return { rollout, ...numbers, regions: numbers.regions.toSorted(byRegion) }
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
  const until = lastDayShown(days, rollout.dueOn, ctx.today)
  return { tasks, days: sumByDay(days, civilDayOf(rollout.publishedAt), until) }
}

export interface RowsPage {
  readonly rows: readonly ProgressRow[]
  readonly total: number
  readonly next: RowPlace | null
}

interface RowsWish {
  readonly filter: ProgressFilter
  readonly after: RowPlace | null
  readonly limit: number
}

/**
 * One page of a roll-out's tasks; the first page when nothing is left after the place asked for (an old link).
 * @param rollout one the actor has reached
 */
export async function listProgressRows(ctx: Context, rollout: Rollout, wanted: RowsWish): Promise<RowsPage> {
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
