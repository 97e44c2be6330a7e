/** The portal, as the provider of the tests knows it. */
export const testClient = { id: 'tvaers', secret: 'en-hemmelighed-til-proever' } as const

/**
 * What sign-in of the central body's own staff needs in the environment.
 * @param issuer a provider that nobody asks unless told
 */
export const oidcEnvironment = (issuer = 'https://login.example'): Record<string, string> => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: testClient.id,
  OIDC_CLIENT_SECRET: testClient.secret,
  OIDC_ROLES: 'kombit_redaktoer=tvaers-redaktion; kombit_drift=tvaers-drift; revisor=CN=Revision,OU=Tværs',
})
