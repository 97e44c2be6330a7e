import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
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
import { typedText } from '../../platform/http/typed-form.ts'
import { faultList } from '../../ui/index.ts'
import type { GrantTarget } from '../access/index.ts'
import {
  askForFix,
  changeRules,
  decideHold,
  decideMember,
  decideRun,
  startReconciliation,
  withdrawAcceptance,
} from './actions-reconciliation.ts'
import { keptFor } from './domain-kept.ts'
import * as paths from './paths.ts'
import {
  findRun,
  listFindings,
  listFirstFindings,
  listHolds,
  listRuns,
  listStandingRuns,
  listTargets,
} from './queries-reconciliation.ts'
import { reconciliationTexts } from './reconciliation-texts.ts'
import { rulesBody } from './rules-body.ts'
import { serverName } from './server-name.ts'
import { latestOf, ReconciliationPage } from './views/reconciliation-page.tsx'
import { RunPage } from './views/run-page.tsx'

const operators = needsOn('central', 'provisioning.operate')
const readers = needsOn('central', 'provisioning.read')
const most = { runs: 20, findings: 100 } as const
const success = 'success' as const

const connector = serverName
const decision = z.enum(['approved', 'rejected'])
const idInPath = z.object({ id: z.uuid() })

const mayOperate = (ctx: Context): boolean => ctx.actor.permissions.has('provisioning.operate')

const formFields = ['connector', 'unmanaged', 'percent', 'number'] as const

async function overview(ctx: Context, connected: readonly GrantTarget[], faults: FormFaults | null = null) {
  const { language } = ctx
  const standing = await listStandingRuns(ctx)
  const ofTargets = [...Map.groupBy(standing, (run) => run.connector).values()]
  const done = ofTargets.flatMap((runs) => latestOf(runs).done?.id ?? [])
  const body = (
    <ReconciliationPage
      language={language}
      mayOperate={mayOperate(ctx)}
      targets={await listTargets(ctx, connected)}
      standing={standing}
      runs={await listRuns(ctx, { limit: most.runs, onlyTelling: true })}
      holds={await listHolds(ctx)}
      findings={await listFirstFindings(ctx, done, most.findings)}
      keptDays={keptFor.days}
      rules={{
        typed: Object.fromEntries(formFields.map((name) => [name, typedText(faults?.typed ?? {}, name)])),
        faults: Object.fromEntries(formFields.map((name) => [name, faults?.fields[name]?.[language]])),
      }}
    />
  )
  return page({
    title: reconciliationTexts(language).title,
    breadcrumbs: crumbs(ctx),
    faults: faults ? faultList(faults.fields, language) : [],
    body,
  })
}

const crumbs = (ctx: Context) => [
  { label: reconciliationTexts(ctx.language).toList, href: paths.accessPath },
  { label: reconciliationTexts(ctx.language).title },
]

const overviewRoute = (connected: readonly GrantTarget[]) =>
  web({
    method: 'get',
    path: paths.reconciliationPath,
    access: readers,
    audit: reads,
    mostQueries: 5,
    handle: (ctx) => overview(ctx, connected),
  })

const startRoute = web({
  method: 'post',
  path: paths.reconciliationPath,
  access: operators,
  audit: changes('reconciliation.started'),
  input: {
    body: z.object({
      connector,
      kind: z.enum(['quick', 'full', 'dry']).default('quick'),
      trust: z.literal('ja').optional().catch(undefined),
    }),
  },
  handle: async (ctx, { body }) => {
    const { kind } = body
    await startReconciliation(ctx, {
      connector: body.connector,
      kind: kind === 'quick' ? 'quick' : 'full',
      isDryRun: kind === 'dry',
      trustsGaps: body.trust === 'ja',
    })
    const { startedTitle: title, startedText: text } = reconciliationTexts(ctx.language)
    return redirect(paths.reconciliationPath, { notice: { kind: 'info', title, text } })
  },
})

const runRoute = web({
  method: 'get',
  path: paths.runPath(':id'),
  access: readers,
  audit: reads,
  input: {
    params: idInPath,
    query: z.object({ efter: z.coerce.number().int().min(0).max(2_000_000).catch(0).default(0) }),
  },
  mostQueries: 2,
  handle: async (ctx, { params, query }) => {
    const run = await findRun(ctx, params.id)
    if (!run) throw new NotFound('reconciliation')
    const found = await listFindings(ctx, run.id, { after: query.efter, limit: most.findings + 1 })
    const findings = found.slice(0, most.findings)
    const last = found.length > most.findings ? findings.at(-1) : undefined
    const { language } = ctx
    const texts = reconciliationTexts(language)
    return page({
      title: texts.title,
      breadcrumbs: [
        { label: texts.toList, href: paths.accessPath },
        { label: texts.title, href: paths.reconciliationPath },
        { label: texts.runs[run.kind] },
      ],
      body: (
        <RunPage
          {...{ language, run, findings }}
          mayOperate={mayOperate(ctx)}
          nextHref={last ? `${paths.runPath(run.id)}?efter=${last.number}` : null}
        />
      ),
    })
  },
})

