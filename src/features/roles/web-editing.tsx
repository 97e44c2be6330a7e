import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
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
import { faultList } from '../../ui/index.ts'
import { createRole, fingerprintOf, previewRole, saveRoleVersion } from './actions.ts'
import { type AskedServers, askAboutPlaces, type GalleryParts } from './asking.ts'
import { accessList, draftFaults, type Role, type RoleDraft } from './domain.ts'
import { troublesOf } from './domain-preview.ts'
import {
  carriedOf,
  changeOf,
  type DraftFields,
  draftFields,
  draftOf,
  editFields,
  freshDraft,
  typedOf,
} from './draft-form.ts'
import * as paths from './paths.ts'
import { previewTexts } from './preview-texts.ts'
import { getRole, listVersions } from './queries.ts'
import { roleTexts } from './texts.ts'
import { PreviewPage, type PreviewPageProps } from './views/preview-page.tsx'
import { RoleFormPage } from './views/role-form-page.tsx'

const inPath = z.object({ id: z.uuid() })
const success = 'success' as const
const editors = needsOn('central', 'role.write')
const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** What is typed in the form, and what is wrong with it. */
type Typed = Pick<FormFaults, 'typed'> & Partial<FormFaults>

function newRolePage(ctx: Context, { servers }: GalleryParts, form: Typed) {
  const texts = roleTexts(ctx.language)
  return page({
    title: texts.newTitle,
    breadcrumbs: [{ label: texts.title, href: paths.galleryPath }, { label: texts.newTitle }],
    faults: faultList(form.fields ?? {}, ctx.language),
    body: (
      <RoleFormPage
        language={ctx.language}
        title={texts.newTitle}
        action={paths.newRolePath}
        cancelHref={paths.galleryPath}
        isNew
        servers={servers}
        typed={form.typed}
        fields={form.fields}
      />
    ),
  })
}

async function editRolePage(ctx: Context, { servers }: GalleryParts, id: string, form: Typed | null) {
  const texts = roleTexts(ctx.language)
  const role = await getRole(ctx, id)
  const [latest] = form?.isStale ? await listVersions(ctx, id) : []
  const title = texts.editTitle(role.name)
  return page({
    title,
    breadcrumbs: [
      { label: texts.title, href: paths.galleryPath },
      { label: role.name, href: paths.descriptionPath(id) },
      { label: texts.edit },
    ],
    faults: faultList(form?.fields ?? {}, ctx.language),
    body: (
      <RoleFormPage
        language={ctx.language}
        title={title}
        action={paths.editRolePath(id)}
        cancelHref={paths.descriptionPath(id)}
        isNew={false}
        servers={[...new Set([...servers, ...role.access.map(({ connector }) => connector)])]}
        accessBefore={accessList(role.access)}
        // What was typed is sent again against the newest version only once the writer has been told of it.
        typed={form ? { ...form.typed, ...(latest && { version: String(latest.version) }) } : typedOf(role)}
        changed={
          latest && {
            name: latest.createdByName,
            at: latest.createdAt,
            version: latest.version,
            seeHref: paths.versionPath(id, latest.version),
          }
        }
        fields={form?.fields}
      />
    ),
  })
}

/** Asks the servers, unless there is nothing to ask or the form is to be shown again anyway. */
async function askFor(
  parts: GalleryParts,
  id: string | null,
  fields: DraftFields,
): Promise<AskedServers | null> {
  const draft = draftOf(fields)
  const isFaulty = Object.keys(draftFaults(draft)).length > 0
  if (isFaulty || accessList(draft.access) === (fields.accessBefore ?? '')) return null
  return await askAboutPlaces(parts, id, draft.access)
}

function newPreviewPage(
  ctx: Context,
  { name, access }: RoleDraft,
  servers: AskedServers,
  carried: Readonly<Record<string, string>>,
) {
  const texts = roleTexts(ctx.language)
  return page({
    title: previewTexts(ctx.language).title,
    breadcrumbs: [{ label: texts.title, href: paths.galleryPath }, { label: texts.newTitle }],
    body: (
      <PreviewPage
        language={ctx.language}
        roleName={name}
        effect={null}
        isOther={false}
        {...{ access, servers, carried }}
        saveHref={paths.newRolePath}
        saveLabel={texts.saveNew}
        amendHref={paths.amendNewRolePath}
        cancelHref={paths.galleryPath}
      />
    ),
  })
}

type Shown = Pick<PreviewPageProps, 'access' | 'effect' | 'servers' | 'isOther' | 'carried'>

