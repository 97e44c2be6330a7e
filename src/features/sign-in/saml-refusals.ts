import type { SamlFaultCode } from '../../platform/saml/types.ts'
import type { RefusalCode } from './refusals.ts'

const bySuffix: readonly [RegExp, RefusalCode][] = [
  [/^logout\./, 'logout'],
  [/^person\.levelTooLow$/, 'levelTooLow'],
  [/^response\.noAuthnContext$/, 'levelTooLow'],
  [/^person\./, 'incomplete'],
  [/^response\.(status|noPassive|requestDenied|authnFailed)$/, 'refusedByIdp'],
  [/^response\.(unknownIdp|issuer)$|^assertion\.issuer$/, 'unknownIdp'],
  [/\.(unsolicited|inResponseTo)$/, 'unsolicited'],
  [/\.(expired|notYetValid|issueInstant|authnInstant)$/, 'expired'],
  [
    /\.(unsigned|signature|signatureAlgorithm|signatureForm|wrapped|duplicateId|certificate|readers)$/,
    'signature',
  ],
]

/** The page that tells of a fault of the protocol: the first that fits; for the rest that the answer cannot be read. */
export const refusalOf = (code: SamlFaultCode): RefusalCode =>
  bySuffix.find(([form]) => form.test(code))?.[1] ?? 'unreadable'
