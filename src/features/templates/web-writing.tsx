import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needsOn } from '../../platform/http/access.ts'
import {
  changes,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { createTemplate, getTemplate, saveTemplateVersion } from './actions.ts'
import type { RoleToFill } from './draft-for-role.ts'
import { askPath, editTemplatePath, newTemplatePath, templatePath, templatesPath } from './paths.ts'
import { findRoleToFill, listChoices, listVersions } from './queries.ts'
import { draftOfForm, keptLinks, templateForm } from './template-form.ts'
import { templateTexts } from './texts.ts'
import { FormPage } from './views/form-page.tsx'

const idInPath = z.object({ id: z.uuid() })
const mayWrite = needsOn('central', 'template.write')

/** The way back from a page of templates. */
export const crumbs = (ctx: Context, ...labels: string[]) => [
  { label: templateTexts(ctx.language).title, href: templatesPath },
  ...labels.map((label) => ({ label })),
]

/**
 * @param id of the template being corrected, or null for a new one
 * @param role which a new one is to ask for, with a proposal of its texts
 */
async function formPage(
  ctx: Context,
  id: string | null,
  faults?: FormFaults,
  role: RoleToFill | null = null,
) {
  const texts = templateTexts(ctx.language)
  const template = id ? await getTemplate(ctx, id) : null
  const [latest] = template && faults?.isStale ? await listVersions(ctx, template.id) : []
  const title = template ? texts.editTitle : texts.newTitle
  return page({
    title,
    breadcrumbs: crumbs(ctx, title),
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <FormPage
        language={ctx.language}
        template={template}
        role={role}
        choices={await listChoices(ctx, id)}
        faults={faults}
        changed={
          template &&
          latest && {
            name: latest.createdByName,
            at: latest.createdAt,
            version: latest.version,
            seeHref: templatePath(template.id),
          }
        }
      />
    ),
  })
}

const newForm = web({
  method: 'get',
  path: newTemplatePath,
  access: mayWrite,
  audit: reads,
  input: { query: z.object({ rolle: z.uuid().optional().catch(undefined) }) },
  handle: async (ctx, { query }) =>
    formPage(ctx, null, undefined, query.rolle ? await findRoleToFill(ctx, query.rolle) : null),
})

const createRoute = web({
  method: 'post',
  path: newTemplatePath,
  access: mayWrite,
  audit: changes('template.created'),
  input: { body: templateForm.extend({ naeste: z.literal('bed').optional().catch(undefined) }) },
  handle: async (ctx, { body }) => {
    const texts = templateTexts(ctx.language)
    const { templates } = await listChoices(ctx, null)
    const { naeste, ...form } = body
    const draft = draftOfForm(form, { templates, kept: { prerequisites: [], related: [] } })
    const { id } = await createTemplate(ctx, draft)
    // Whoever came to ask for a role goes on asking.
    const asksFor = naeste && ctx.actor.permissions.has('rollout.publish') ? draft.boundRoleId : null
    return redirect(asksFor ? askPath(asksFor) : templatePath(id), {
      notice: { kind: 'success', title: texts.savedTitle, text: texts.created },
    })
  },
  again: (ctx, _params, faults) => formPage(ctx, null, faults),
})

const editForm = web({
  method: 'get',
  path: editTemplatePath(':id'),
  access: mayWrite,
  audit: reads,
  input: { params: idInPath },
  handle: (ctx, { params }) => formPage(ctx, params.id),
})

const saveRoute = web({
  method: 'post',
  path: editTemplatePath(':id'),
  access: mayWrite,
  audit: changes('template.versionSaved'),
  input: { params: idInPath, body: templateForm },
  handle: async (ctx, { params, body }) => {
    const texts = templateTexts(ctx.language)
    const before = await getTemplate(ctx, params.id)
    const { templates } = await listChoices(ctx, params.id)
    const draft = draftOfForm(body, { templates, kept: keptLinks(before) })
    const { version } = await saveTemplateVersion(ctx, {
      id: params.id,
      draft,
      expectedVersion: body.version,
    })
    return redirect(templatePath(params.id), {
      notice: { kind: 'success', title: texts.savedTitle, text: texts.saved(version) },
    })
  },
  again: (ctx, params, faults) => formPage(ctx, params.id, faults),
})

/** Writing a description, anew or as its next version. */
export const writingRoutes: Route[] = [newForm, createRoute, editForm, saveRoute]
