import { z } from 'zod'
import { needsOn, signedInBecause } from '../../platform/http/access.ts'
import { page, type Route, reads, web } from '../../platform/http/route.ts'
import { getMailbox, mayKeepMailbox } from '../organisations/index.ts'
import { descriptionPath, galleryPath, getRole, occupancyPath } from '../roles/index.ts'
import { findAdministrators, findCurrentDeputies } from '../users/index.ts'
import { administratorPath, ownRolesPath, rolesPath } from './paths.ts'
import { whyNotAssign } from './policy.ts'
import { currentAssignmentsOf } from './queries.ts'
import { findOwnAccessStates } from './queries-access.ts'
import { listDoubtfulHolders } from './queries-doubtful.ts'
import { listAdministrators, listOccupancy, listOwnRoles } from './queries-overview.ts'
import { assignmentTexts } from './texts.ts'
import { AdministratorPage } from './views/administrator-page.tsx'
import { MyRolesPage } from './views/my-roles-page.tsx'
import { OccupancyPage } from './views/occupancy-page.tsx'
import { RolesPage } from './views/roles-page.tsx'

export interface OverviewParts {
  /** Days without sign-in that make a holder seem to be gone (setting STALE_DAYS). */
  readonly staleDays: number
}

const rolesRoute = ({ staleDays }: OverviewParts) =>
  web({
    method: 'get',
    path: rolesPath,
    access: needsOn('municipality', 'assignment.read'),
    audit: reads,
    handle: async (ctx) => {
      const mayAssign = whyNotAssign(ctx.actor) === null
      const roles = await listOwnRoles(ctx)
      const doubtful = await listDoubtfulHolders(ctx, staleDays)
      return page({
        title: assignmentTexts(ctx.language).title,
        body: (
          <RolesPage
            language={ctx.language}
            {...{ roles, doubtful, mayAssign }}
            lacksMailbox={mayKeepMailbox(ctx.actor) && (await getMailbox(ctx)).address === null}
          />
        ),
      })
    },
  })

const myRolesRoute = web({
  method: 'get',
  path: ownRolesPath,
  access: needsOn('municipality', 'role.read'),
  audit: reads,
  handle: async (ctx) => {
    const roles = await currentAssignmentsOf(ctx, ctx.actor.id)
    const states = await findOwnAccessStates(ctx)
    const administrators = await findAdministrators(ctx, ctx.actor.organisationId)
    const deputies = await findCurrentDeputies(ctx)
    const { language, today } = ctx
    return page({
      title: assignmentTexts(language).ownTitle,
      body: <MyRolesPage {...{ language, today, roles, states, administrators, deputies }} />,
    })
  },
})

const administratorRoute = web({
  method: 'get',
  path: administratorPath,
  access: signedInBecause('everybody can see who their KLIK-administrator is (R6)'),
  audit: reads,
  handle: async (ctx) => {
    const texts = assignmentTexts(ctx.language)
    const isMunicipality = ctx.actor.side === 'municipality'
    const administrators = isMunicipality ? await findAdministrators(ctx, ctx.actor.organisationId) : null
    const seesAll = ctx.actor.side === 'central' && ctx.actor.permissions.has('user.read')
    return page({
      title: isMunicipality ? texts.administratorTitle : texts.otherSideTitle,
      body: (
        <AdministratorPage
          language={ctx.language}
          administrators={administrators}
          deputies={isMunicipality ? await findCurrentDeputies(ctx) : []}
          mailbox={isMunicipality ? await getMailbox(ctx) : null}
          mayAppoint={ctx.actor.permissions.has('deputy.write')}
          mayKeepMailbox={mayKeepMailbox(ctx.actor)}
          municipalities={seesAll ? await listAdministrators(ctx) : null}
        />
      ),
    })
  },
})

const occupancyRoute = web({
  method: 'get',
  path: occupancyPath(':id'),
  access: needsOn('central', 'role.read'),
  audit: reads,
  input: { params: z.object({ id: z.uuid() }) },
  handle: async (ctx, { params }) => {
    const texts = assignmentTexts(ctx.language)
    const role = await getRole(ctx, params.id)
    const municipalities = await listOccupancy(ctx, role.id)
    return page({
      title: `${texts.occupancy}: ${role.name}`,
      breadcrumbs: [
        { label: texts.gallery, href: galleryPath },
        { label: role.name, href: descriptionPath(role.id) },
        { label: texts.occupancy },
      ],
      body: (
        <OccupancyPage
          language={ctx.language}
          today={ctx.today}
          role={role}
          municipalities={municipalities}
        />
      ),
    })
  },
})

/** Roles seen together: one's municipality's, one's own, one role's over all municipalities. */
export const overviewRoutes = (parts: OverviewParts): Route[] => [
  rolesRoute(parts),
  myRolesRoute,
  administratorRoute,
  occupancyRoute,
]
