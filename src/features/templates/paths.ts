export const templatesPath = '/opgavebeskrivelser'
export const newTemplatePath = `${templatesPath}/ny`
export const importPath = `${templatesPath}/import`
export const templatePath = (id: string): string => `${templatesPath}/${id}`
export const editTemplatePath = (id: string): string => `${templatesPath}/${id}/rediger`
export const newRolloutPath = (templateId: string): string => `/udrulninger/ny?skabelon=${templateId}`
export const rolloutPath = (id: string): string => `/udrulninger/${id}`
