export const startPath = '/'
export const taskListPath = '/opgaver'
export const taskPath = (number: number): string => `/opgaver/${number}`
export const answersAt = (number: number): string => `/opgaver/${number}#beskeder`
export const peoplePath = (number: number): string => `/opgaver/${number}/personer`
export const chooseHolderPath = (roleId: string, number: number): string =>
  `/roller/${roleId}?opgave=${number}`
export const rolesPath = '/roller'
export const rolePath = (roleId: string): string => `/roller/${roleId}`
export const ownRolesPath = '/mine-roller'
export const descriptionPath = (roleId: string): string => `/rollegalleri/${roleId}`
export const occupancyPath = (roleId: string): string => `/rollegalleri/${roleId}/besaettelse`
export const galleryPath = '/rollegalleri'
export const accessPath = '/adgange'
export const reconciliationPath = '/adgange/afstemning'
export const inboxPath = '/beskeder'
export const rolloutsPath = '/udrulninger'
export const rolloutPath = (id: string): string => `/udrulninger/${id}`
export const newRolloutPath = (templateId: string): string => `/udrulninger/ny?skabelon=${templateId}`
export const templatePath = (id: string): string => `/opgavebeskrivelser/${id}`
export const newTemplatePath = '/opgavebeskrivelser/ny'
export const roundsPath = '/bekraeftelser'
export const draftsPath = '/opgavebeskrivelser?tilstand=kladde'
export const auditPath = '/revision'
export const administratorPath = '/klik-administrator'
/** The queue of provisioning, narrowed to one state as its page names it. */
export const queuePath = (state: 'held' | 'awaitingManual' | 'failed'): string =>
  `${accessPath}?tilstand=${state}`
export const notificationsPath = '/notifikationer'
/** Whom nothing reaches, on the central body's list. */
export const unreachedPath = '/paamindelser/liste#ingen-at-give-besked'
