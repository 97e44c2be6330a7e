import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { changes, page, type Route, reads, redirect, web } from '../../platform/http/route.ts'
import type { TypedForm } from '../../platform/http/typed-form.ts'
import { faultList } from '../../ui/index.ts'
import { descriptionPath, galleryPath, getRole, type Role } from '../roles/index.ts'
import { previewLetter, sendLetter } from './actions.ts'
import { letterForm, typedOf } from './letter-form.ts'
import { letterPath, lettersPath, previewPath, writePath } from './paths.ts'
import { maySend } from './policy.ts'
import { getLetter, listLetterChoices, listLetters, listRecipients } from './queries.ts'
import { letterTexts } from './texts.ts'
import { LetterPage } from './views/letter-page.tsx'
import { LettersPage } from './views/letters-page.tsx'
import { PreviewPage } from './views/preview-page.tsx'
import { WritePage } from './views/write-page.tsx'

const inPath = z.object({ id: z.uuid() })
const editors = needsOn('central', 'roleMail.send')
const pageSize = 30

function crumbs(ctx: Context, role: Pick<Role, 'id' | 'name'>, last: string, withLetters = true) {
  const texts = letterTexts(ctx.language)
  return [
    { label: texts.gallery, href: galleryPath },
    { label: role.name, href: descriptionPath(role.id) },
    ...(withLetters ? [{ label: texts.letters, href: lettersPath(role.id) }] : []),
    { label: last },
  ]
}

async function writePage(
  ctx: Context,
  roleId: string,
  typed: TypedForm,
  fields?: Record<string, { da: string; en: string }>,
) {
  const texts = letterTexts(ctx.language)
  const role = await getRole(ctx, roleId)
  const choices = await listLetterChoices(ctx)
  return page({
    title: `${texts.write}: ${role.name}`,
    breadcrumbs: crumbs(ctx, role, texts.write),
    faults: fields ? faultList(fields, ctx.language) : [],
    body: <WritePage language={ctx.language} {...{ role, choices, typed }} faults={fields} />,
  })
}

const writeRoute = web({
  method: 'get',
  path: writePath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath },
  handle: (ctx, { params }) => writePage(ctx, params.id, {}),
})

const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Back from the preview, with everything as it was. */
const changeRoute = web({
  method: 'post',
  path: writePath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath, body: anyFields },
  handle: (ctx, { params, body }) => writePage(ctx, params.id, body),
})

const previewRoute = web({
  method: 'post',
  path: previewPath(':id'),
  access: editors,
  audit: reads,
  input: { params: inPath, body: letterForm },
  handle: async (ctx, { params, body }) => {
    const texts = letterTexts(ctx.language)
    const preview = await previewLetter(ctx, { ...body, roleId: params.id })
    return page({
      title: texts.previewTitle,
      breadcrumbs: crumbs(ctx, preview.role, texts.previewTitle),
      body: <PreviewPage language={ctx.language} preview={preview} typed={typedOf(body)} id={ctx.newId()} />,
    })
  },
  again: (ctx, params, { typed, fields }) => writePage(ctx, params.id, typed, fields),
})

const sendRoute = web({
  method: 'post',
  path: lettersPath(':id'),
  access: editors,
  audit: changes('roleMail.sent'),
  input: { params: inPath, body: z.intersection(letterForm, z.object({ id: z.uuid() })) },
  handle: async (ctx, { params, body }) => {
    const texts = letterTexts(ctx.language)
    const { id, persons, municipalities, unreached } = await sendLetter(ctx, { ...body, roleId: params.id })
    return redirect(letterPath(params.id, id), {
      notice: {
        kind: 'success',
        title: texts.sentTitle,
        text: texts.sentText(persons, municipalities - unreached),
      },
    })
  },
  again: (ctx, params, { typed, fields }) => writePage(ctx, params.id, typed, fields),
})

const listCursor = z.object({ at: z.iso.datetime(), id: z.uuid() })

const lettersRoute = web({
  method: 'get',
  path: lettersPath(':id'),
  access: needs('role.read'),
  audit: reads,
  input: { params: inPath, query: z.object({ efter: z.string().optional() }) },
  handle: async (ctx, { params, query }) => {
    const texts = letterTexts(ctx.language)
    const role = await getRole(ctx, params.id)
    const cursor = readCursor(query.efter, listCursor)
    const after = cursor && { at: new Date(cursor.at), id: cursor.id }
    const found = await listLetters(ctx, role.id, { after, limit: pageSize + 1 })
    const letters = found.slice(0, pageSize)
    const last = found.length > pageSize ? letters.at(-1) : undefined
    const next = last && writeCursor({ at: last.sentAt.toISOString(), id: last.id })
    return page({
      title: `${texts.letters}: ${role.name}`,
      breadcrumbs: crumbs(ctx, role, texts.letters, false),
      body: (
        <LettersPage
          language={ctx.language}
          {...{ role, letters }}
          nextHref={next ? `${lettersPath(role.id)}?efter=${next}` : null}
          maySend={maySend(ctx.actor)}
          isCentral={ctx.actor.side === 'central'}
        />
      ),
    })
  },
})

const letterRoute = web({
  method: 'get',
  path: letterPath(':id', ':letterId'),
  access: needs('role.read'),
  audit: reads,
  input: { params: z.object({ id: z.uuid(), letterId: z.uuid() }) },
  handle: async (ctx, { params }) => {
    const isCentral = ctx.actor.side === 'central'
    const letter = await getLetter(ctx, params.letterId, params.id)
    const recipients = await listRecipients(ctx, letter.id)
    // Nobody in your municipality got it: it is not your letter.
    if (!isCentral && recipients.length === 0) throw new NotFound('letter')
    const role = { id: letter.roleId, name: letter.roleName }
    return page({
      title: letter.subject,
      breadcrumbs: crumbs(ctx, role, letter.subject),
      body: <LetterPage language={ctx.language} {...{ letter, recipients, isCentral }} />,
    })
  },
})

/** Letters to a role: writing, sending, and what was sent. */
export const roleMailRoutes: Route[] = [
  writeRoute,
  changeRoute,
  previewRoute,
  sendRoute,
  lettersRoute,
  letterRoute,
]
