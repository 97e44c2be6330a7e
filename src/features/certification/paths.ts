export const roundsPath = '/bekraeftelser'
export const newRoundPath = '/bekraeftelser/ny'
export const previewPath = '/bekraeftelser/forhaandsvis'
export const planPath = (roleId: string): string => `/bekraeftelser/plan/${roleId}`
export const roundPath = (id: string): string => `/bekraeftelser/${id}`
export const answersPath = (id: string): string => `/bekraeftelser/${id}/svar`
export const closePath = (id: string): string => `/bekraeftelser/${id}/luk`
export const rerunPath = (id: string): string => `/bekraeftelser/${id}/igen`
export const brakePath = (id: string, roleId: string): string => `/bekraeftelser/${id}/bremse/${roleId}`
export const partPath = (id: string, organisationId: number | string): string =>
  `/bekraeftelser/${id}/kommuner/${organisationId}`
/** The round as a file; the evidence answers there. */
export const reportPath = (id: string): string => `/bekraeftelser/${id}/rapport`
/** The evidence of a municipality, and there how a signed file is checked and by which keys. */
export const evidencePath = '/dokumentation'
export const checkEvidencePath = `${evidencePath}#kontrol`
/** The round as a signed file over all its municipalities. */
export const roundEvidencePath = (id: string): string => `/bekraeftelser/${id}/dokumentation`
