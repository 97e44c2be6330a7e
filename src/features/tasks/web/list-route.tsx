import { needs } from '../../../platform/http/access.ts'
import { page, reads, web } from '../../../platform/http/route.ts'
import { pageSize } from '../domain/task-filter.ts'
import { listQuery, readAddress } from '../list-address.ts'
import { taskListPath } from '../paths.ts'
import { findRoleHits } from '../queries/role-hits.ts'
import { countTasks, getFilterOptions, listTasks } from '../queries/task-list.ts'
import { taskListTexts } from '../task-list-texts.ts'
import { TaskListPage } from '../views/task-list-page.tsx'

/** The tasks within reach: the municipality's own, or all municipalities' for the central body. */
export const listRoute = web({
  method: 'get',
  path: taskListPath,
  access: needs('task.read'),
  audit: reads,
  input: { query: listQuery },
  handle: async (ctx, { query }) => {
    const texts = taskListTexts(ctx.language)
    const address = readAddress(query)
    const { filter, sort, cursor } = address
    const slice = await listTasks(ctx, filter, { sort, cursor, limit: pageSize })
    const view = {
      texts,
      address,
      slice,
      language: ctx.language,
      today: ctx.today,
      count: await countTasks(ctx, filter),
      options: await getFilterOptions(ctx),
      roles: await findRoleHits(ctx, filter.q ?? ''),
      isCentral: ctx.actor.side === 'central',
    }
    return page({ title: texts.title, body: <TaskListPage view={view} /> })
  },
})
