import { z } from 'zod'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { optionalDay, optionalId, requiredText, versionField } from '../../platform/http/form-fields.ts'
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
import { callOffEnding, type EndingPreview, endRole, previewEnding, takeUpRole } from './actions-ending.ts'
import { type EndingDraft, mostEndingReason } from './domain-ending.ts'
import { endingSentence, endingTexts } from './ending-texts.ts'
import * as paths from './paths.ts'
import { getRole } from './queries.ts'
import { listLastingRoles } from './queries-ending.ts'
import { roleTexts } from './texts.ts'
import { EndingFormPage } from './views/ending-form-page.tsx'
import { EndingPreviewPage } from './views/ending-preview-page.tsx'
import { TakeUpPage } from './views/take-up-page.tsx'

const inPath = z.object({ id: z.uuid() })
const success = 'success' as const
const editors = needsOn('central', 'role.write')

const endingFields = z.object({
  endsBefore: optionalDay,
  reason: requiredText(mostEndingReason, endingSentence('missingReason')),
  replacedById: optionalId,
  version: versionField.optional(),
  previewed: z.string().max(64).optional(),
})
type EndingFields = z.output<typeof endingFields>

/** @throws InvalidInput when no day was written */
function draftOf({ endsBefore, reason, replacedById }: EndingFields): EndingDraft {
  if (!endsBefore) throw new InvalidInput({ endsBefore: endingSentence('missingDay') })
  return { endsBefore, reason, replacedById }
}

const crumbs = (ctx: Context, role: { readonly id: string; readonly name: string }, last: string) => [
  { label: roleTexts(ctx.language).title, href: paths.galleryPath },
  { label: role.name, href: paths.descriptionPath(role.id) },
  { label: last },
]

async function formPage(
  ctx: Context,
  id: string,
  form: (Pick<FormFaults, 'typed'> & Partial<FormFaults>) | null,
) {
  const role = await getRole(ctx, id)
  const { language, today } = ctx
  const title = endingTexts(language).formTitle(role.name)
  return page({
    title,
    breadcrumbs: crumbs(ctx, role, endingTexts(language).history),
    faults: faultList(form?.fields ?? {}, language),
    body: (
      <EndingFormPage
        {...{ language, today, role }}
        roles={await listLastingRoles(ctx, id)}
        typed={form?.typed ?? null}
        fields={form?.fields}
      />
    ),
  })
}

async function previewPage(ctx: Context, draft: EndingDraft, seen: EndingPreview, isOther: boolean) {
  const { language, today } = ctx
  const { role, effect, previewed } = seen
  const replacedBy = draft.replacedById ? (await getRole(ctx, draft.replacedById)).name : null
  const carried = {
    endsBefore: formatCivilDay(draft.endsBefore),
    reason: draft.reason,
    replacedById: draft.replacedById ?? '',
    version: String(role.endingVersion),
    previewed,
  }
  return page({
    title: endingTexts(language).previewTitle,
    breadcrumbs: crumbs(ctx, role, endingTexts(language).history),
    body: <EndingPreviewPage {...{ language, today, role, draft, effect, replacedBy, isOther, carried }} />,
  })
}

const endingForm = web({
  method: 'get',
  path: paths.endingPath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath },
  handle: (ctx, { params }) => formPage(ctx, params.id, null),
})

/** Shown first, and done only as it was seen. */
const endingRoute = web({
  method: 'post',
  path: paths.endingPath(':id'),
  access: editors,
  audit: changes('role.endingSet'),
  input: { params: inPath, body: endingFields },
  handle: async (ctx, { params, body }) => {
    const texts = endingTexts(ctx.language)
    const draft = draftOf(body)
    const expected = body.version ? { expectedVersion: body.version } : {}
    const input = { roleId: params.id, draft, ...expected }
    const seen = await previewEnding(ctx, input)
    if (seen.previewed !== body.previewed)
      return await previewPage(ctx, draft, seen, body.previewed !== undefined)
    await endRole(ctx, { ...input, previewed: seen.previewed })
    const notice =
      draft.endsBefore === ctx.today
        ? { kind: success, title: texts.setTodayTitle, text: texts.setTodayText }
        : { kind: success, title: texts.setTitle(formatCivilDay(draft.endsBefore)), text: texts.setText }
    return redirect(paths.descriptionPath(params.id), { notice })
  },
  again: (ctx, params, faults) => formPage(ctx, params.id, faults),
})

const amendRoute = web({
  method: 'post',
  path: paths.amendEndingPath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath, body: z.record(z.string(), z.union([z.string(), z.array(z.string())])) },
  handle: (ctx, { params, body }) => formPage(ctx, params.id, { typed: body }),
})

const versionInBody = z.object({ version: versionField.optional() })
const expectedOf = ({ version }: z.output<typeof versionInBody>) =>
  version ? { expectedVersion: version } : {}

const callOffRoute = web({
  method: 'post',
  path: paths.callOffPath(':id'),
  access: editors,
  audit: changes('role.endingCalledOff'),
  input: { params: inPath, body: versionInBody },
  handle: async (ctx, { params, body }) => {
    const texts = endingTexts(ctx.language)
    await callOffEnding(ctx, { roleId: params.id, ...expectedOf(body) })
    const notice = { kind: success, title: texts.calledOffTitle, text: texts.calledOffText }
    return redirect(paths.descriptionPath(params.id), { notice })
  },
  again: (ctx, params, { fields }) => formPage(ctx, params.id, { typed: {}, fields }),
})

async function takeUpPage(ctx: Context, id: string, fields: FormFaults['fields']) {
  const role = await getRole(ctx, id)
  const texts = endingTexts(ctx.language)
  return page({
    title: texts.takeUpTitle(role.name),
    breadcrumbs: crumbs(ctx, role, texts.takeUp),
    faults: faultList(fields, ctx.language),
    body: <TakeUpPage language={ctx.language} role={role} />,
  })
}

const takeUpForm = web({
  method: 'get',
  path: paths.takeUpPath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath },
  handle: (ctx, { params }) => takeUpPage(ctx, params.id, {}),
})

const takeUpRoute = web({
  method: 'post',
  path: paths.takeUpPath(':id'),
  access: editors,
  audit: changes('role.takenUpAgain'),
  input: { params: inPath, body: versionInBody },
  handle: async (ctx, { params, body }) => {
    const texts = endingTexts(ctx.language)
    await takeUpRole(ctx, { roleId: params.id, ...expectedOf(body) })
    const notice = { kind: success, title: texts.takenUpTitle, text: texts.takenUpText }
    return redirect(paths.descriptionPath(params.id), { notice })
  },
  again: (ctx, params, { fields }) => takeUpPage(ctx, params.id, fields),
})

/** Taking a role out of the gallery, and taking it up again. */
export const roleEndingRoutes: Route[] = [
  endingForm,
  endingRoute,
  amendRoute,
  callOffRoute,
  takeUpForm,
  takeUpRoute,
]
