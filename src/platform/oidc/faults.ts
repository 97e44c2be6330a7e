import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { FetchFault } from '../outbound/fetch-text.ts'
import { OidcFault, type OidcFaultCode } from './types.ts'

/** Error codes of OAuth are words; anything else is somebody's text and not let into the log. */
const wordOf = (text: string | null | undefined): string =>
  text && /^[\w.-]{1,60}$/.test(text) ? text : 'no known cause'

/** The provider's own word that it is in trouble, and not that it means no. */
const troubles = new Set(['server_error', 'temporarily_unavailable'])

/** What the library calls answers that are no answer of an OpenID provider: pages of a proxy, other statuses. */
const noAnswer = new Set(['OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_TIMEOUT'])

/** A fault of the protocol in our words. @throws whatever is no fault of the protocol: ours */
export function oidcFaultOf(error: unknown): OidcFault {
  if (error instanceof OidcFault) return error
  if (error instanceof AuthorizationResponseError)
    return new OidcFault(troubles.has(error.error) ? 'unreachable' : 'refused', wordOf(error.error))
  // The code is too old, was used before, or belongs to another sign-in: the provider does not say which.
  if (error instanceof ResponseBodyError)
    return new OidcFault(error.error === 'invalid_grant' ? 'expired' : 'wrong', wordOf(error.error))
  if (error instanceof WWWAuthenticateChallengeError) return new OidcFault('wrong', 'access token not taken')
  // So the library calls a part of a token that is no base64.
  if (error instanceof TypeError && 'code' in error) return new OidcFault('wrong', wordOf(String(error.code)))
  const unreached = causeOf(error)
  if (unreached) return new OidcFault('unreachable', unreached.message)
  if (!(error instanceof ClientError)) throw error
  return new OidcFault(codeOf(error), detailOf(error))
}

function codeOf({ code = '' }: ClientError): OidcFaultCode {
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'expired'
  return noAnswer.has(code) ? 'unreachable' : 'wrong'
}

/** The library's sentence and the one behind it: both are its own, and tell which check failed, never with what. */
const detailOf = ({ message, cause }: ClientError): string =>
  cause instanceof Error ? `${message} (${cause.message})` : message

/** What kept us from the provider, however deep the libraries have wrapped it. */
function causeOf(error: unknown): FetchFault | null {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof FetchFault) return one
  return null
}
