import { addDays } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { signedInBecause } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { Heading } from '../../ui/index.ts'
import { listWaitingProposals, Proposals } from '../assignments/index.ts'
import { CertificatesAlert, CertificatesPanel, listWatched } from '../certificates/index.ts'
import { isMine, type StartKind, startKindOf, type UnreachedCount } from './domain.ts'
import { startPath } from './paths.ts'
import { findProvisioningOverview, listOwnRoles, listStuckAccess } from './queries/access.ts'
import {
  countEventsByThing,
  listDrafts,
  listLatestEvents,
  listRolloutsUnderWay,
  listWaitingThreads,
} from './queries/central.ts'
import { findRolesAtHome, listReach } from './queries/roles.ts'
import { findTaskYear, listNewAnswers, listOpenTasks } from './queries/tasks.ts'
import { startTexts } from './texts.ts'
import { AnalystPage } from './views/analyst-page.tsx'
import { AuditorPage } from './views/auditor-page.tsx'
import { EditorPage } from './views/editor-page.tsx'
import { EndingRolesPanel } from './views/ending-roles.tsx'
import { MunicipalPage } from './views/municipal-page.tsx'
import { AccessPanel, NewAnswersPanel, OwnRolesPanel, RoleGapsPanel } from './views/municipal-panels.tsx'
import { OperationsPage } from './views/operations-page.tsx'
import { SupplierPage } from './views/supplier-page.tsx'

/** How much of each thing one start page shows; the links lead to the rest. */
const most = { answers: 3, threads: 6, rollouts: 8, drafts: 3, stuck: 10, events: 15 } as const

async function readMunicipal(ctx: Context, isAdministrator: boolean) {
  const tasks = await listOpenTasks(ctx, !isAdministrator)
  const year = await findTaskYear(ctx, !isAdministrator)
  const { answers, total: newAnswers } = await listNewAnswers(ctx, most.answers, !isAdministrator)
  const viewer = {
    id: ctx.actor.id,
    mayAssignRoles: ctx.actor.permissions.has('assignment.write'),
    mayNamePeople: ctx.actor.permissions.has('task.assignPeople'),
  }
  const { today, language } = ctx
  const answersPanel = (
    <NewAnswersPanel {...{ answers, today, language }} total={newAnswers} ownOnly={!isAdministrator} />
  )
  const { organisationName, unread = 0 } = ctx.actor
  return {
    tasks,
    answersPanel,
    shared: { viewer, today, language, organisationName, year, newAnswers, unread },
  }
}

async function administratorPage(ctx: Context) {
  const texts = startTexts(ctx.language)
  const { tasks, answersPanel, shared } = await readMunicipal(ctx, true)
  const roles = await findRolesAtHome(ctx)
  const proposals = roles.proposals > 0 ? await listWaitingProposals(ctx, null) : []
  const aside = (
    <>
      {proposals.length > 0 && <Proposals language={ctx.language} proposals={proposals} withRole />}
      {answersPanel}
      <EndingRolesPanel roles={roles.ending} today={ctx.today} language={ctx.language} />
      <RoleGapsPanel gaps={roles} texts={texts} />
      <AccessPanel counts={roles.states} texts={texts} />
    </>
  )
  return {
    title: texts.title,
    body: <MunicipalPage {...shared} {...{ tasks, aside, ending: roles.ending }} />,
  }
}

async function userPage(ctx: Context) {
  const texts = startTexts(ctx.language)
  // A sign-in whose rights were all taken away: nothing of the municipality is theirs to see.
  if (!ctx.actor.permissions.has('task.read'))
    return { title: texts.title, body: <Heading title={texts.title} lead={texts.noRights} /> }
  const { tasks, answersPanel, shared } = await readMunicipal(ctx, false)
  const roles = await listOwnRoles(ctx)
  const own = tasks.filter((task) => isMine(task, ctx.actor.id))
  const others = tasks.filter((task) => !isMine(task, ctx.actor.id))
  const aside = (
    <>
      {answersPanel}
      <OwnRolesPanel roles={roles} texts={texts} />
    </>
  )
  return { title: texts.title, body: <MunicipalPage {...shared} tasks={own} others={others} aside={aside} /> }
}

const readWatched = async (ctx: Context) => ({
  certificates: await listWatched(ctx),
  now: ctx.now,
  language: ctx.language,
})

/** What is asked of features that nobody may import. */
export interface StartParts {
  readonly countUnreached: (ctx: Context) => Promise<UnreachedCount>
}

const everybodyIsReached: UnreachedCount = { nobody: 0, missed: 0 }

/** Those who may read the list behind the number see it. */
const readUnreached = async (ctx: Context, { countUnreached }: StartParts): Promise<UnreachedCount> =>
  ctx.actor.permissions.has('reminder.read') ? await countUnreached(ctx) : everybodyIsReached

async function editorPage(ctx: Context, parts: StartParts) {
  const waiting = await listWaitingThreads(ctx, most.threads)
  const underWay = await listRolloutsUnderWay(ctx, most.rollouts)
  const unsent = await listDrafts(ctx, most.drafts)
  const unreached = await readUnreached(ctx, parts)
  const { today, language } = ctx
  // Whoever is an editor and operations too sees the editor's page alone.
  const isOperations = ctx.actor.permissions.has('certificate.read')
  const alert = isOperations ? <CertificatesAlert {...(await readWatched(ctx))} /> : null
  const body = <EditorPage {...{ waiting, underWay, unsent, unreached, today, language, alert }} />
  return { title: startTexts(language).title, body }
}

async function operationsPage(ctx: Context, parts: StartParts) {
  const overview = await findProvisioningOverview(ctx)
  const stuck = await listStuckAccess(ctx, most.stuck)
  const watched = await readWatched(ctx)
  const unreached = await readUnreached(ctx, parts)
  const { today, language } = ctx
  const body = (
    <OperationsPage
      {...{ overview, stuck, unreached, today, language }}
      alert={<CertificatesAlert {...watched} />}
      aside={<CertificatesPanel {...watched} />}
    />
  )
  return { title: startTexts(language).title, body }
}

async function analystPage(ctx: Context) {
  const { today, language } = ctx
  const body = <AnalystPage roles={await listReach(ctx)} today={today} language={language} />
  return { title: startTexts(language).reachTitle, body }
}

async function auditorPage(ctx: Context) {
  const { today, language } = ctx
  const kinds = await countEventsByThing(ctx, new Date(`${addDays(today, -30)}T00:00:00Z`))
  const latest = await listLatestEvents(ctx, most.events)
  const body = <AuditorPage {...{ kinds, latest, today, language }} />
  return { title: startTexts(language).auditTitle, body }
}

async function supplierPage(ctx: Context) {
  const { today, language } = ctx
  const underWay = await listRolloutsUnderWay(ctx, most.rollouts)
  const body = <SupplierPage {...{ underWay, today, language }} />
  return { title: startTexts(language).supplierTitle, body }
}

const pages: Record<StartKind, (ctx: Context, parts: StartParts) => ReturnType<typeof userPage>> = {
  administrator: administratorPage,
  user: userPage,
  editor: editorPage,
  operations: operationsPage,
  analyst: analystPage,
  auditor: auditorPage,
  supplier: supplierPage,
}

export const startRoutes = (parts: StartParts): Route[] => [
  web({
    method: 'get',
    path: startPath,
    access: signedInBecause('everybody has a start page; it shows what their own rights let them read'),
    audit: reads,
    handle: async (ctx) => page(await pages[startKindOf(ctx.actor)](ctx, parts)),
  }),
]
