/**
 * Posts in Mattermost (opslag): what the central body announces there and whom it welcomes. Each post is kept here before
 * it is sent by a job, is tried again, and is never there twice; a button below it answers back into the portal. An
 * ordinary bot posts, never the administrator that provisions.
 * Events: announcement.written, welcome.chosen, posting.posted, .held, .lapsed, .askedAgain [central body]; posting.seen [municipality].
 */
export { postingApi } from './api.ts'
export { buttonKeyOf } from './button-token.ts'
export { buttonPath } from './paths.ts'
export type { PostingServer } from './post-office.ts'
export { sendingQueue, sendingSpec, welcomingQueue, welcomingSpec } from './queues.ts'
export { postingRoutes } from './web.tsx'
export { buttonRoutes } from './web-button.ts'
