import { z } from 'zod'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { InvalidInput } from '../../../kernel/errors.ts'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { optionalDay } from '../../../platform/http/form-fields.ts'
import { changes, page, type Route, reads, redirect, web } from '../../../platform/http/route.ts'
import type { TypedForm } from '../../../platform/http/typed-form.ts'
import { findRole } from '../../roles/index.ts'
import { closeRound } from '../actions/closing.ts'
import { decideBrake } from '../actions/deciding.ts'
import { planRole } from '../actions/planning.ts'
import { rerunRound } from '../actions/rerunning.ts'
import { previewRound, startRound } from '../actions/starting.ts'
import { missingDay, type RoundPlan } from '../domain/round.ts'
import { startingEvents } from '../emitted.ts'
import * as paths from '../paths.ts'
import { planForm, planOf } from '../plan-form.ts'
import { roundTexts } from '../texts.ts'
import { RoundPreviewPage } from '../views/round-preview-page.tsx'
import {
  closePageOf,
  formPage,
  partPageOf,
  rerunPageOf,
  roundPageOf,
  roundsPageOf,
} from './central-pages.tsx'
import { answerPage, ownRoundsPage } from './municipal-web.tsx'

const starters = needsOn('central', 'certification.start')
const idInPath = z.object({ id: z.uuid() })
const success = 'success' as const

/** One address, two pages: the central body's rounds, and the municipality's own confirmations. */
const listRoute = web({
  method: 'get',
  path: paths.roundsPath,
  access: needs('certification.read'),
  audit: reads,
  input: { query: z.object({ efter: z.uuid().optional().catch(undefined) }) },
  handle: async (ctx, { query }) =>
    ctx.actor.side === 'central' ? roundsPageOf(ctx, query.efter) : ownRoundsPage(ctx),
})

const oneRoute = web({
  method: 'get',
  path: paths.roundPath(':id'),
  access: needs('certification.read'),
  audit: reads,
  input: { params: idInPath },
  handle: async (ctx, { params }) =>
    ctx.actor.side === 'central' ? roundPageOf(ctx, params.id) : answerPage(ctx, params.id),
})

const formRoute = web({
  method: 'get',
  path: paths.newRoundPath,
  access: starters,
  audit: reads,
  handle: async (ctx) => formPage(ctx, null),
})

const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Back from the preview, with everything as it was. */
const changeRoute = web({
  method: 'post',
  path: paths.newRoundPath,
  access: starters,
  audit: reads,
  input: { body: anyFields },
  handle: async (ctx, { body }) => formPage(ctx, body),
})

