import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../kernel/errors.ts'
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
import { getTemplate, listRolesNotAskedFor, listTemplates } from './actions.ts'
import { largestPage } from './import/page-text.ts'
import { importTaskPage } from './importing.ts'
import { importPath, importReportPath, templatePath, templatesPath } from './paths.ts'
import { findImport, listRolloutsOf, listVersions } from './queries.ts'
import { templateTexts } from './texts.ts'
import { ImportPage, ImportReportPage } from './views/import-page.tsx'
import { ListPage } from './views/list-page.tsx'
import { ShowPage } from './views/show-page.tsx'
import { crumbs, writingRoutes } from './web-writing.tsx'

const idInPath = z.object({ id: z.uuid() })
const mayRead = needsOn('central', 'template.read')
const mayWrite = needsOn('central', 'template.write')
const pageLength = 50

/** A cursor names the last template shown: its time and its id. */
const cursorField = z
  .string()
  .regex(/^\d{1,16}_[0-9a-f-]{36}$/)
  .optional()
  .catch(undefined)
  .transform((text) => {
    const [time, id] = text?.split('_') ?? []
    return time && id ? { createdAt: new Date(Number(time)), id } : null
  })

const listRoute = web({
  method: 'get',
  path: templatesPath,
  access: mayRead,
  audit: reads,
  input: {
    query: z.object({
      q: z.string().max(200).catch('').default(''),
      tilstand: z.string().catch('').default(''),
      efter: cursorField,
    }),
  },
  handle: async (ctx, { query }) => {
    const texts = templateTexts(ctx.language)
    const published = query.tilstand === 'sendt' ? true : query.tilstand === 'kladde' ? false : null
    const { items, total } = await listTemplates(ctx, {
      q: query.q.trim(),
      published,
      after: query.efter,
      limit: pageLength,
    })
    const last = items.length === pageLength ? items.at(-1) : undefined
    const next = new URLSearchParams({
      q: query.q,
      tilstand: query.tilstand,
      efter: last ? `${last.createdAt.getTime()}_${last.id}` : '',
    })
    const body = (
      <ListPage
        language={ctx.language}
        items={items}
        total={total}
        q={query.q}
        state={query.tilstand}
        nextHref={last ? `${templatesPath}?${next}` : null}
        mayWrite={ctx.actor.permissions.has('template.write')}
      />
    )
    return page({ title: texts.title, body })
  },
})

const showRoute = web({
  method: 'get',
  path: templatePath(':id'),
  access: mayRead,
  audit: reads,
  input: { params: idInPath },
  handle: async (ctx, { params }) => {
    const template = await getTemplate(ctx, params.id)
    const body = (
      <ShowPage
        language={ctx.language}
        today={ctx.today}
        template={template}
        versions={await listVersions(ctx, params.id)}
        rollouts={await listRolloutsOf(ctx, params.id)}
        rolesNotAskedFor={await listRolesNotAskedFor(ctx, template)}
        mayWrite={ctx.actor.permissions.has('template.write')}
        mayPublish={ctx.actor.permissions.has('rollout.publish')}
      />
    )
    return page({
      title: template.title,
      breadcrumbs: crumbs(ctx, template.numberPrefix ?? template.title),
      body,
    })
  },
})

function importForm(ctx: Context, faults?: FormFaults) {
  const texts = templateTexts(ctx.language)
  return page({
    title: texts.importTitle,
    breadcrumbs: crumbs(ctx, texts.import),
    // The lines of a broken page stand once, at the field: the summary leads there.
    faults: faults ? [{ field: 'file', text: faults.fields.file?.[ctx.language] ?? texts.faultsText }] : [],
    body: <ImportPage language={ctx.language} faults={faults} />,
  })
}

const importFormRoute = web({
  method: 'get',
  path: importPath,
  access: mayWrite,
  audit: reads,
  handle: async (ctx) => importForm(ctx),
})

const missingFile = { da: templateTexts('da').missingFile, en: templateTexts('en').missingFile }

const importRoute = web({
  method: 'post',
  path: importPath,
  access: mayWrite,
  audit: changes('template.imported'),
  input: { body: z.object({}), file: { field: 'file', mostBytes: largestPage } },
  handle: async (ctx, { file }) => {
    if (!file) throw new InvalidInput({ file: missingFile })
    const { templateId } = await importTaskPage(ctx, { bytes: await readFile(file.path) })
    return redirect(importReportPath(templateId))
  },
  again: async (ctx, _params, faults) => importForm(ctx, faults),
})

/** The report has an address of its own: reloading it sends no file. */
const importReportRoute = web({
  method: 'get',
  path: importReportPath(':id'),
  access: mayWrite,
  audit: reads,
  input: { params: idInPath },
  handle: async (ctx, { params }) => {
    const texts = templateTexts(ctx.language)
    const template = await getTemplate(ctx, params.id)
    const report = await findImport(ctx, params.id)
    if (!report) throw new NotFound('import')
    return page({
      title: texts.reportTitles[report.result],
      breadcrumbs: [
        ...crumbs(ctx),
        { label: template.numberPrefix ?? template.title, href: templatePath(params.id) },
        { label: texts.reportCrumb },
      ],
      body: <ImportReportPage language={ctx.language} report={report} asksForRole={template.boundRoleName} />,
    })
  },
})

/** The pages of KOMBIT's editors; who answers reads the same texts as tasks. */
export const templateRoutes: Route[] = [
  listRoute,
  ...writingRoutes,
  importFormRoute,
  importRoute,
  importReportRoute,
  showRoute,
]
