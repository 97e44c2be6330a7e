import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { findCivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { changes, type Notice, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import type { TypedForm } from '../../platform/http/typed-form.ts'
import { faultList } from '../../ui/index.ts'
import { listMunicipalities } from '../organisations/index.ts'
import { changeLadder, planAhead } from './actions.ts'
import { ladderForm, rowOfStep, rowsOfTyped } from './ladder-form.ts'
import {
  centralListPath,
  comingDayPath,
  comingPath,
  editLadderPath,
  previewLadderPath,
  remindersPath,
} from './paths.ts'
import { mayChangeLadder } from './policy.ts'
import { getLadder, listLadders } from './queries.ts'
import { type Coming, countComing, listCentral, listComing } from './queries-coming.ts'
import { reminderTexts } from './texts.ts'
import { CentralListPage } from './views/central-list-page.tsx'
import { ComingDayPage } from './views/coming-day-page.tsx'
import { ComingPage } from './views/coming-page.tsx'
import { EditPage } from './views/edit-page.tsx'
import { LadderPage } from './views/ladder-page.tsx'

const readers = needsOn('central', 'reminder.read')
const editors = needsOn('central', 'reminder.write')

/** Versions and listed tasks a page shows. */
const [mostVersions, mostListed] = [10, 200]

const crumbs = (ctx: Context, last: string) => [
  { label: reminderTexts(ctx.language).title, href: remindersPath },
  { label: last },
]

const ladderRoute = web({
  method: 'get',
  path: remindersPath,
  access: readers,
  audit: reads,
  handle: async (ctx) =>
    page({
      title: reminderTexts(ctx.language).title,
      body: (
        <LadderPage
          language={ctx.language}
          ladders={await listLadders(ctx, mostVersions)}
          mayChange={mayChangeLadder(ctx.actor)}
        />
      ),
    }),
})

interface Shown {
  readonly typed?: TypedForm
  readonly fields?: FieldFaults
  readonly preview?: Coming
}

async function editPage(ctx: Context, { typed, fields = {}, preview }: Shown) {
  const title = reminderTexts(ctx.language).editTitle
  const ladder = await getLadder(ctx)
  const rows = typed ? rowsOfTyped(typed) : ladder.steps.map(rowOfStep)
  const version = Number(typed?.version) || ladder.version
  return page({
    title,
    breadcrumbs: crumbs(ctx, title),
    faults: faultList(fields, ctx.language),
    body: (
      <EditPage {...{ rows, version }} language={ctx.language} faults={fields} preview={preview ?? null} />
    ),
  })
}

const editRoute = web({
  method: 'get',
  path: editLadderPath,
  access: editors,
  audit: reads,
  handle: (ctx) => editPage(ctx, {}),
})

const previewRoute = web({
  method: 'post',
  path: previewLadderPath,
  access: editors,
  audit: reads,
  input: { body: ladderForm },
  handle: async (ctx, { body }) =>
    editPage(ctx, { typed: body.typed, preview: await countComing(ctx, await planAhead(ctx, body.steps)) }),
  again: (ctx, _params, { typed, fields }) => editPage(ctx, { typed, fields }),
})

const saveRoute = web({
  method: 'post',
  path: editLadderPath,
  access: editors,
  audit: changes('reminderLadder.changed'),
  input: { body: ladderForm },
  handle: async (ctx, { body }) => {
    const texts = reminderTexts(ctx.language)
    const { isChanged } = await changeLadder(ctx, body)
    const notice: Notice = isChanged
      ? { kind: 'success', title: texts.savedTitle, text: texts.savedText }
      : { kind: 'info', title: texts.sameTitle, text: texts.sameText }
    return redirect(remindersPath, { notice })
  },
  again: (ctx, _params, { typed, fields }) => editPage(ctx, { typed, fields }),
})

const comingRoute = web({
  method: 'get',
  path: comingPath,
  access: readers,
  audit: reads,
  handle: async (ctx) => {
    const title = reminderTexts(ctx.language).comingTitle
    const coming = await countComing(ctx, await planAhead(ctx))
    return page({
      title,
      breadcrumbs: crumbs(ctx, title),
      body: <ComingPage language={ctx.language} coming={coming} />,
    })
  },
})

const organisationId = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1)

const comingDayRoute = web({
  method: 'get',
  path: comingDayPath(':day'),
  access: readers,
  audit: reads,
  input: {
    params: z.object({ day: z.string() }),
    query: z.object({ kommune: organisationId.optional().catch(undefined) }),
  },
  handle: async (ctx, { params, query }) => {
    const texts = reminderTexts(ctx.language)
    const day = findCivilDay(params.day)
    if (!day) throw new NotFound('day')
    const chosen = query.kommune ?? null
    const plan = (await planAhead(ctx)).filter(({ onDay }) => onDay === day)
    const found = await listComing(ctx, plan, chosen)
    return page({
      title: texts.dayTitle(formatCivilDay(day)),
      breadcrumbs: [
        { label: texts.title, href: remindersPath },
        { label: texts.comingTitle, href: comingPath },
        { label: formatCivilDay(day) },
      ],
      body: (
        <ComingDayPage
          {...{ day, chosen, ...found }}
          language={ctx.language}
          municipalities={await listMunicipalities(ctx)}
        />
      ),
    })
  },
})

/** What others put on the central body's list. */
export interface ListParts {
  /** Whom nothing at all reaches. */
  readonly unreached: (ctx: Context) => Promise<ComponentChildren>
}

const listRoute = ({ unreached }: ListParts) =>
  web({
    method: 'get',
    path: centralListPath,
    access: readers,
    audit: reads,
    handle: async (ctx) => {
      const title = reminderTexts(ctx.language).listTitle
      return page({
        title,
        breadcrumbs: crumbs(ctx, title),
        body: (
          <CentralListPage
            language={ctx.language}
            {...(await listCentral(ctx, mostListed))}
            unreached={await unreached(ctx)}
          />
        ),
      })
    },
  })

/** The rules, what they will send, and what they have brought to the central body. */
export const reminderRoutes = (parts: ListParts): Route[] => [
  ladderRoute,
  editRoute,
  previewRoute,
  saveRoute,
  comingRoute,
  comingDayRoute,
  listRoute(parts),
]