const decided = (ctx: Context, choice: z.infer<typeof decision>) => {
  const texts = reconciliationTexts(ctx.language)
  return choice === 'approved'
    ? { kind: success, title: texts.approvedTitle, text: texts.approvedText }
    : { kind: success, title: texts.rejectedTitle, text: texts.rejectedText }
}

const brakeRoute = web({
  method: 'post',
  path: paths.brakePath(':id'),
  access: operators,
  audit: changes('reconciliation.approved', 'reconciliation.rejected'),
  input: { params: idInPath, body: z.object({ decision }) },
  handle: async (ctx, { params, body }) => {
    await decideRun(ctx, params.id, body.decision)
    return redirect(paths.runPath(params.id), { notice: decided(ctx, body.decision) })
  },
})

const holdRoute = web({
  method: 'post',
  path: paths.holdPath(':id'),
  access: operators,
  audit: changes('provisioning.removalsApproved', 'provisioning.removalsRejected'),
  input: { params: idInPath, body: z.object({ decision }) },
  handle: async (ctx, { params, body }) => {
    await decideHold(ctx, params.id, body.decision)
    return redirect(paths.reconciliationPath, { notice: decided(ctx, body.decision) })
  },
})

const memberRoute = web({
  method: 'post',
  path: paths.memberPath(':id'),
  access: operators,
  audit: changes('reconciliation.memberAccepted', 'reconciliation.memberRemovalAsked'),
  input: {
    params: idInPath,
    body: z.object({
      number: z.coerce.number().int().min(1).max(2_000_000),
      decision: z.enum(['remove', 'accept']),
    }),
  },
  handle: async (ctx, { params, body }) => {
    await decideMember(ctx, params.id, body.number, body.decision)
    const texts = reconciliationTexts(ctx.language)
    const notice =
      body.decision === 'remove'
        ? { kind: success, title: texts.removedTitle, text: texts.removedText }
        : { kind: success, title: texts.acceptedTitle, text: texts.acceptedText }
    return redirect(paths.runPath(params.id), { notice })
  },
})

const fixRoute = web({
  method: 'post',
  path: paths.fixPath(':id'),
  access: operators,
  audit: changes('reconciliation.fixAsked'),
  input: { params: idInPath, body: z.object({ number: z.coerce.number().int().min(1).max(2_000_000) }) },
  handle: async (ctx, { params, body }) => {
    await askForFix(ctx, params.id, body.number)
    const texts = reconciliationTexts(ctx.language)
    return redirect(paths.runPath(params.id), {
      notice: { kind: success, title: texts.fixedTitle, text: texts.fixedText },
    })
  },
})

const acceptedRoute = web({
  method: 'post',
  path: paths.acceptedPath,
  access: operators,
  audit: changes('reconciliation.acceptanceWithdrawn'),
  input: { body: z.object({ connector, account: z.string().max(64) }) },
  handle: async (ctx, { body }) => {
    await withdrawAcceptance(ctx, body.connector, body.account)
    const texts = reconciliationTexts(ctx.language)
    return redirect(paths.reconciliationPath, {
      notice: { kind: success, title: texts.withdrawnTitle, text: texts.withdrawnText },
    })
  },
})

const rulesRoute = (connected: readonly GrantTarget[]) =>
  web({
    method: 'post',
    path: paths.rulesPath,
    access: operators,
    audit: changes('provisioning.rulesChanged'),
    input: { body: rulesBody },
    handle: async (ctx, { body }) => {
      const { unmanaged, percent, number } = body
      await changeRules(ctx, body.connector, { unmanaged, brake: { percent, number } })
      const texts = reconciliationTexts(ctx.language)
      return redirect(paths.reconciliationPath, {
        notice: { kind: success, title: texts.savedTitle, text: texts.savedText },
      })
    },
    again: (ctx, _params, faults) => overview(ctx, connected, faults),
  })

/** Reconciliation's pages, for operations and those who read the trail. */
export const reconciliationRoutes = (connected: readonly GrantTarget[]): Route[] => [
  overviewRoute(connected),
  startRoute,
  rulesRoute(connected),
  acceptedRoute,
  holdRoute,
  runRoute,
  brakeRoute,
  memberRoute,
  fixRoute,
]
