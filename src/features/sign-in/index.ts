/**
 * Sign-in: who somebody is, on whose behalf, with which rights, and for how long. Sessions live in the database and
 * are asked at every request, so that ending one is seen everywhere at once (S2). Each door proves a person in its own
 * way and ends in `completeSignIn`: the demo door, where one chooses a person of the cast, in demo mode only (S4),
 * Fælleskommunal Adgangsstyring by SAML (S1), and, for the central body's own staff alone, an OpenID provider. Events:
 * session.started, session.ended, user.firstSignedIn.
 */
export { authenticateSession, type SignInListeners } from './actions.ts'
export { type CertificateUse, type FoundCertificate, findCertificates } from './certificates.ts'
export type { DemoPerson } from './demo-person.ts'
export { isAlive, type SessionTimes } from './domain.ts'
export { isStaffRole, staffRoles } from './domain-staff.ts'
export type { OidcSettings } from './oidc-settings.ts'
export {
  metadataQueue,
  metadataSpec,
  refreshMetadata,
  signInForgettingQueue,
  signInForgettingSpec,
} from './queues.ts'
export type { MetadataSource, SamlSettings } from './saml-settings.ts'
export { signInRoutes } from './web.tsx'
