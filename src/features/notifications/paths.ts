export const inboxPath = '/notifikationer'
export const openPath = (id: string): string => `/notifikationer/${id}/aabn`
export const readPath = (id: string): string => `/notifikationer/${id}/laest`
export const readAllPath = '/notifikationer/laest'
export const languagePath = '/notifikationer/sprog'
export const logPath = '/notifikationer/log'
export const logExtractPath = '/notifikationer/log/udtraek.csv'
export const mailPath = (id: string): string => `/notifikationer/log/${id}`
export const resendPath = (id: string): string => `/notifikationer/log/${id}/send-igen`
/** Another feature's: deadlines in a calendar of one's own. */
export const calendarPath = '/kalender'
