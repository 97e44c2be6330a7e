/**
 * Single sign-on: Tværs signs role holders in to Mattermost and refuses everybody else at every step (A5). It speaks as
 * GitLab does, for servers that know that, and OpenID Connect for the rest. The grant is asked for anew each time, so
 * the gate closes in the transaction that ends the role (A2). Whether the account is ready is `provisioning`'s.
 */
export { createSso, formSitesOf, type SsoSettings } from './create-sso.ts'
export { ssoUpkeepQueue, ssoUpkeepSpec } from './queues.ts'
export { secretsOf } from './secrets.ts'
export { ssoRoutes } from './web.tsx'
