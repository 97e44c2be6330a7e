import { needs } from '../../../platform/http/access.ts'
import { type Route, reads, web } from '../../../platform/http/route.ts'
import { taskPath } from '../paths.ts'
import { answerRoutes } from './answer-routes.tsx'
import { listRoute } from './list-route.tsx'
import { peopleRoutes } from './people-routes.tsx'
import { showTask } from './show-task.tsx'
import { numberInPath } from './task-form.tsx'

export interface TaskRouteParts {
  /** The central body's promise in working days (setting ANSWER_DAYS). */
  readonly answerDays: number
}

/** The pages of a task and of the list of tasks. */
export function taskRoutes({ answerDays }: TaskRouteParts): Route[] {
  return [listRoute, taskRoute(answerDays), ...answerRoutes(answerDays), ...peopleRoutes]
}

const taskRoute = (answerDays: number) =>
  web({
    method: 'get',
    path: taskPath(':number'),
    access: needs('task.read'),
    audit: reads,
    input: { params: numberInPath },
    mostQueries: 6,
    handle: (ctx, { params }) => showTask(ctx, params.number, { answerDays }),
  })
