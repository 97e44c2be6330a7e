import { z } from 'zod'
import { addDays } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { manyTexts, optionalDay, requiredId } from '../../platform/http/form-fields.ts'
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
import { getRole } from '../roles/index.ts'
import { type Asking, askToFill, previewAsking } from './actions.ts'
import { askPath, askPreviewPath, askSendPath, qualityPath, rolloutPath } from './paths.ts'
import { listAskingTemplates, listVacantMunicipalities } from './queries-asking.ts'
import { qualitySentence, qualityTexts } from './texts.ts'
import { AskPage } from './views/ask-page.tsx'
import { AskPreviewPage } from './views/ask-preview-page.tsx'

const editors = needsOn('central', 'rollout.publish')
const params = z.object({ roleId: z.uuid() })

/** Days to fill a role in, unless the editor says otherwise. */
const daysToFill = 30

const askForm = z.object({
  templateId: requiredId(),
  dueOn: optionalDay,
  organisationIds: manyTexts.transform((texts) =>
    texts.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31),
  ),
})

function askingOf(roleId: string, form: z.output<typeof askForm>): Asking {
  if (form.organisationIds.length === 0)
    throw new InvalidInput({ organisationIds: qualitySentence('missingMunicipalities') })
  return { roleId, ...form }
}

const crumbs = (ctx: Context, roleName: string) => [
  { label: qualityTexts(ctx.language).title, href: qualityPath },
  { label: roleName },
]

async function askPage(ctx: Context, roleId: string, faults: FormFaults | null) {
  const role = await getRole(ctx, roleId)
  const templates = await listAskingTemplates(ctx, roleId)
  const vacant = await listVacantMunicipalities(ctx, roleId)
  return page({
    title: `${qualityTexts(ctx.language).askTitle}: ${role.name}`,
    breadcrumbs: crumbs(ctx, role.name),
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <AskPage
        language={ctx.language}
        dueOn={addDays(ctx.today, daysToFill)}
        {...{ role, templates, vacant, faults }}
      />
    ),
  })
}

const askRoute = web({
  method: 'get',
  path: askPath(':roleId'),
  access: editors,
  audit: reads,
  input: { params },
  handle: async (ctx, input) => askPage(ctx, input.params.roleId, null),
})

const previewRoute = web({
  method: 'post',
  path: askPreviewPath(':roleId'),
  access: editors,
  audit: reads,
  input: { params, body: askForm },
  handle: async (ctx, input) => {
    const role = await getRole(ctx, input.params.roleId)
    const asking = askingOf(role.id, input.body)
    const preview = await previewAsking(ctx, asking)
    const templates = await listAskingTemplates(ctx, role.id)
    const templateTitle = templates.find(({ id }) => id === asking.templateId)?.title ?? ''
    return page({
      title: qualityTexts(ctx.language).previewTitle,
      breadcrumbs: crumbs(ctx, role.name),
      body: (
        <AskPreviewPage
          language={ctx.language}
          id={ctx.newId()}
          {...{ role, templateTitle, asking, preview }}
        />
      ),
    })
  },
  again: (ctx, { roleId }, faults) => askPage(ctx, roleId, faults),
})

const sendRoute = web({
  method: 'post',
  path: askSendPath(':roleId'),
  access: editors,
  audit: changes('rollout.published', 'template.published', 'task.received'),
  reachesAll: true,
  input: { params, body: askForm.extend({ id: z.uuid() }) },
  handle: async (ctx, input) => {
    const texts = qualityTexts(ctx.language)
    const role = await getRole(ctx, input.params.roleId)
    const { id: wantedId, ...form } = input.body
    const { id, taskCount } = await askToFill(ctx, { ...askingOf(role.id, form), id: wantedId })
    const notice = { kind: 'success' as const, title: texts.sentTitle(taskCount), text: texts.sentText }
    return redirect(rolloutPath(id), { notice })
  },
  again: (ctx, { roleId }, faults) => askPage(ctx, roleId, faults),
})

/** Asking municipalities to have a vacant role filled (R4). */
export const askRoutes: Route[] = [askRoute, previewRoute, sendRoute]
