/** Why XML is refused before anybody reads it. */
export type XmlFaultReason =
  | 'empty'
  | 'tooLarge'
  | 'tooDeep'
  | 'tooMany'
  | 'encoding'
  | 'doctype'
  | 'comment'
  | 'cdata'
  | 'processingInstruction'
  | 'notXml'

/** Why a signature is refused. */
export type SignatureFaultReason =
  /** None, where there must be one. */
  | 'unsigned'
  /** Signed by somebody else, or altered since. */
  | 'signature'
  /** An algorithm that is not on the list, SHA-1 above all. */
  | 'signatureAlgorithm'
  /** Transforms, canonicalisation or parts that SAML does not use. */
  | 'signatureForm'
  /** The signature is over something else than what would be read. */
  | 'wrapped'
  | 'duplicateId'
  /** None of the identity provider's certificates can be used today. */
  | 'certificate'

export type XmlSubject = 'response' | 'assertion' | 'privileges' | 'metadata' | 'logout'
export type SignedSubject = 'response' | 'assertion' | 'metadata' | 'logout'

type ResponseFault =
  | 'notBase64'
  | 'notResponse'
  | 'version'
  | 'id'
  | 'issueInstant'
  | 'destination'
  | 'unsolicited'
  | 'inResponseTo'
  | 'unknownIdp'
  | 'issuer'
  /** Refused by the identity provider for a reason without a code of its own. */
  | 'status'
  | 'noPassive'
  /** The identity provider cannot reach the level that was asked for. */
  | 'noAuthnContext'
  | 'requestDenied'
  | 'authnFailed'

type AssertionFault =
  | 'none'
  | 'notEncrypted'
  | 'several'
  | 'encryptionForm'
  | 'encryptionAlgorithm'
  | 'undecryptable'
  | 'notAssertion'
  | 'version'
  | 'id'
  | 'issueInstant'
  | 'issuer'
  | 'subject'
  | 'nameId'
  | 'nameIdFormat'
  | 'confirmation'
  | 'recipient'
  | 'inResponseTo'
  | 'conditions'
  | 'audience'
  | 'expired'
  | 'notYetValid'
  | 'statements'
  | 'sessionIndex'
  | 'authnInstant'
  | 'attributes'
  | 'specVersion'
  /** Two readers of the same signed characters do not read the same. */
  | 'readers'

type PersonFault =
  | 'nameId'
  | 'uuid'
  | 'uuidConflict'
  | 'cvr'
  | 'cvrConflict'
  | 'organisation'
  | 'name'
  | 'attributeConflict'
  | 'level'
  | 'levelTooLow'

type PrivilegesFault = 'notBase64' | 'namespace' | 'structure' | 'scope' | 'privilege' | 'constraint'

type MetadataFault =
  | 'notMetadata'
  | 'expired'
  | 'entityId'
  | 'noIdentityProvider'
  | 'noSignOn'
  | 'address'
  | 'noCertificate'
  | 'weakKey'

type LogoutFault =
  | 'notBase64'
  | 'notLogout'
  /** The query names something twice, or lacks what it must have. */
  | 'query'
  | 'version'
  | 'id'
  | 'issueInstant'
  | 'expired'
  | 'destination'
  | 'unknownIdp'
  | 'issuer'
  | 'nameId'
  | 'encryptionForm'
  | 'encryptionAlgorithm'
  | 'undecryptable'
  | 'inResponseTo'
  | 'noAddress'

/** One code for each cause of refusal, on the whole way from a response to a person with rights. */
export type SamlFaultCode =
  | `${XmlSubject}.${XmlFaultReason}`
  | `${SignedSubject}.${SignatureFaultReason}`
  | `response.${ResponseFault}`
  | `assertion.${AssertionFault}`
  | `person.${PersonFault}`
  | `privileges.${PrivilegesFault}`
  | `metadata.${MetadataFault}`
  | `logout.${LogoutFault}`
