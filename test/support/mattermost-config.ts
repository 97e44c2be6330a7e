/** A server's settings as Tværs asks for them. */
export const wellSetUp = {
  ServiceSettings: {
    EnableUserAccessTokens: false,
    DisableBotsWhenOwnerIsDeactivated: false,
    SessionLengthWebInHours: 24,
    SessionLengthMobileInHours: 24,
    SessionLengthSSOInHours: 24,
    ExtendSessionLengthWithActivity: false,
    EnableAPIUserDeletion: false,
  },
  TeamSettings: { EnableUserCreation: false, EnableOpenServer: false, MaxUsersPerTeam: 5000 },
  EmailSettings: {
    EnableSignUpWithEmail: false,
    EnableSignInWithEmail: false,
    EnableSignInWithUsername: false,
  },
} as const
