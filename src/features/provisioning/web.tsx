import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { manyTexts } from '../../platform/http/form-fields.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import type { GrantKey, GrantTarget } from '../access/index.ts'
import { isConnectorName } from '../roles/index.ts'
import { type ChosenWork, takeCase, tickOff, tryAgain } from './actions.ts'
import { stateKinds } from './domain-states.ts'
import { accessTexts } from './page-texts.ts'
import { accessPath as path } from './paths.ts'
import { countAccesses, listAccesses } from './queries.ts'
import { listTargets } from './queries-reconciliation.ts'
import { reconciliationRoutes } from './reconciliation-web.tsx'
import { AccessPage } from './views/access-page.tsx'

const pageLength = 50

const keyPattern =
  /^(\d{1,9}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):([a-z0-9-]{1,40})$/

/** The key, and which work the operator saw there. */
const workPattern = /^(.+):(\d{1,9}):(present|absent)$/

function keyOf(text: string): GrantKey | null {
  const [, organisationId, userId, connector = ''] = keyPattern.exec(text) ?? []
  if (!organisationId || !userId || !isConnectorName(connector)) return null
  return { organisationId: Number(organisationId), userId, connector }
}

function workOf(text: string): ChosenWork | null {
  const [, key = '', epoch, presence] = workPattern.exec(text) ?? []
  const found = keyOf(key)
  return found && { ...found, epoch: Number(epoch), presence: presence as ChosenWork['presence'] }
}

/** The list with its filters; those that are not set are left out. */
function listAddress(filter: { q: string; tilstand: string; efter?: string }): string {
  const set = Object.entries(filter).filter(([, value]) => value !== '')
  return set.length > 0 ? `${path}?${new URLSearchParams(set)}` : path
}

/** What the list was filtered by when a form on it was sent. */
const filterFields = {
  q: z.string().max(200).catch('').default(''),
  tilstand: z.enum(stateKinds).or(z.literal('')).catch('').default(''),
}

/**
 * @param standInHref where the stand-in Mattermost shows its page, in demo mode; else null
 * @param connected targets that have a connection
 */
export function provisioningRoutes(
  standInHref: string | null,
  connected: readonly GrantTarget[] = [],
): Route[] {
  return [
    listRoute(standInHref, connected),
    tickRoute,
    againRoute,
    takenRoute,
    ...reconciliationRoutes(connected),
  ]
}

const listRoute = (standInHref: string | null, connected: readonly GrantTarget[]) =>
  web({
    method: 'get',
    path,
    access: needs('assignment.read'),
    audit: reads,
    input: {
      query: z.object({
        q: z.string().max(200).catch('').default(''),
        tilstand: z.enum(stateKinds).optional().catch(undefined),
        efter: z.string().max(90).optional().catch(undefined),
      }),
    },
    handle: async (ctx, { query }) => {
      const kind = query.tilstand ?? null
      const q = query.q.trim()
      const after = query.efter ?? null
      const { items, next } = await listAccesses(ctx, { kind, q, after, limit: pageLength })
      const body = (
        <AccessPage
          language={ctx.language}
          now={ctx.now}
          today={ctx.today}
          isCentral={ctx.actor.side === 'central'}
          mayOperate={ctx.actor.permissions.has('provisioning.operate')}
          accesses={items}
          counts={await countAccesses(ctx)}
          kind={kind}
          q={q}
          nextHref={next && listAddress({ q, tilstand: kind ?? '', efter: next })}
          standInHref={standInHref}
          targets={ctx.actor.side === 'central' ? await listTargets(ctx, connected) : []}
        />
      )
      return page({ title: accessTexts(ctx.language).title, body })
    },
  })

const tickRoute = web({
  method: 'post',
  path: `${path}/gjort`,
  access: needsOn('central', 'provisioning.operate'),
  audit: changes('provisioning.tickedOff'),
  input: { body: z.object({ person: manyTexts, ...filterFields }) },
  handle: async (ctx, { body }) => {
    const texts = accessTexts(ctx.language)
    const back = listAddress({ q: body.q, tilstand: body.tilstand })
    const chosen = body.person.flatMap((text) => workOf(text) ?? [])
    if (chosen.length === 0) {
      return redirect(back, { notice: { kind: 'warning', title: texts.nobodyTitle, text: texts.nobody } })
    }
    const { ticked, changed } = await tickOff(ctx, chosen)
    const counted = texts.ticked(ticked)
    return redirect(back, {
      notice:
        changed === 0
          ? { kind: 'success', title: texts.tickedTitle, text: counted }
          : { kind: 'warning', title: texts.changedTitle, text: `${counted} ${texts.changed(changed)}` },
    })
  },
})

const againRoute = web({
  method: 'post',
  path: `${path}/igen`,
  access: needsOn('central', 'provisioning.operate'),
  audit: changes('provisioning.triedAgain'),
  input: {
    body: z.object({
      person: z.string(),
      overtag: z.string().optional(),
      forfra: z.string().optional(),
      ...filterFields,
    }),
  },
  handle: async (ctx, { body }) => {
    const texts = accessTexts(ctx.language)
    const key = keyOf(body.person)
    if (!key) throw new NotFound('access')
    await tryAgain(ctx, key, { mayAdopt: body.overtag === 'ja', startsOver: body.forfra === 'ja' })
    return redirect(listAddress({ q: body.q, tilstand: body.tilstand }), {
      notice: { kind: 'info', title: texts.againTitle, text: texts.againText },
    })
  },
})

const takenRoute = web({
  method: 'post',
  path: `${path}/tag`,
  access: needsOn('central', 'provisioning.operate'),
  audit: changes('provisioning.caseTaken'),
  input: { body: z.object({ person: z.string(), ...filterFields }) },
  handle: async (ctx, { body }) => {
    const texts = accessTexts(ctx.language)
    const key = keyOf(body.person)
    if (!key) throw new NotFound('access')
    await takeCase(ctx, key)
    return redirect(listAddress({ q: body.q, tilstand: body.tilstand }), {
      notice: { kind: 'success', title: texts.takenTitle, text: texts.takenText },
    })
  },
})
