import { z } from 'zod'
import { type CivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import { type TypedForm, typedText } from '../../platform/http/typed-form.ts'
import { faultList } from '../../ui/index.ts'
import { listRollouts, previewRollout, publishRollout } from './actions.ts'
import type { RolloutPlan } from './domain.ts'
import { newRolloutPath, previewPath, rolloutPath, rolloutsPath } from './paths.ts'
import { planForm, readPlan } from './plan-form.ts'
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
          seesReminders={ctx.actor.permissions.has('reminder.read')}
        />
      ),
    })
  },
})

const pageSize = 30

async function formPage(ctx: Context, typed: TypedForm, fields?: Record<string, { da: string; en: string }>) {
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
        typed={withTemplate(typed, choices, ctx.today)}
        today={ctx.today}
        faults={fields}
      />
    ),
  })
}

/**
 * The chosen template's own priority and dates stand in the form from the start; days that have passed do not, as no task
 * can be sent with them.
 */
function withTemplate(typed: TypedForm, choices: RolloutChoices, today: CivilDay): TypedForm {
  const template = choices.templates.find(({ id }) => id === typedText(typed, 'templateId'))
  if (!template || typed.priority !== undefined) return typed
  const { priority, startsOn, dueOn } = template
  const ahead = (day: CivilDay | null) => (day && day >= today ? day : '')
  return { ...typed, priority, startsOn: ahead(startsOn), dueOn: ahead(dueOn) }
}

/** With the choices in the address it is the way back from the preview, with everything as it was. */
const formRoute = web({
  method: 'get',
  path: newRolloutPath,
  access: editors,
  audit: reads,
  input: { query: planForm },
  handle: async (ctx, { query }) => {
    const { skabelon, ...typed } = query
    return formPage(ctx, { ...(skabelon === undefined ? {} : { templateId: skabelon }), ...typed })
  },
})

/** The choices stand in the address, so that reloading and going back show the same and lose nothing. */
const previewRoute = web({
  method: 'get',
  path: previewPath,
  access: editors,
  audit: reads,
  input: { query: planForm },
  handle: async (ctx, { query }) => {
    const texts = rolloutTexts(ctx.language)
    const plan = readPlan(query, ctx.today)
    const preview = await previewRollout(ctx, plan)
    return page({
      title: texts.previewTitle,
      breadcrumbs: [{ label: texts.rollouts, href: rolloutsPath }, { label: texts.newRollout }],
      body: (
        <RolloutPreviewPage
          language={ctx.language}
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
function typedOf(plan: RolloutPlan): TypedForm {
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
  reachesAll: true,
  input: { body: z.intersection(planForm, z.object({ id: z.uuid() })) },
  handle: async (ctx, { body }) => {
    const texts = rolloutTexts(ctx.language)
    const plan = readPlan(body, ctx.today)
    const { id, taskCount } = await publishRollout(ctx, { ...plan, id: body.id })
    return redirect(rolloutPath(id), {
      notice: { kind: 'success', title: texts.sentTitle(taskCount), text: texts.sentText },
    })
  },
  again: (ctx, _params, { typed, fields }) => formPage(ctx, typed, fields),
})

export const rolloutRoutes: Route[] = [
  listRoute,
  formRoute,
  previewRoute,
  publishRoute,
  ...progressRoutes,
  ...projectRoutes,
]
