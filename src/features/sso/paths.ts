export const discoveryPath = '/.well-known/openid-configuration'
/** As GitLab calls them: older desktop apps of Mattermost lead to no other. */
export const authorizePath = '/oauth/authorize'
export const tokenPath = '/oauth/token'
export const userPath = '/api/v4/user'
export const claimsPath = '/oauth/userinfo'
export const keysPath = '/oauth/jwks'
/** Where a person is let through, or told why not. */
export const gatePath = (id: string): string => `/mattermost/log-paa/${id}`
