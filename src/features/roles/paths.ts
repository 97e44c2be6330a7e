export const galleryPath = '/rollegalleri'
export const newRolePath = '/rollegalleri/ny'
export const descriptionPath = (roleId: string): string => `/rollegalleri/${roleId}`
export const versionPath = (roleId: string, version: number): string =>
  `/rollegalleri/${roleId}?version=${version}`
export const editRolePath = (roleId: string): string => `/rollegalleri/${roleId}/rediger`
/** Who holds it, municipality by municipality. */
export const occupancyPath = (roleId: string): string => `/rollegalleri/${roleId}/besaettelse`
/** Who holds it at one's own municipality. */
export const ownRolePath = (roleId: string): string => `/roller/${roleId}`
