import type { Config } from './config.ts'
import { openApiRoute } from './features/api-clients/index.ts'
import {
  assignmentRoutes,
  assignmentsApi,
  onPrivilegeLost,
  onSignedIn,
} from './features/assignments/index.ts'
import { auditApi, auditRoutes } from './features/audit/index.ts'
import { calendarApi, calendarRoutes } from './features/calendar/index.ts'
import { certificateRoutes } from './features/certificates/index.ts'
import { certificationApi, certificationRoutes } from './features/certification/index.ts'
import { departureRoutes, departuresApi, moveRoutes } from './features/departures/index.ts'
import { evidenceApi, evidenceRoutes } from './features/evidence/index.ts'
import { helpRoutes } from './features/help/index.ts'
import { messagesApi, messagesRoutes } from './features/messages/index.ts'
import {
  countUnreached,
  notificationRoutes,
  notificationsApi,
  unreachedSection,
  unsubscribeKeyOf,
} from './features/notifications/index.ts'
import { organisationRoutes, organisationsApi } from './features/organisations/index.ts'
import { buttonRoutes, postingApi, postingRoutes } from './features/posting/index.ts'
import {
  askPlacesAt,
  connectedTargets,
  mattermostAt,
  provisioningRoutes,
  reconciliationsApi,
  removalHoldsApi,
  serversOf,
} from './features/provisioning/index.ts'
import { reminderRoutes, remindersApi } from './features/reminders/index.ts'
import { roleMailApi, roleMailRoutes } from './features/role-mail/index.ts'
import { roleQualityApi, roleQualityRoutes } from './features/role-quality/index.ts'
import { type GalleryParts, roleGalleryRoutes, rolesApi } from './features/roles/index.ts'
import { rolloutRoutes, rolloutsApi } from './features/rollouts/index.ts'
import { serverApi, serverRoutes } from './features/server-health/index.ts'
import { type DemoPerson, signInRoutes } from './features/sign-in/index.ts'
import { createSso, formSitesOf, ssoRoutes } from './features/sso/index.ts'
import { startRoutes } from './features/start/index.ts'
import { taskRoutes, tasksApi } from './features/tasks/index.ts'
import { templateRoutes, templatesApi } from './features/templates/index.ts'
import { deputiesApi, deputyRoutes, usersApi } from './features/users/index.ts'
import { buttonsOf, postingSettings, watchedServers } from './mattermost-servers.ts'
import type { Route } from './platform/http/route.ts'
import type { World } from './platform/http/world.ts'
import { languageRoute } from './shell/language.ts'

export interface RouteParts {
  readonly cast: readonly DemoPerson[] | null
  readonly config: Config
  /** For answers that are streamed after their own transaction is over. */
  readonly world: World
  /** The API's description, once every route is mounted. */
  readonly openApi: () => unknown
}

/** Every route of the portal; the nets over all routes (access, tenancy, accessibility) walk this list. */
export function allRoutes(parts: RouteParts): Route[] {
  const { ANSWER_DAYS: answerDays, STALE_DAYS: staleDays } = parts.config
  return [
    ...signInRoutes(doorsOf(parts)),
    ...singleSignOn(parts.config),
    ...startRoutes({ countUnreached }),
    languageRoute,
    ...helpRoutes,
    openApiRoute(parts.openApi),
    ...taskRoutes({ answerDays, world: parts.world }),
    ...tasksApi({ world: parts.world }),
    ...roleGalleryRoutes(galleryOf(parts)),
    ...deputyRoutes,
    ...organisationRoutes,
    ...departureRoutes,
    ...moveRoutes,
    ...assignmentRoutes({ staleDays, portalAddress: parts.config.BASE_URL.origin }),
    ...roleQualityRoutes({ staleDays }),
    ...roleQualityApi({ staleDays }),
    ...rolesApi(galleryOf(parts)),
    ...roleMailRoutes,
    ...roleMailApi,
    ...notificationRoutes({
      baseUrl: parts.config.BASE_URL,
      hasServer: parts.config.SMTP_URL !== undefined,
      keptFor: parts.config.NOTIFICATION_DAYS,
      unsubscribeKey: unsubscribeKeyOf(parts.config),
      world: parts.world,
    }),
    ...notificationsApi(parts.config.BASE_URL),
    ...reminderRoutes({ unreached: unreachedSection }),
    ...remindersApi,
    ...calendarRoutes({ baseUrl: parts.config.BASE_URL }),
    ...calendarApi({ baseUrl: parts.config.BASE_URL }),
    ...assignmentsApi,
    ...certificationRoutes,
    ...certificationApi,
    ...evidenceRoutes({ world: parts.world, settings: parts.config }),
    ...evidenceApi({ world: parts.world, settings: parts.config }),
    ...usersApi,
    ...deputiesApi,
    ...departuresApi,
    ...organisationsApi,
    ...auditRoutes,
    ...auditApi,
    ...certificateRoutes,
    ...provisioningRoutes(standInHref(parts.config), connectedOf(parts.config)),
    ...reconciliationsApi,
    ...removalHoldsApi,
    ...postingRoutes(postingSettings(parts.config)),
    ...postingApi(postingSettings(parts.config)),
    ...buttonRoutes(buttonsOf(parts.config)),
    ...serverRoutes(watchedServers(parts.config)),
    ...serverApi(watchedServers(parts.config)),
    ...templateRoutes,
    ...templatesApi,
    ...rolloutRoutes,
    ...rolloutsApi,
    ...messagesRoutes({ answerDays }),
    ...messagesApi({ answerDays }),
  ]
}

/** Only with a Mattermost that has been given a secret. */
function singleSignOn(config: Config): Route[] {
  const sso = createSso(config)
  return sso ? ssoRoutes(sso) : []
}

const doorsOf = ({ cast, config, world }: RouteParts) => ({
  ...{ cast, saml: config.saml, oidc: config.oidc, world },
  listeners: listenersOf(world),
  leadsTo: formSitesOf(config),
})

/** Roles know no servers: how places stand there is asked through provisioning. */
const galleryOf = ({ config, world }: RouteParts): GalleryParts => {
  const servers = serversOf(mattermostAt(config), config.moreMattermosts)
  return { world, servers: servers.map(({ connector }) => connector), askServers: askPlacesAt(servers) }
}

const listenersOf = (world: World) => ({
  onSignedIn: onSignedIn(world),
  onPrivilegeLost: onPrivilegeLost(world),
})

/** Targets that have a connection, as the queues know them. */
const connectedOf = (config: Config) => connectedTargets(mattermostAt(config), config.moreMattermosts)

/** In demo mode Mattermost is the stand-in on this machine, unless a real one is named elsewhere. */
const standInHref = ({ MODE, MATTERMOST_URL }: Config): string | null =>
  MODE === 'demo' && MATTERMOST_URL?.startsWith('http://localhost:') ? MATTERMOST_URL : null
