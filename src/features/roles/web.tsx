import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
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
import { createRole, saveRoleVersion } from './actions.ts'
import { compareVersions } from './compare.ts'
import { roleKinds } from './domain.ts'
import { changeOf, draftFields, draftOf, editFields, freshDraft, typedOf } from './draft-form.ts'
import { comparePath, descriptionPath, editRolePath, galleryPath, newRolePath, versionPath } from './paths.ts'
import { mayWriteRoles } from './policy.ts'
import { findNewsOf, getRole, listRoles, listVersions } from './queries.ts'
import { roleTexts } from './texts.ts'
import { ComparePage } from './views/compare-page.tsx'
import { DescriptionPage } from './views/description-page.tsx'
import { GalleryPage } from './views/gallery-page.tsx'
import { RoleFormPage } from './views/role-form-page.tsx'

const inPath = z.object({ id: z.uuid() })
const success = 'success' as const

/** What is no filter of ours is left out: an old link still opens the list. */
const galleryQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  slags: z.enum(roleKinds).optional().catch(undefined),
})

const galleryRoute = web({
  method: 'get',
  path: galleryPath,
  access: needs('role.read'),
  audit: reads,
  input: { query: galleryQuery },
  mostQueries: 2,
  handle: async (ctx, { query }) => {
    const filter = { ...(query.q ? { q: query.q } : {}), ...(query.slags ? { kind: query.slags } : {}) }
    return page({
      title: roleTexts(ctx.language).title,
      body: (
        <GalleryPage
          language={ctx.language}
          roles={await listRoles(ctx, filter)}
          filter={filter}
          isCentral={ctx.actor.side === 'central'}
          mayWrite={mayWriteRoles(ctx.actor)}
        />
      ),
    })
  },
})

const descriptionRoute = web({
  method: 'get',
  path: descriptionPath(':id'),
  access: needs('role.read'),
  audit: reads,
  input: {
    params: inPath,
    query: z.object({ version: z.coerce.number().int().optional().catch(undefined) }),
  },
  mostQueries: 4,
  handle: async (ctx, { params, query }) => {
    const role = await getRole(ctx, params.id)
    const versions = await listVersions(ctx, role.id)
    const shown = versions.find((one) => one.version === (query.version ?? role.version))
    if (!shown) throw new NotFound('role version')
    return page({
      title: role.name,
      breadcrumbs: [{ label: roleTexts(ctx.language).title, href: galleryPath }, { label: role.name }],
      body: (
        <DescriptionPage
          language={ctx.language}
          role={role}
          versions={versions}
          shown={shown}
          isCentral={ctx.actor.side === 'central'}
          mayWrite={mayWriteRoles(ctx.actor)}
          news={await findNewsOf(ctx, role.id)}
        />
      ),
    })
  },
})

/** An odd number in the address is no number: the page then compares the last two versions. */
const versionInAddress = z.coerce.number().int().optional().catch(undefined)

const compareRoute = web({
  method: 'get',
  path: comparePath(':id'),
  access: needs('role.read'),
  audit: reads,
  input: { params: inPath, query: z.object({ fra: versionInAddress, til: versionInAddress }) },
  mostQueries: 3,
  handle: async (ctx, { params, query }) => {
    const texts = roleTexts(ctx.language)
    const role = await getRole(ctx, params.id)
    const versions = await listVersions(ctx, role.id)
    const comparison = compareVersions(
      versions,
      query.fra ?? Math.max(1, role.version - 1),
      query.til ?? role.version,
    )
    return page({
      title: `${texts.compare}: ${role.name}`,
      breadcrumbs: [
        { label: texts.title, href: galleryPath },
        { label: role.name, href: descriptionPath(role.id) },
        { label: texts.compare },
      ],
      body: <ComparePage language={ctx.language} {...{ role, versions, comparison }} />,
    })
  },
})

