export const rolesPath = '/roller'
export const ownRolesPath = '/mine-roller'
export const administratorPath = '/klik-administrator'
/** Where a round of confirmation asks about one holder. */
export const linePath = (roundId: string, itemId: string): string =>
  `/bekraeftelser/${roundId}#linje-${itemId}`
export const taskPath = (number: number): string => `/opgaver/${number}`

/** The number of the task one came from goes along through every form. */
const from = (task: number | null): string => (task === null ? '' : `?opgave=${task}`)

export const rolePath = (roleId: string, task: number | null = null): string =>
  `/roller/${roleId}${from(task)}`
export const givePath = (roleId: string): string => `/roller/${roleId}/tildelinger`
export const primaryPath = (roleId: string, id: string): string =>
  `/roller/${roleId}/tildelinger/${id}/primaer`
export const endPath = (roleId: string, id: string, task: number | null = null): string =>
  `/roller/${roleId}/tildelinger/${id}/afslut${from(task)}`

const pendingPath = (roleId: string, id: string): string => `/roller/${roleId}/afventende/${id}`
export const instructionPath = (roleId: string, id: string): string => `${pendingPath(roleId, id)}/vejledning`
export const withdrawPath = (roleId: string, id: string): string => `${pendingPath(roleId, id)}/fortryd`
export const giveManyPath = (roleId: string): string => `/roller/${roleId}/giv-flere`
export const endManyPath = (roleId: string): string => `/roller/${roleId}/afslut-flere`
export const resignPath = (id: string): string => `/mine-roller/${id}/sig-fra`
export const giveProposedPath = (id: string): string => `/forslag/${id}/giv`
export const dismissProposalPath = (id: string): string => `/forslag/${id}/afvis`
export const departuresPath = '/fratraedelse'
export const departurePath = (userId: string): string => `/fratraedelse/${userId}`
