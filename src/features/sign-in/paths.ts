export const signInPath = '/log-ind'
export const demoSignInPath = '/log-ind/demo'
export const signOutPath = '/log-af'
export const sessionsPath = '/mine-sessioner'
export const endSessionPath = (id: string): string => `/mine-sessioner/${id}/afslut`
export const endOthersPath = '/mine-sessioner/afslut-andre'
export const switchPath = '/skift-organisation'

export const samlPaths = {
  metadata: '/saml/metadata',
  /** Sends the browser to an identity provider. */
  start: '/saml/log-ind',
  /** Takes the identity provider's answer. */
  acs: '/saml/acs',
  /** Where the browser that began comes for it. */
  finish: '/saml/videre',
  choose: '/saml/organisation',
  /** Tells why somebody was not let in. */
  /** Sends the browser to the identity provider to sign out there too. */
  leave: '/saml/log-af',
  /** Takes the identity provider's requests to sign somebody out. */
  slo: '/saml/slo',
  /** Takes its answers to ours. */
  sloAnswer: '/saml/slo-svar',
  sloSoap: '/saml/slo-soap',
} as const

export const startAt = (issuer: string, returnPath: string): string =>
  `${samlPaths.start}?${new URLSearchParams({ idp: issuer, til: returnPath })}`
export const finishAt = (token: string): string =>
  `${samlPaths.finish}?${new URLSearchParams({ svar: token })}`
/** Why one was not let in, whatever the door. */
export const refusedPath = '/log-ind/afvist'
/** @param usedLevel the level of a sign-in that was too low */
export const refusedAt = (code: string, requestId: string, usedLevel: string | null = null): string =>
  `${refusedPath}?${new URLSearchParams({ aarsag: code, nr: requestId, ...(usedLevel && { niveau: usedLevel }) })}`
export const leaveAt = (token: string): string => `${samlPaths.leave}?${new URLSearchParams({ nr: token })}`

export const oidcPaths = {
  /** Sends the browser to the OpenID provider. */
  start: '/oidc/log-ind',
  /** Where the provider sends it with the answer. */
  answer: '/oidc/svar',
  /** Sends it to the provider to sign out there too. */
  leave: '/oidc/log-af',
  /** Where it comes back to when it has signed out there. */
  left: '/oidc/logget-af',
  /** Takes the provider's messages that somebody has signed out. */
  backChannel: '/oidc/back-channel-logout',
} as const

export const oidcStartAt = (returnPath: string): string =>
  `${oidcPaths.start}?${new URLSearchParams({ til: returnPath })}`
export const oidcLeaveAt = (state: string): string =>
  `${oidcPaths.leave}?${new URLSearchParams({ nr: state })}`
