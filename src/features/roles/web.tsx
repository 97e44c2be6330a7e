import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needs } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import type { GalleryParts } from './asking.ts'
import { compareVersions } from './compare.ts'
import { roleKinds } from './domain.ts'
import { comparePath, descriptionPath, galleryPath } from './paths.ts'
import { mayWriteRoles } from './policy.ts'
import { findBeside, getRole, listRoles, listVersions } from './queries.ts'
import { listOddPlaces } from './queries-preview.ts'
import { roleTexts } from './texts.ts'
import { ComparePage } from './views/compare-page.tsx'
import { DescriptionPage } from './views/description-page.tsx'
import { GalleryPage } from './views/gallery-page.tsx'
import { roleEditingRoutes } from './web-editing.tsx'
import { roleEndingRoutes } from './web-ending.tsx'

const inPath = z.object({ id: z.uuid() })

/** What is no filter of ours is left out: an old link still opens the list. */
const galleryQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  slags: z.enum(roleKinds).optional().catch(undefined),
  vis: z.enum(['udgaaede']).optional().catch(undefined),
})

const galleryRoute = web({
  method: 'get',
  path: galleryPath,
  access: needs('role.read'),
  audit: reads,
  input: { query: galleryQuery },
  handle: async (ctx, { query }) => {
    const filter = {
      ...(query.q ? { q: query.q } : {}),
      ...(query.slags ? { kind: query.slags } : {}),
      isRetired: query.vis === 'udgaaede',
    }
    const texts = roleTexts(ctx.language)
    return page({
      title: filter.isRetired ? texts.retiredRoles : texts.title,
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
          beside={await findBeside(ctx, role.id)}
          today={ctx.today}
          oddPlaces={mayWriteRoles(ctx.actor) ? await listOddPlaces(ctx, role.id) : []}
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

/** The role gallery and its editor. */
export const roleGalleryRoutes = (parts: GalleryParts): Route[] => [
  galleryRoute,
  descriptionRoute,
  compareRoute,
  ...roleEditingRoutes(parts),
  ...roleEndingRoutes,
]
