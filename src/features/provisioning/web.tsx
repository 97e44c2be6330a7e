import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { manyTexts } from '../../platform/http/form-fields.ts'
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
import type { GrantKey } from '../access/index.ts'
import { listMunicipalities } from '../organisations/index.ts'
import { approveAdoption, retryNow, tickOff } from './actions.ts'
import { isUnderWay, stateKinds } from './domain-states.ts'
import { readCursor, writeCursor } from './grant-cursor.ts'
import { nameOfGrant, readGrantName, readStepName } from './grant-names.ts'
import { pageSentence, pageTexts } from './page-texts.ts'
import { accessPath, adoptPath, grantPath, retryPath, tickPath } from './paths.ts'
import { mayOperate } from './policy.ts'
import { countGrants, cursorOf, findStory, getGrant, listGrants } from './queries.ts'
import { AllAccessPage, OwnAccessPage } from './views/access-page.tsx'
import { StoryPage } from './views/story-page.tsx'

/** What the pages know of the outside. */
export interface AccessSurroundings {
  readonly isConnected: boolean
  /** Address of the stand-in Mattermost, in demo mode. */
  readonly standInHref: string | null
}

const mostRows = 50
const success = 'success' as const

const listQuery = z.object({
  tilstand: z.enum(stateKinds).optional().catch(undefined),
  kommune: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  efter: z.string().max(1000).optional().catch(undefined),
})

type ListQuery = z.output<typeof listQuery>

const addressOf = (query: Record<string, string | number | undefined>): string => {
  const kept = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return kept.length > 0 ? `${accessPath}?${new URLSearchParams(kept)}` : accessPath
}

async function listPage(
  ctx: Context,
  query: ListQuery,
  surroundings: AccessSurroundings,
  faults?: FormFaults,
) {
  const { language } = ctx
  const found = await listGrants(ctx, {
    kind: query.tilstand,
    organisationId: query.kommune,
    after: readCursor(query.efter),
    limit: mostRows + 1,
  })
  const grants = found.slice(0, mostRows)
  const last = grants.at(-1)
  const nextHref =
    found.length > mostRows && last ? addressOf({ ...query, efter: writeCursor(cursorOf(last)) }) : null
  const shared = { language, grants, nextHref, ...surroundings }
  const title = pageTexts(language).title
  if (ctx.actor.side !== 'central') return page({ title, body: <OwnAccessPage {...shared} /> })
  return page({
    title,
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <AllAccessPage
        {...shared}
        counts={await countGrants(ctx, query.kommune ?? null)}
        municipalities={await listMunicipalities(ctx)}
        chosen={{
          state: query.tilstand ?? null,
          municipality: query.kommune ? String(query.kommune) : null,
        }}
        mayOperate={mayOperate(ctx.actor)}
      />
    ),
  })
}

const grantInPath = z.object({
  grant: z.string().transform((text, context): GrantKey => {
    const key = readGrantName(text)
    if (key) return key
    context.addIssue({ code: 'custom' })
    return z.NEVER
  }),
})

const listRoute = (surroundings: AccessSurroundings) =>
  web({
    method: 'get',
    path: accessPath,
    access: needs('assignment.read'),
    audit: reads,
    input: { query: listQuery },
    mostQueries: 4,
    handle: (ctx, { query }) => listPage(ctx, query, surroundings),
  })

async function storyPage(ctx: Context, key: GrantKey, faults?: FormFaults) {
  const texts = pageTexts(ctx.language)
  const grant = await getGrant(ctx, key)
  return page({
    title: texts.storyTitle(grant.userName),
    breadcrumbs: [{ label: texts.title, href: accessPath }, { label: grant.userName }],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <StoryPage
        language={ctx.language}
        grant={grant}
        story={await findStory(ctx, key)}
        isCentral={ctx.actor.side === 'central'}
        mayOperate={mayOperate(ctx.actor)}
      />
    ),
    // For browsers without scripts; with them, the part that changes follows along sooner.
    ...(isUnderWay(grant.kind) ? { refreshAfter: 5 } : {}),
  })
}

const storyRoute = web({
  method: 'get',
  path: grantPath(':grant'),
  access: needs('assignment.read'),
  audit: reads,
  input: { params: grantInPath },
  mostQueries: 3,
  handle: (ctx, { params }) => storyPage(ctx, params.grant),
})

/** A row's own button sends that row alone, whatever is chosen. */
const tickBody = z.object({
  kun: z.string().optional(),
  valgt: manyTexts,
  hvad: z.enum(['naeste', 'alle']).optional(),
})

function stepsIn(body: z.output<typeof tickBody>) {
  const names = body.kun ? [body.kun] : [...new Set(body.valgt)]
  if (names.length === 0) throw new InvalidInput({ 'valgt-1': pageSentence('noneChosen') })
  return names.map((name) => {
    const step = readStepName(name)
    if (!step) throw new InvalidInput({ '': pageSentence('unreadable') })
    return step
  })
}

const tickRoute = (surroundings: AccessSurroundings) =>
  web({
    method: 'post',
    path: tickPath,
    access: needsOn('central', 'provisioning.operate'),
    audit: changes('provisioning.stepTickedOff'),
    input: { body: tickBody },
    handle: async (ctx, { body }) => {
      const texts = pageTexts(ctx.language)
      const steps = stepsIn(body)
      await tickOff(ctx, { steps, all: !body.kun && body.hvad === 'alle' })
      const notice = { kind: success, title: texts.tickedTitle, text: texts.tickedText(steps.length) }
      return redirect(accessPath, { notice })
    },
    again: (ctx, _params, faults) => listPage(ctx, {}, surroundings, faults),
  })

const retryRoute = web({
  method: 'post',
  path: retryPath(':grant'),
  access: needsOn('central', 'provisioning.operate'),
  audit: changes('access.retried'),
  input: { params: grantInPath },
  handle: async (ctx, { params }) => {
    const texts = pageTexts(ctx.language)
    await retryNow(ctx, params.grant)
    const notice = { kind: success, title: texts.retriedTitle, text: texts.retriedText }
    return redirect(grantPath(nameOfGrant(params.grant)), { notice })
  },
  again: (ctx, params, faults) => storyPage(ctx, params.grant, faults),
})

const adoptRoute = web({
  method: 'post',
  path: adoptPath(':grant'),
  access: needsOn('central', 'provisioning.operate'),
  audit: changes('access.adoptionApproved'),
  input: { params: grantInPath },
  handle: async (ctx, { params }) => {
    const texts = pageTexts(ctx.language)
    await approveAdoption(ctx, params.grant)
    const notice = { kind: success, title: texts.adoptedTitle, text: texts.adoptedText }
    return redirect(grantPath(nameOfGrant(params.grant)), { notice })
  },
  again: (ctx, params, faults) => storyPage(ctx, params.grant, faults),
})

export const provisioningRoutes = (surroundings: AccessSurroundings): Route[] => [
  listRoute(surroundings),
  storyRoute,
  tickRoute(surroundings),
  retryRoute,
  adoptRoute,
]