function newRolePage(ctx: Context, faults: FormFaults | null) {
  const texts = roleTexts(ctx.language)
  return page({
    title: texts.newTitle,
    breadcrumbs: [{ label: texts.title, href: galleryPath }, { label: texts.newTitle }],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <RoleFormPage
        language={ctx.language}
        title={texts.newTitle}
        action={newRolePath}
        cancelHref={galleryPath}
        isNew
        typed={faults?.typed ?? freshDraft}
        fields={faults?.fields}
      />
    ),
  })
}

const newRoleForm = web({
  method: 'get',
  path: newRolePath,
  access: needsOn('central', 'role.write'),
  audit: reads,
  mostQueries: 1,
  handle: async (ctx) => newRolePage(ctx, null),
})

const newRoleRoute = web({
  method: 'post',
  path: newRolePath,
  access: needsOn('central', 'role.write'),
  audit: changes('role.created'),
  input: { body: draftFields },
  handle: async (ctx, { body }) => {
    const texts = roleTexts(ctx.language)
    const { id } = await createRole(ctx, draftOf(body))
    const notice = { kind: success, title: texts.createdTitle, text: texts.createdText }
    return redirect(descriptionPath(id), { notice })
  },
  again: async (ctx, _params, faults) => newRolePage(ctx, faults),
})

async function editRolePage(ctx: Context, id: string, faults: FormFaults | null) {
  const texts = roleTexts(ctx.language)
  const role = await getRole(ctx, id)
  const [latest] = faults?.isStale ? await listVersions(ctx, id) : []
  const title = texts.editTitle(role.name)
  return page({
    title,
    breadcrumbs: [
      { label: texts.title, href: galleryPath },
      { label: role.name, href: descriptionPath(id) },
      { label: texts.edit },
    ],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <RoleFormPage
        language={ctx.language}
        title={title}
        action={editRolePath(id)}
        cancelHref={descriptionPath(id)}
        isNew={false}
        // What was typed is sent again against the newest version only once the writer has been told of it.
        typed={
          faults ? { ...faults.typed, ...(latest && { version: String(latest.version) }) } : typedOf(role)
        }
        changed={
          latest && {
            name: latest.createdByName,
            at: latest.createdAt,
            version: latest.version,
            seeHref: versionPath(id, latest.version),
          }
        }
        fields={faults?.fields}
      />
    ),
  })
}

const editRoleForm = web({
  method: 'get',
  path: editRolePath(':id'),
  access: needsOn('central', 'role.write'),
  audit: reads,
  input: { params: inPath },
  mostQueries: 2,
  handle: async (ctx, { params }) => editRolePage(ctx, params.id, null),
})

const editRoleRoute = web({
  method: 'post',
  path: editRolePath(':id'),
  access: needsOn('central', 'role.write'),
  audit: changes('role.descriptionChanged'),
  input: { params: inPath, body: editFields },
  handle: async (ctx, { params, body }) => {
    const texts = roleTexts(ctx.language)
    const before = await getRole(ctx, params.id)
    const draft = draftOf(body)
    const { version, isMaterial } = await saveRoleVersion(ctx, {
      roleId: params.id,
      draft,
      change: changeOf(body),
      ...(body.version ? { expectedVersion: body.version } : {}),
    })
    const notice =
      version === before.version
        ? { kind: 'info' as const, title: texts.unchangedTitle, text: texts.unchangedText }
        : {
            kind: success,
            title: texts.savedTitle(version),
            text: isMaterial ? texts.savedMaterialText : texts.savedText,
          }
    return redirect(descriptionPath(params.id), { notice })
  },
  again: (ctx, params, faults) => editRolePage(ctx, params.id, faults),
})

/** The role gallery and its editor. */
export const roleGalleryRoutes: Route[] = [
  galleryRoute,
  newRoleForm,
  newRoleRoute,
  descriptionRoute,
  compareRoute,
  editRoleForm,
  editRoleRoute,
]
