import { addDays, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import type { FieldFaults } from '../../../kernel/errors.ts'
import { InvalidInput, NotFound } from '../../../kernel/errors.ts'
import { optionalDay } from '../../../platform/http/form-fields.ts'
import { type PageAnswer, page } from '../../../platform/http/route.ts'
import type { TypedForm } from '../../../platform/http/typed-form.ts'
import { faultList } from '../../../ui/index.ts'
import { previewClose } from '../actions/closing.ts'
import { previewRerun } from '../actions/rerunning.ts'
import type { RoundPreview } from '../actions/starting.ts'
import { freeRoundName } from '../domain/naming.ts'
import { missingDay, standardDays, whyNotRerun } from '../domain/round.ts'
import { roundPath, roundsPath } from '../paths.ts'
import { whyNotMayApprove } from '../policy.ts'
import { listItems, listItemsOf } from '../queries/items.ts'
import { listRoundChoices } from '../queries/preview.ts'
import {
  getRound,
  listNamesLike,
  listOutcomes,
  listPlan,
  listRoundParts,
  listRounds,
} from '../queries/rounds.ts'
import { roundTexts } from '../texts.ts'
import { ClosePage } from '../views/close-page.tsx'
import { PartPage } from '../views/part-page.tsx'
import { RerunPage } from '../views/rerun-page.tsx'
import { RoundFormPage } from '../views/round-form-page.tsx'
import { RoundPage } from '../views/round-page.tsx'
import { RoundsPage } from '../views/rounds-page.tsx'

const pageSize = 50
/** Most answers about oneself that one page lists. */
const mostOwn = 100

const mayStart = (ctx: Context): boolean => ctx.actor.permissions.has('certification.start')

export async function roundsPageOf(
  ctx: Context,
  after: string | undefined,
  wrong: { roleId: string; fields: FieldFaults } | null = null,
): Promise<PageAnswer> {
  const { language } = ctx
  const found = await listRounds(ctx, { after, limit: pageSize + 1 })
  const rounds = found.slice(0, pageSize)
  const last = found.length > pageSize ? rounds.at(-1) : undefined
  const sentence = wrong ? Object.values(wrong.fields)[0] : undefined
  return page({
    title: roundTexts(language).title,
    faults: wrong && sentence ? [{ field: `nextOn-${wrong.roleId}`, text: sentence[language] }] : [],
    body: (
      <RoundsPage
        rounds={rounds}
        plan={await listPlan(ctx)}
        today={ctx.today}
        mayStart={mayStart(ctx)}
        language={language}
        nextHref={last ? `${roundsPath}?efter=${last.id}` : null}
        fault={wrong && sentence ? { roleId: wrong.roleId, text: sentence[language] } : null}
      />
    ),
  })
}

async function suggestedName(ctx: Context): Promise<string> {
  const name = roundTexts(ctx.language).standardName(ctx.today.slice(0, 4))
  return freeRoundName(name, await listNamesLike(ctx, name), ctx.language)
}

export async function formPage(
  ctx: Context,
  typed: TypedForm | null,
  faults?: FieldFaults,
): Promise<PageAnswer> {
  const { language, today } = ctx
  const texts = roundTexts(language)
  const choices = await listRoundChoices(ctx)
  const standard: TypedForm = typed ?? {
    name: await suggestedName(ctx),
    closesOn: formatCivilDay(addDays(today, standardDays)),
    // A yearly confirmation asks about every role that is to be confirmed.
    roleIds: choices.roles.filter(({ months }) => months !== null).map(({ id }) => id),
  }
  return page({
    title: texts.newTitle,
    breadcrumbs: [{ label: texts.title, href: roundsPath }, { label: texts.newTitle }],
    faults: faults ? faultList(faults, language) : [],
    body: <RoundFormPage language={language} choices={choices} typed={standard} faults={faults} />,
  })
}

export async function roundPageOf(ctx: Context, id: string): Promise<PageAnswer> {
  const { language, today } = ctx
  const round = await getRound(ctx, id)
  return page({
    title: round.name,
    breadcrumbs: [{ label: roundTexts(language).title, href: roundsPath }, { label: round.name }],
    body: (
      <RoundPage
        {...{ language, today, round }}
        parts={await listRoundParts(ctx, id)}
        outcomes={await listOutcomes(ctx, id)}
        own={await listItems(ctx, { roundId: id, isSelfAnswered: true, limit: mostOwn })}
        mayStart={mayStart(ctx)}
        mayApprove={whyNotMayApprove(ctx.actor) === null}
        mayReadEvidence={ctx.actor.permissions.has('evidence.read')}
      />
    ),
  })
}

export async function closePageOf(ctx: Context, id: string): Promise<PageAnswer> {
  const { language } = ctx
  const texts = roundTexts(language)
  const round = await getRound(ctx, id)
  return page({
    title: texts.closeTitle(round.name),
    breadcrumbs: [
      { label: texts.title, href: roundsPath },
      { label: round.name, href: roundPath(id) },
      { label: texts.close },
    ],
    body: <ClosePage {...{ language, round }} roles={await previewClose(ctx, round)} />,
  })
}

/** What the day typed would come to, or what is wrong with it. */
async function weighRerun(
  ctx: Context,
  roundId: string,
  typed: string,
): Promise<{ preview: RoundPreview | null; faults: FieldFaults | undefined }> {
  const day = optionalDay.safeParse(typed)
  if (!day.success || !day.data) return { preview: null, faults: { closesOn: missingDay } }
  try {
    return { preview: await previewRerun(ctx, { roundId, closesOn: day.data }), faults: undefined }
  } catch (fault) {
    if (fault instanceof InvalidInput) return { preview: null, faults: fault.fields }
    throw fault
  }
}

export async function rerunPageOf(
  ctx: Context,
  id: string,
  typed: string | null,
  known?: FieldFaults,
): Promise<PageAnswer> {
  const { language, today } = ctx
  const texts = roundTexts(language)
  const round = await getRound(ctx, id)
  const closesOn = typed ?? formatCivilDay(addDays(today, standardDays))
  const refusal = whyNotRerun(round)
  const weighing = refusal || known ? { preview: null, faults: known } : await weighRerun(ctx, id, closesOn)
  const { preview, faults } = weighing
  return page({
    title: texts.rerunTitle,
    breadcrumbs: [
      { label: texts.title, href: roundsPath },
      { label: round.name, href: roundPath(id) },
      { label: texts.rerun },
    ],
    faults: faults ? faultList(faults, language) : [],
    body: <RerunPage {...{ language, round, closesOn, preview, refusal, faults }} />,
  })
}

export async function partPageOf(ctx: Context, id: string, organisationId: number): Promise<PageAnswer> {
  const { language } = ctx
  const round = await getRound(ctx, id)
  const part = (await listRoundParts(ctx, id)).find((one) => one.organisationId === organisationId)
  if (!part) throw new NotFound('municipality of the round')
  return page({
    title: `${part.name}, ${round.name}`,
    breadcrumbs: [
      { label: roundTexts(language).title, href: roundsPath },
      { label: round.name, href: roundPath(id) },
      { label: part.shortName },
    ],
    body: <PartPage {...{ language, round, part }} items={await listItemsOf(ctx, id, organisationId)} />,
  })
}
