export const inboxPath = '/beskeder'
export const answerAllPath = (templateId: string): string => `/beskeder/svar-alle/${templateId}`
export const messagesAt = (number: number): string => `/opgaver/${number}#beskeder`
export const notesAt = (number: number): string => `/opgaver/${number}#interne-noter`
export const templatePath = (id: string): string => `/opgavebeskrivelser/${id}`
