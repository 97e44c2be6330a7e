import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needs } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { gridOf } from './domain-grid.ts'
import { projectPath, rolloutsPath } from './paths.ts'
import { checkMayRead, seesPeople } from './policy.ts'
import { findProject, listGridTasks } from './queries/project-grid.ts'
import { rolloutTexts } from './texts.ts'
import { GridPage } from './views/grid-page.tsx'

const text = z.string().trim().max(200).catch('')

const projectRoute = web({
  method: 'get',
  path: projectPath(':id'),
  access: needs('rollout.read'),
  audit: reads,
  input: {
    params: z.object({ id: z.uuid() }),
    query: z.object({ region: text, q: text, over: z.string().optional().catch(undefined) }),
  },
  handle: async (ctx, { params, query }) => {
    checkMayRead(ctx.actor)
    const project = await findProject(ctx, params.id)
    if (!project) throw new NotFound('project')
    const ids = project.rollouts.map(({ id }) => id)
    const tasks = await listGridTasks(ctx, ids)
    const filter = { region: query.region || null, q: query.q, onlyOverdue: query.over !== undefined }
    return page({
      title: project.name,
      breadcrumbs: [
        { label: rolloutTexts(ctx.language).rollouts, href: rolloutsPath },
        { label: project.name },
      ],
      body: (
        <GridPage
          language={ctx.language}
          project={project}
          grid={gridOf(ids, tasks, filter, ctx.today)}
          regions={[...new Set(tasks.flatMap(({ region }) => region ?? []))]}
          filter={filter}
          mayOpenTasks={seesPeople(ctx.actor)}
        />
      ),
    })
  },
})

export const projectRoutes: Route[] = [projectRoute]
