export const taskListPath = '/opgaver'
export const taskPath = (number: number | string): string => `/opgaver/${number}`
export const completePath = (number: number | string): string => `${taskPath(number)}/fuldfoert`
export const startPath = (number: number | string): string => `${taskPath(number)}/i-gang`
export const optOutPath = (number: number | string): string => `${taskPath(number)}/fravalg`
export const reopenPath = (number: number | string): string => `${taskPath(number)}/genaabn`
export const peoplePath = (number: number | string): string => `${taskPath(number)}/personer`
export const startDayPath = (number: number | string): string => `${taskPath(number)}/startdato`
export const attachmentsPath = (number: number | string): string => `${taskPath(number)}/filer`
export const attachmentPath = (number: number | string, id: string): string =>
  `${attachmentsPath(number)}/${id}`
export const removeAttachmentPath = (number: number | string, id: string): string =>
  `${attachmentPath(number, id)}/fjern`

/** Pages of other features that a task leads to. */
export const messagesPath = (number: number): string => `${taskPath(number)}/beskeder`
export const markReadPath = (number: number): string => `${messagesPath(number)}/laest`
export const notesPath = (number: number): string => `${taskPath(number)}/noter`
export const rolePath = (roleId: string, number: number): string => `/roller/${roleId}?opgave=${number}`
export const ownRolePath = (roleId: string): string => `/roller/${roleId}`
export const galleryRolePath = (roleId: string): string => `/rollegalleri/${roleId}`
export const administratorPath = '/klik-administrator'
