import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needsOn, publicBecause } from '../../platform/http/access.ts'
import { etagOf } from '../../platform/http/freshness.ts'
import {
  changes,
  door,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { makeAddress, revokeAddress } from './actions.ts'
import type { FeedKind } from './domain.ts'
import { readCalendar } from './fetching.ts'
import { feedPath, filePath, revokePath } from './paths.ts'
import { mayKeepMunicipalFeed } from './policy.ts'
import { findFeed, findMoves } from './queries.ts'
import { calendarTexts } from './texts.ts'
import { AddressPage } from './views/address-page.tsx'
import { FeedPage } from './views/feed-page.tsx'

/** Where notifications and the calendar are kept together. */
const inbox = {
  da: { label: 'Notifikationer', href: '/notifikationer' },
  en: { label: 'Notifications', href: '/notifikationer' },
}

const accessTo = (kind: FeedKind) =>
  needsOn('municipality', kind === 'person' ? 'task.read' : 'calendarFeed.write')

async function feedPage(ctx: Context, kind: FeedKind, faults: FormFaults | null) {
  const { language } = ctx
  const texts = calendarTexts(language)
  return page({
    title: texts.titles[kind],
    breadcrumbs: [inbox[language], { label: texts.crumbs[kind] }],
    faults: faults && !faults.isStale ? faultList(faults.fields, language) : [],
    body: (
      <FeedPage
        {...{ language, kind }}
        feed={await findFeed(ctx, kind)}
        isAway={(await findMoves(ctx)) === null}
        mayKeepMunicipal={mayKeepMunicipalFeed(ctx.actor)}
        isStale={faults?.isStale ?? false}
      />
    ),
  })
}

const pageRoute = (kind: FeedKind) =>
  web({
    method: 'get',
    path: feedPath(kind),
    access: accessTo(kind),
    audit: reads,
    handle: (ctx) => feedPage(ctx, kind, null),
  })

/** Answers with the address itself: a redirect would have to carry it. Sent a second time it makes none. */
const makeRoute = (kind: FeedKind, portal: URL) =>
  web({
    method: 'post',
    path: feedPath(kind),
    access: accessTo(kind),
    audit: changes('calendarFeed.created', 'calendarFeed.renewed'),
    input: { body: z.object({ version: z.coerce.number().int().min(0) }) },
    handle: async (ctx, { body }) => {
      const { language } = ctx
      const { secret } = await makeAddress(ctx, kind, body.version)
      const address = new URL(filePath(`${secret}.ics`), portal)
      const texts = calendarTexts(language)
      return page({
        title: texts.madeTitle,
        breadcrumbs: [
          inbox[language],
          { label: texts.crumbs[kind], href: feedPath(kind) },
          { label: texts.address },
        ],
        body: <AddressPage {...{ language, kind, address }} />,
      })
    },
    again: (ctx, _params, faults) => feedPage(ctx, kind, faults),
  })

const revokeRoute = (kind: FeedKind) =>
  web({
    method: 'post',
    path: revokePath(kind),
    access: accessTo(kind),
    audit: changes('calendarFeed.revoked'),
    handle: async (ctx) => {
      await revokeAddress(ctx, kind)
      const texts = calendarTexts(ctx.language)
      return redirect(feedPath(kind), {
        notice: { kind: 'success', title: texts.revokedTitle, text: texts.revokedText },
      })
    },
  })

/** From one address: a whole municipality's programs may stand behind it. */
const mostFetchesAMinute = 300

const fileRoute = (portal: URL) =>
  door({
    method: 'get',
    path: filePath(':file'),
    access: publicBecause('calendar programs cannot sign in: the secret in the address is the key'),
    audit: reads,
    isForServers: true,
    mostAMinute: mostFetchesAMinute,
    input: { params: z.object({ file: z.string() }) },
    handle: async ({ tx, now, today }, { params }, request) => {
      const reader = { address: request.remoteAddress, program: request.userAgent ?? '' }
      const { content, lastModified } = await readCalendar({ tx, now, today }, params.file, portal, reader)
      return {
        kind: 'file',
        contentType: 'text/calendar; charset=utf-8',
        fileName: 'tvaers.ics',
        inline: true,
        freshness: { etag: etagOf(content), lastModified },
        content,
      }
    },
  })

const routesOf = (kind: FeedKind, portal: URL): Route[] => [
  pageRoute(kind),
  makeRoute(kind, portal),
  revokeRoute(kind),
]

/** The pages where calendars are kept, and the addresses they are fetched from. */
export const calendarRoutes = ({ baseUrl }: { readonly baseUrl: URL }): Route[] => [
  ...routesOf('person', baseUrl),
  ...routesOf('municipality', baseUrl),
  fileRoute(baseUrl),
]
