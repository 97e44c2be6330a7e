/**
 * Notifications (N1-N3): who is told what, in the portal and by mail, and a log of it. Listens to events alone; no other
 * feature imports it. One event gives one person one notification and one mail, however many workers there are. Mails that
 * come back mark the address, and the next mail finds another way.
 * Events: notificationMail.returned, .complained, .arrived, .resent; notification.read, .allRead, .choicesSaved,
 * .addressConfirmed, .reachedNobody [central body; facts {municipalities, day}].
 */

import type { Route } from '../../platform/http/route.ts'
import { notificationsApi as inboxApi } from './api.ts'
import { mailsApi } from './api-log.ts'
import { returnsApi } from './api-returns.ts'
import { unreachedApi } from './api-unreached.ts'
import { choicesApi } from './api-ways.ts'

export { liveCountsOf } from './live-counts.ts'
export { greetMailServer } from './mail/greet.ts'
export { createPost } from './mail/post.ts'
export { unsubscribeKeyOf } from './mail/unsubscribe.ts'
export { countUnreached } from './queries-unreached.ts'
export { reportedQueue, reportedSpec } from './queue-reported.ts'
export {
  digestQueue,
  digestSpec,
  forgettingQueue,
  forgettingSpec,
  lateQueue,
  lateSpec,
  mailQueue,
  mailSpec,
  retentionQueue,
  retentionSpec,
  tellingQueue,
  tellingSpec,
} from './queues.ts'
export { notificationRoutes } from './web.tsx'
export { unreachedSection } from './web-unreached.tsx'
export { returnsQueue, returnsSpec } from './work-returns.ts'

export const notificationsApi = (baseUrl: URL): Route[] => [
  ...inboxApi,
  ...choicesApi,
  ...mailsApi,
  ...returnsApi(baseUrl),
  ...unreachedApi,
]
