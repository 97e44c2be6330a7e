import { z } from 'zod'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { listRollouts, previewRollout, publishRollout } from './actions.ts'
import { newRolloutPath, previewPath, rolloutPath, rolloutsPath } from './paths.ts'
import { planForm, type TypedPlan, typedText } from './plan-form.ts'
import { progressRoutes } from './progress-web.tsx'
import { projectRoutes } from './project-web.tsx'
import { listRolloutChoices, type RolloutChoices } from './queries/rollouts.ts'
import { rolloutTexts } from './texts.ts'
import { RolloutFormPage } from './views/rollout-form-page.tsx'
import { RolloutListPage } from './views/rollout-list-page.tsx'
import { RolloutPreviewPage } from './views/rollout-preview-page.tsx'

const editors = needsOn('central', 'rollout.publish')

const listCursor = z.object({ at: z.iso.datetime(), id: z.uuid() })

const listRoute = web({
  method: 'get',
  path: rolloutsPath,
  access: needs('rollout.read'),
  audit: reads,
  input: { query: z.object({ q: z.string().max(200).default(''), efter: z.string().optional() }) },
  mostQueries: 2,
  handle: async (ctx, { query }) => {
    const texts = rolloutTexts(ctx.language)
    const q = query.q.trim()
    const cursor = readCursor(query.efter, listCursor)
    const after = cursor && { publishedAt: new Date(cursor.at), id: cursor.id }
    const { items, total } = await listRollouts(ctx, { q, after, limit: pageSize + 1 })
    const rollouts = items.slice(0, pageSize)
    const last = items.length > pageSize ? rollouts.at(-1) : undefined
    const next = last && writeCursor({ at: last.publishedAt.toISOString(), id: last.id })
    return page({
      title: texts.rollouts,
      body: (
        <RolloutListPage
          language={ctx.language}
          lead={ctx.actor.side === 'supplier' ? texts.leadSupplier : texts.lead}
          q={q}
          rollouts={rollouts}
          total={total}
          nextHref={next ? `${rolloutsPath}?${new URLSearchParams({ ...(q && { q }), efter: next })}` : null}
          mayPublish={ctx.actor.permissions.has('rollout.publish')}
        />
      ),
    })
  },
})

const pageSize = 30

async function formPage(ctx: Context, typed: TypedPlan, fields?: Record<string, { da: string; en: string }>) {
  const texts = rolloutTexts(ctx.language)
  const choices = await listRolloutChoices(ctx)
  return page({
    title: texts.newRollout,
    breadcrumbs: [{ label: texts.rollouts, href: rolloutsPath }, { label: texts.newRollout }],
    faults: fields ? faultList(fields, ctx.language) : [],
    body: (
      <RolloutFormPage
        language={ctx.language}
        choices={choices}
        typed={withTemplate(typed, choices)}
        faults={fields}
      />
    ),
  })
}

/** The chosen template's own priority and dates stand in the form from the start. */
function withTemplate(typed: TypedPlan, choices: RolloutChoices): TypedPlan {
  const template = choices.templates.find(({ id }) => id === typedText(typed, 'templateId'))
  if (!template || typed.priority !== undefined) return typed
  const { priority, startsOn, dueOn } = template
  return { ...typed, priority, startsOn: startsOn ?? '', dueOn: dueOn ?? '' }
}

const formRoute = web({
  method: 'get',
  path: newRolloutPath,
  access: editors,
  audit: reads,
  input: { query: z.object({ skabelon: z.uuid().optional() }) },
  mostQueries: 2,
  handle: async (ctx, { query }) => formPage(ctx, { templateId: query.skabelon }),
})

const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Back from the preview, with everything as it was. */
const changeRoute = web({
  method: 'post',
  path: newRolloutPath,
  access: editors,
  audit: reads,
  input: { body: anyFields },
  handle: async (ctx, { body }) => formPage(ctx, body),
})

const previewRoute = web({
  method: 'post',
  path: previewPath,
  access: editors,
  audit: reads,
  input: { body: planForm },
  mostQueries: 3,
  handle: async (ctx, { body: plan }) => {
    const texts = rolloutTexts(ctx.language)
    const preview = await previewRollout(ctx, plan)
    const { templates } = await listRolloutChoices(ctx)
    const title = templates.find(({ id }) => id === plan.templateId)?.title ?? texts.rollout
    return page({
      title: texts.previewTitle,
      breadcrumbs: [{ label: texts.rollouts, href: rolloutsPath }, { label: texts.newRollout }],
      body: (
        <RolloutPreviewPage
          language={ctx.language}
          title={title}
          plan={plan}
          preview={preview}
          typed={typedOf(plan)}
          id={ctx.newId()}
        />
      ),
    })
  },
  again: (ctx, _params, { typed, fields }) => formPage(ctx, typed, fields),
})

/** A plan as the fields of its form. */
function typedOf(plan: z.output<typeof planForm>): TypedPlan {
  const { audience } = plan
  return {
    templateId: plan.templateId,
    audience: audience.kind,
    regions: audience.kind === 'regions' ? [...audience.regions] : [],
    organisationIds: audience.kind === 'list' ? audience.organisationIds.map(String) : [],
    roleId: audience.kind === 'lacksRole' ? audience.roleId : undefined,
    alsoThoseWhoHave: plan.alsoThoseWhoHave ? 'ja' : undefined,
    priority: plan.priority,
    startsOn: plan.startsOn ? formatCivilDay(plan.startsOn) : '',
    dueOn: plan.dueOn ? formatCivilDay(plan.dueOn) : '',
  }
}

const publishRoute = web({
  method: 'post',
  path: rolloutsPath,
  access: editors,
  audit: changes('rollout.published', 'template.published', 'task.received'),
  input: { body: z.intersection(planForm, z.object({ id: z.uuid() })) },
  handle: async (ctx, { body }) => {
    const texts = rolloutTexts(ctx.language)
    const { id, taskCount } = await publishRollout(ctx, body)
    return redirect(rolloutPath(id), {
      notice: { kind: 'success', title: texts.sentTitle(taskCount), text: texts.sentText },
    })
  },
  again: (ctx, _params, { typed, fields }) => formPage(ctx, typed, fields),
})

export const rolloutRoutes: Route[] = [
  listRoute,
  formRoute,
  changeRoute,
  previewRoute,
  publishRoute,
  ...progressRoutes,
  ...projectRoutes,
]
