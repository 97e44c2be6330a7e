/** Why somebody is not let in; each has its own page (S3), and its code is shown on it and stands in the log. */
export const refusalCodes = [
  /** The assertion gives no right that counts here. */
  'noPrivilege',
  /** It gave one before, and does not any more. */
  'privilegeLost',
  'unknownOrganisation',
  'organisationClosed',
  'levelTooLow',
  /** The UUID is a user of another organisation. */
  'knownElsewhere',
  /** Name, UUID, CVR number or level is missing or contradicts another. */
  'incomplete',
  /** The identity provider does not speak for the person's organisation. */
  'otherProvider',
  'expired',
  'signature',
  /** It was used before. */
  'used',
  /** Nobody asked for it. */
  'unsolicited',
  /** The sign-in took too long. */
  'tooLate',
  'otherBrowser',
  'unknownIdp',
  'refusedByIdp',
  'unreadable',
  /** No identity provider's metadata could be read yet. */
  'notReady',
  'logout',
  /** The central body's own provider gives no role that counts here. */
  'oidcNoRole',
  /** Name or UUID is missing in what it says. */
  'oidcIncomplete',
  'oidcRefused',
  'oidcExpired',
  /** Nonce, issuer, audience or signature is not what it must be. */
  'oidcWrong',
  'oidcUnreachable',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What those who run Tværs can help with; the rest is for the person's own organisation. */
export const helpedByOperations: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'unknownOrganisation',
  'organisationClosed',
  'knownElsewhere',
  'expired',
  'signature',
  'used',
  'unsolicited',
  'tooLate',
  'otherBrowser',
  'unknownIdp',
  'unreadable',
  'notReady',
  'logout',
  'oidcExpired',
  'oidcWrong',
  'oidcUnreachable',
])

/** A sign-in that is refused. The door answers it with its page, and what was noted until then stays. */
export class SignInRefused extends Error {
  readonly code: RefusalCode
  /** For the log: never a name or number of a person. */
  readonly detail: string | null
  constructor(code: RefusalCode, detail: string | null = null) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
    this.detail = detail
  }
}
