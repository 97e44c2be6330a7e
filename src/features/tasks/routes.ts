import { needs } from '../../platform/http/access.ts'
import { type Route, reads, web } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { attachmentApiRoutes } from './api/attachment-api.ts'
import { taskApiRoutes } from './api/task-api.ts'
import { taskPath } from './paths.ts'
import { answerRoutes } from './web/answer-routes.tsx'
import { attachmentRoutes } from './web/attachment-routes.tsx'
import { listRoute } from './web/list-route.tsx'
import { peopleRoutes } from './web/people-routes.tsx'
import { showTask } from './web/show-task.tsx'
import { numberInPath } from './web/task-form.tsx'

export interface TaskRouteParts {
  /** The central body's promise in working days (setting ANSWER_DAYS). */
  readonly answerDays: number
  /** Files are streamed after the answer has begun, in transactions of their own. */
  readonly world: World
}

/** The pages of a task and of the list of tasks. */
export function taskRoutes({ answerDays, world }: TaskRouteParts): Route[] {
  return [
    listRoute,
    taskRoute(answerDays),
    ...answerRoutes(answerDays),
    ...peopleRoutes,
    ...attachmentRoutes(world),
  ]
}

const taskRoute = (answerDays: number) =>
  web({
    method: 'get',
    path: taskPath(':number'),
    access: needs('task.read'),
    audit: reads,
    input: { params: numberInPath },
    handle: (ctx, { params }) => showTask(ctx, params.number, { answerDays }),
  })

/** The API of tasks and their files. */
export const tasksApi = ({ world }: Pick<TaskRouteParts, 'world'>): Route[] => [
  ...taskApiRoutes,
  ...attachmentApiRoutes(world),
]
