export const rolesPath = '/roller'
export const ownRolesPath = '/mine-roller'
export const administratorPath = '/klik-administrator'
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
