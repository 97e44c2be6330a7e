import type { Config } from './config.ts'
import { openApiRoute } from './features/api-clients/index.ts'
import { assignmentRoutes } from './features/assignments/index.ts'
import { messagesApi, messagesRoutes } from './features/messages/index.ts'
import { roleGalleryRoutes } from './features/roles/index.ts'
import { type DemoPerson, signInRoutes } from './features/sign-in/index.ts'
import { taskRoutes } from './features/tasks/index.ts'
import type { Route } from './platform/http/route.ts'
import { languageRoute } from './shell/language.ts'

export interface RouteParts {
  readonly cast: readonly DemoPerson[] | null
  readonly config: Config
  /** The API's description, once every route is mounted. */
  readonly openApi: () => unknown
}

/** Every route of the portal; the nets over all routes (access, tenancy, accessibility) walk this list. */
export function allRoutes(parts: RouteParts): Route[] {
  const answerDays = parts.config.ANSWER_DAYS
  return [
    ...signInRoutes(parts.cast),
    languageRoute,
    openApiRoute(parts.openApi),
    ...taskRoutes({ answerDays }),
    ...roleGalleryRoutes,
    ...assignmentRoutes,
    ...messagesRoutes({ answerDays }),
    ...messagesApi({ answerDays }),
  ]
}