const previewRoute = web({
  method: 'post',
  path: paths.previewPath,
  access: starters,
  audit: reads,
  input: { body: planForm },
  handle: async (ctx, { body }) => {
    const texts = roundTexts(ctx.language)
    const plan = planOf(body, ctx.today)
    const preview = await previewRound(ctx, plan)
    if (preview.people === 0) throw new InvalidInput({ roleIds: nobodyAsked })
    return page({
      title: texts.previewTitle,
      breadcrumbs: [{ label: texts.title, href: paths.roundsPath }, { label: texts.newTitle }],
      body: (
        <RoundPreviewPage
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

const nobodyAsked = {
  da: 'Ingen i de valgte kommuner har rollerne, eller de er allerede med i en åben runde eller ved at miste dem efter en lukket runde.',
  en: 'Nobody in the chosen municipalities holds the roles, or they are in an open round already or about to lose them after a closed one.',
}

/** A plan as the fields of its form. */
function typedOf({ audience, ...plan }: RoundPlan): TypedForm {
  return {
    name: plan.name,
    roleIds: [...plan.roleIds],
    audience: audience.kind,
    regions: audience.kind === 'regions' ? [...audience.regions] : [],
    organisationIds: audience.kind === 'list' ? audience.organisationIds.map(String) : [],
    closesOn: formatCivilDay(plan.closesOn),
    nonResponse: plan.nonResponse,
    graceDays: plan.graceDays === null ? '' : String(plan.graceDays),
  }
}

const startRoute = web({
  method: 'post',
  path: paths.roundsPath,
  access: starters,
  audit: changes(...startingEvents),
  reachesAll: true,
  input: { body: planForm.extend({ id: z.uuid() }) },
  handle: async (ctx, { body }) => {
    const texts = roundTexts(ctx.language)
    const { id, municipalities } = await startRound(ctx, { ...planOf(body, ctx.today), id: body.id })
    const notice = { kind: success, title: texts.startedTitle, text: texts.startedText(municipalities) }
    return redirect(paths.roundPath(id), { notice })
  },
  again: (ctx, _params, { typed, fields }) => formPage(ctx, typed, fields),
})

const closeForm = web({
  method: 'get',
  path: paths.closePath(':id'),
  access: starters,
  audit: reads,
  input: { params: idInPath },
  handle: async (ctx, { params }) => closePageOf(ctx, params.id),
})

const closeRoute = web({
  method: 'post',
  path: paths.closePath(':id'),
  access: starters,
  audit: changes('certificationRound.closed', 'certificationRound.held', 'certification.closed'),
  reachesAll: true,
  input: { params: idInPath },
  handle: async (ctx, { params }) => {
    const texts = roundTexts(ctx.language)
    const { closedNow } = await closeRound(ctx, params.id)
    const text = closedNow ? texts.closedText : texts.closedBefore
    return redirect(paths.roundPath(params.id), { notice: { kind: success, title: texts.closedTitle, text } })
  },
})

const rerunForm = web({
  method: 'get',
  path: paths.rerunPath(':id'),
  access: starters,
  audit: reads,
  input: { params: idInPath, query: z.object({ closesOn: z.string().max(20).optional().catch(undefined) }) },
  handle: async (ctx, { params, query }) => rerunPageOf(ctx, params.id, query.closesOn ?? null),
})

const rerunRoute = web({
  method: 'post',
  path: paths.rerunPath(':id'),
  access: starters,
  audit: changes(...startingEvents),
  reachesAll: true,
  input: { params: idInPath, body: z.object({ closesOn: optionalDay }) },
  handle: async (ctx, { params, body }) => {
    const texts = roundTexts(ctx.language)
    if (!body.closesOn) throw new InvalidInput({ closesOn: missingDay })
    const { id, municipalities } = await rerunRound(ctx, { roundId: params.id, closesOn: body.closesOn })
    const notice = { kind: success, title: texts.startedTitle, text: texts.startedText(municipalities) }
    return redirect(paths.roundPath(id), { notice })
  },
  again: (ctx, params, { typed, fields }) =>
    rerunPageOf(ctx, params.id, typeof typed.closesOn === 'string' ? typed.closesOn : '', fields),
})

const brakeRoute = web({
  method: 'post',
  path: paths.brakePath(':id', ':roleId'),
  access: needsOn('central', 'certification.approve'),
  audit: changes('certificationRound.approved', 'certification.brakeDecided'),
  reachesAll: true,
  input: {
    params: z.object({ id: z.uuid(), roleId: z.uuid() }),
    body: z.object({ decision: z.enum(['approved', 'rejected']) }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = roundTexts(ctx.language)
    const { lines, removesOn } = await decideBrake(ctx, {
      roundId: params.id,
      roleId: params.roleId,
      ...body,
    })
    const [title, text] =
      body.decision === 'approved'
        ? [texts.approvedTitle, texts.approvedText(lines, removesOn && formatCivilDay(removesOn))]
        : [texts.rejectedTitle, texts.rejectedText(lines)]
    return redirect(paths.roundPath(params.id), { notice: { kind: success, title, text } })
  },
})

const planRoute = web({
  method: 'post',
  path: paths.planPath(':roleId'),
  access: starters,
  audit: changes('certificationRound.planned'),
  input: {
    params: z.object({ roleId: z.uuid() }),
    body: z.object({ isOn: z.enum(['ja', 'nej']), nextOn: optionalDay }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = roundTexts(ctx.language)
    const isOn = body.isOn === 'ja'
    const nextOn = await planRole(ctx, { roleId: params.roleId, isOn, nextOn: isOn ? body.nextOn : null })
    const name = (await findRole(ctx, params.roleId))?.name ?? ''
    const text = nextOn ? texts.planOnText(name, formatCivilDay(nextOn)) : texts.planOffText(name)
    return redirect(paths.roundsPath, { notice: { kind: success, title: texts.planSavedTitle, text } })
  },
  again: (ctx, params, { fields }) => roundsPageOf(ctx, undefined, { roleId: params.roleId, fields }),
})

const partRoute = web({
  method: 'get',
  path: paths.partPath(':id', ':organisationId'),
  access: needsOn('central', 'certification.read'),
  audit: reads,
  input: {
    params: z.object({ id: z.uuid(), organisationId: z.coerce.number().int().min(1).max(2_147_483_647) }),
  },
  handle: async (ctx, { params }) => partPageOf(ctx, params.id, params.organisationId),
})

export const centralRoutes: Route[] = [
  listRoute,
  formRoute,
  changeRoute,
  previewRoute,
  startRoute,
  planRoute,
  oneRoute,
  closeForm,
  closeRoute,
  rerunForm,
  rerunRoute,
  brakeRoute,
  partRoute,
]
