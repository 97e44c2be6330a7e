export const qualityPath = '/rollekvalitet'
export const extractPath = `${qualityPath}/udtraek.csv`
export const askPath = (roleId: string): string => `${qualityPath}/${roleId}/bed`
export const askPreviewPath = (roleId: string): string => `${askPath(roleId)}/forhaandsvis`
export const askSendPath = (roleId: string): string => `${askPath(roleId)}/send`
/** A new description that asks for the role, its texts proposed. */
export const newTemplatePath = (roleId: string): string => `/opgavebeskrivelser/ny?rolle=${roleId}`
export const occupancyPath = (roleId: string): string => `/rollegalleri/${roleId}/besaettelse`
export const rolloutPath = (id: string): string => `/udrulninger/${id}`