function editPreviewPage(ctx: Context, role: Role, shown: Shown) {
  const texts = roleTexts(ctx.language)
  return page({
    title: previewTexts(ctx.language).title,
    breadcrumbs: [
      { label: texts.title, href: paths.galleryPath },
      { label: role.name, href: paths.descriptionPath(role.id) },
      { label: texts.edit, href: paths.editRolePath(role.id) },
    ],
    body: (
      <PreviewPage
        language={ctx.language}
        roleName={role.name}
        {...shown}
        saveHref={paths.editRolePath(role.id)}
        saveLabel={texts.save}
        amendHref={paths.amendRolePath(role.id)}
        cancelHref={paths.descriptionPath(role.id)}
      />
    ),
  })
}

const newRoleForm = (parts: GalleryParts) =>
  web({
    method: 'get',
    path: paths.newRolePath,
    access: editors,
    audit: reads,
    handle: async (ctx) => newRolePage(ctx, parts, { typed: freshDraft }),
  })

/** A new role moves nobody: what is told before it is made is that a place is not there. */
const newRoleRoute = (parts: GalleryParts) =>
  web({
    method: 'post',
    path: paths.newRolePath,
    access: editors,
    audit: changes('role.created'),
    input: { body: draftFields },
    fetchFirst: ({ body }) => askFor(parts, null, body),
    handle: async (ctx, { body }, _request, servers) => {
      const texts = roleTexts(ctx.language)
      const draft = draftOf(body)
      const previewed = fingerprintOf(accessList(draft.access))
      const hasTroubles = servers !== null && troublesOf(servers.asked, servers.answers).length > 0
      if (hasTroubles && body.previewed !== previewed) {
        return newPreviewPage(ctx, draft, servers, { ...carriedOf(body), previewed })
      }
      const { id } = await createRole(ctx, draft, parts.servers)
      const notice = { kind: success, title: texts.createdTitle, text: texts.createdText }
      return redirect(paths.descriptionPath(id), { notice })
    },
    again: async (ctx, _params, faults) => newRolePage(ctx, parts, faults),
  })

const amendNewRoute = (parts: GalleryParts) =>
  web({
    method: 'post',
    path: paths.amendNewRolePath,
    access: editors,
    audit: reads,
    input: { body: anyFields },
    handle: async (ctx, { body }) => newRolePage(ctx, parts, { typed: body }),
  })

const editRoleForm = (parts: GalleryParts) =>
  web({
    method: 'get',
    path: paths.editRolePath(':id'),
    access: editors,
    audit: reads,
    input: { params: inPath },
    handle: async (ctx, { params }) => editRolePage(ctx, parts, params.id, null),
  })

/** Saves; a change of what the role opens is shown first, and saved only as it was seen. */
const editRoleRoute = (parts: GalleryParts) =>
  web({
    method: 'post',
    path: paths.editRolePath(':id'),
    access: editors,
    audit: changes('role.descriptionChanged'),
    input: { params: inPath, body: editFields },
    fetchFirst: ({ params, body }) => askFor(parts, params.id, body),
    handle: async (ctx, { params, body }, _request, servers) => {
      const texts = roleTexts(ctx.language)
      const draft = draftOf(body)
      const input = {
        roleId: params.id,
        draft,
        change: changeOf(body),
        servers: parts.servers,
        ...(body.version ? { expectedVersion: body.version } : {}),
      }
      const { role, seen } = await previewRole(ctx, input)
      if (seen && seen.previewed !== body.previewed) {
        const carried = { ...carriedOf(body), version: String(role.version), previewed: seen.previewed }
        const { effect } = seen
        const isOther = body.previewed !== undefined
        return editPreviewPage(ctx, role, { access: draft.access, effect, servers, isOther, carried })
      }
      const saved = await saveRoleVersion(ctx, { ...input, ...(seen ? { previewed: seen.previewed } : {}) })
      const notice =
        saved.version === role.version
          ? { kind: 'info' as const, title: texts.unchangedTitle, text: texts.unchangedText }
          : {
              kind: success,
              title: texts.savedTitle(saved.version),
              text: saved.isMaterial ? texts.savedMaterialText : texts.savedText,
            }
      return redirect(paths.descriptionPath(params.id), { notice })
    },
    again: (ctx, params, faults) => editRolePage(ctx, parts, params.id, faults),
  })

const amendRoleRoute = (parts: GalleryParts) =>
  web({
    method: 'post',
    path: paths.amendRolePath(':id'),
    access: editors,
    audit: reads,
    input: { params: inPath, body: anyFields },
    handle: async (ctx, { params, body }) => editRolePage(ctx, parts, params.id, { typed: body }),
  })

export const roleEditingRoutes = (parts: GalleryParts): Route[] => [
  newRoleForm(parts),
  newRoleRoute(parts),
  amendNewRoute(parts),
  editRoleForm(parts),
  editRoleRoute(parts),
  amendRoleRoute(parts),
]
