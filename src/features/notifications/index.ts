/**
 * Notifications (N1-N3): who is told what, in the portal and by mail, and a log of it. Listens to events alone; no other
 * feature imports it. One event gives one person one notification and one mail, however many workers there are.
 */
import { notificationsApi as inboxApi } from './api.ts'
import { mailsApi } from './api-log.ts'

export { liveCountsOf } from './live-counts.ts'
export { greetMailServer } from './mail/greet.ts'
export { createPost } from './mail/post.ts'
export { unsubscribeKeyOf } from './mail/unsubscribe.ts'
export {
  digestQueue,
  digestSpec,
  forgettingQueue,
  forgettingSpec,
  mailQueue,
  mailSpec,
  retentionQueue,
  retentionSpec,
  tellingQueue,
  tellingSpec,
} from './queues.ts'
export { notificationRoutes } from './web.tsx'

export const notificationsApi = [...inboxApi, ...mailsApi]
