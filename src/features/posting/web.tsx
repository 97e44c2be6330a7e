import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { refuseIf } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import {
  changes,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import type { TypedForm } from '../../platform/http/typed-form.ts'
import { faultList } from '../../ui/index.ts'
import { announce, chooseWelcome, postAgain, previewAnnouncement } from './actions.ts'
import { announcementForm, typedOf } from './announcement-form.ts'
import { whyNotPost } from './domain.ts'
import {
  againPath,
  announcementPath,
  announcementsPath,
  newAnnouncementPath,
  previewPath,
  welcomePath,
} from './paths.ts'
import { mayAskAgain, mayWrite } from './policy.ts'
import { getAnnouncement, listAnnouncements, listPlaces, listPostings, listSeen } from './queries.ts'
import { listWelcomePlaces, listWelcomes } from './queries-welcome.ts'
import { postingTexts } from './texts.ts'
import { AnnouncementPage } from './views/announcement-page.tsx'
import { ListPage } from './views/list-page.tsx'
import { PreviewPage } from './views/preview-page.tsx'
import { WelcomePage } from './views/welcome-page.tsx'
import { WritePage } from './views/write-page.tsx'

export interface PostingWeb {
  /** There is a bot to post with. */
  readonly isConnected: boolean
}

const inPath = z.object({ id: z.uuid() })
const readers = needsOn('central', 'posting.read')
const writers = needsOn('central', 'posting.write')
const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const pageSize = 30

function crumbs(ctx: Context, last: string) {
  return [{ label: postingTexts(ctx.language).title, href: announcementsPath }, { label: last }]
}

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

const listRoute = ({ isConnected }: PostingWeb) =>
  web({
    method: 'get',
    path: announcementsPath,
    access: readers,
    audit: reads,
    input: { query: z.object({ efter: z.string().optional() }) },
    handle: async (ctx, { query }) => {
      const cursor = readCursor(query.efter, place)
      const after = cursor && { at: new Date(cursor.at), id: cursor.id }
      const found = await listAnnouncements(ctx, { after, limit: pageSize + 1 })
      const announcements = found.slice(0, pageSize)
      const last = found.length > pageSize ? announcements.at(-1) : undefined
      const next = last && writeCursor({ at: last.writtenAt.toISOString(), id: last.id })
      return page({
        title: postingTexts(ctx.language).title,
        body: (
          <ListPage
            language={ctx.language}
            {...{ announcements, isConnected }}
            nextHref={next ? `${announcementsPath}?efter=${next}` : null}
            mayWrite={mayWrite(ctx.actor)}
          />
        ),
      })
    },
  })

async function writePage(ctx: Context, typed: TypedForm, faults?: FormFaults['fields']) {
  const texts = postingTexts(ctx.language)
  const places = await listPlaces(ctx)
  return page({
    title: texts.write,
    breadcrumbs: crumbs(ctx, texts.write),
    faults: faults ? faultList(faults, ctx.language) : [],
    body: <WritePage language={ctx.language} {...{ places, typed, faults }} />,
  })
}

const writeRoute = web({
  method: 'get',
  path: newAnnouncementPath,
  access: writers,
  audit: reads,
  handle: (ctx) => writePage(ctx, {}),
})

/** Back from the preview, with everything as it was. */
const changeRoute = web({
  method: 'post',
  path: newAnnouncementPath,
  access: writers,
  audit: reads,
  input: { body: anyFields },
  handle: (ctx, { body }) => writePage(ctx, body),
})

const previewRoute = ({ isConnected }: PostingWeb) =>
  web({
    method: 'post',
    path: previewPath,
    access: writers,
    audit: reads,
    input: { body: announcementForm },
    handle: async (ctx, { body }) => {
      const texts = postingTexts(ctx.language)
      const { places } = await previewAnnouncement(ctx, body, isConnected)
      return page({
        title: texts.previewTitle,
        breadcrumbs: crumbs(ctx, texts.previewTitle),
        body: <PreviewPage language={ctx.language} places={places} typed={typedOf(body)} id={ctx.newId()} />,
      })
    },
    again: (ctx, _params, { typed, fields }) => writePage(ctx, typed, fields),
  })

const postRoute = ({ isConnected }: PostingWeb) =>
  web({
    method: 'post',
    path: announcementsPath,
    access: writers,
    audit: changes('announcement.written'),
    input: { body: announcementForm.extend({ id: z.uuid() }) },
    handle: async (ctx, { body }) => {
      const texts = postingTexts(ctx.language)
      const id = await announce(ctx, body, isConnected)
      return redirect(announcementPath(id), {
        notice: { kind: 'success', title: texts.postedTitle, text: texts.postedText },
      })
    },
    again: (ctx, _params, { typed, fields }) => writePage(ctx, typed, fields),
  })

const oneRoute = web({
  method: 'get',
  path: announcementPath(':id'),
  access: readers,
  audit: reads,
  input: { params: inPath },
  handle: async (ctx, { params }) => {
    const announcement = await getAnnouncement(ctx, params.id)
    const postings = await listPostings(ctx, announcement.id)
    const seen = await listSeen(ctx, announcement.id)
    return page({
      title: announcement.title,
      breadcrumbs: crumbs(ctx, announcement.title),
      body: (
        <AnnouncementPage
          language={ctx.language}
          {...{ announcement, postings, seen }}
          mayAskAgain={mayAskAgain(ctx.actor)}
        />
      ),
    })
  },
})

const againRoute = ({ isConnected }: PostingWeb) =>
  web({
    method: 'post',
    path: againPath(':id'),
    access: needsOn('central', 'posting.write', 'provisioning.operate'),
    audit: changes('posting.askedAgain'),
    input: { params: inPath },
    handle: async (ctx, { params }) => {
      refuseIf(whyNotPost(isConnected))
      const texts = postingTexts(ctx.language)
      const announcementId = await postAgain(ctx, params.id)
      return redirect(announcementId ? announcementPath(announcementId) : welcomePath, {
        notice: { kind: 'info', title: texts.againTitle, text: texts.againText },
      })
    },
  })

async function welcomePage({ isConnected }: PostingWeb, ctx: Context, faults?: FormFaults['fields']) {
  const texts = postingTexts(ctx.language)
  const places = await listPlaces(ctx)
  const chosen = await listWelcomePlaces(ctx)
  const welcomes = await listWelcomes(ctx, pageSize)
  return page({
    title: texts.welcomeTitle,
    breadcrumbs: crumbs(ctx, texts.welcomeTitle),
    faults: faults ? faultList(faults, ctx.language) : [],
    body: (
      <WelcomePage
        language={ctx.language}
        {...{ places, chosen, welcomes, isConnected }}
        mayWrite={mayWrite(ctx.actor)}
        mayAskAgain={mayAskAgain(ctx.actor)}
      />
    ),
  })
}

const welcomeRoute = (settings: PostingWeb) =>
  web({
    method: 'get',
    path: welcomePath,
    access: readers,
    audit: reads,
    handle: (ctx) => welcomePage(settings, ctx),
  })

const chooseRoute = (settings: PostingWeb) =>
  web({
    method: 'post',
    path: welcomePath,
    access: writers,
    audit: changes('welcome.chosen'),
    input: {
      body: z.object({
        instance: z.string().max(64),
        team: z.string().max(64),
        channel: z.string().max(64).default(''),
      }),
    },
    handle: async (ctx, { body }) => {
      const texts = postingTexts(ctx.language)
      await chooseWelcome(ctx, { ...body, channel: body.channel || null })
      return redirect(welcomePath, {
        notice: { kind: 'success', title: texts.savedTitle, text: texts.savedText },
      })
    },
    again: (ctx, _params, { fields }) => welcomePage(settings, ctx, fields),
  })

/** Announcements and welcomes in Mattermost. */
export const postingRoutes = (settings: PostingWeb): Route[] => [
  listRoute(settings),
  writeRoute,
  changeRoute,
  previewRoute(settings),
  postRoute(settings),
  welcomeRoute(settings),
  chooseRoute(settings),
  oneRoute,
  againRoute(settings),
]
