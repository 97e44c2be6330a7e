export const galleryPath = '/rollegalleri'
/** The roles that have ended. */
export const retiredPath = '/rollegalleri?vis=udgaaede'
export const newRolePath = '/rollegalleri/ny'
export const descriptionPath = (roleId: string): string => `/rollegalleri/${roleId}`
/** The list for whoever hands the role over. */
export const handOverPath = (roleId: string): string => `${descriptionPath(roleId)}#overlevering`
export const versionPath = (roleId: string, version: number): string =>
  `/rollegalleri/${roleId}?version=${version}`
/** Two versions word by word. */
export const comparePath = (roleId: string): string => `/rollegalleri/${roleId}/sammenlign`
/** The letters KOMBIT has written to its holders. */
export const lettersPath = (roleId: string): string => `/rollegalleri/${roleId}/breve`
/** Where reading a notification is noted; it leads on to what it is about. */
export const openNotificationPath = (id: string): string => `/notifikationer/${id}/aabn`
export const editRolePath = (roleId: string): string => `/rollegalleri/${roleId}/rediger`
/** Who holds it, municipality by municipality. */
export const occupancyPath = (roleId: string): string => `/rollegalleri/${roleId}/besaettelse`
/** Who holds it at one's own municipality. */
export const ownRolePath = (roleId: string): string => `/roller/${roleId}`
/** Back from the preview to the form, with what was typed. */
export const amendRolePath = (roleId: string): string => `/rollegalleri/${roleId}/ret`
export const amendNewRolePath = '/rollegalleri/ny/ret'
/** When the role ends, and why. */
export const endingPath = (roleId: string): string => `/rollegalleri/${roleId}/ophoer`
/** Back from the preview to the form, with what was typed. */
export const amendEndingPath = (roleId: string): string => `/rollegalleri/${roleId}/ophoer/ret`
export const callOffPath = (roleId: string): string => `/rollegalleri/${roleId}/ophoer/aflys`
export const takeUpPath = (roleId: string): string => `/rollegalleri/${roleId}/tag-op`
/** Who has the right KLIK-administrator. */
export const administratorPath = '/klik-administrator'
