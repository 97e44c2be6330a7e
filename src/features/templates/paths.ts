export const templatesPath = '/opgavebeskrivelser'
export const newTemplatePath = `${templatesPath}/ny`
export const importPath = `${templatesPath}/import`
export const templatePath = (id: string): string => `${templatesPath}/${id}`
export const editTemplatePath = (id: string): string => `${templatesPath}/${id}/rediger`
/** The form at the field where the role is chosen. */
export const chooseRolePath = (id: string): string => `${editTemplatePath(id)}#boundRoleId`
/** What became of the page a description was imported from. */
export const importReportPath = (id: string): string => `${templatesPath}/${id}/import`
export const newRolloutPath = (templateId: string): string => `/udrulninger/ny?skabelon=${templateId}`
export const rolloutPath = (id: string): string => `/udrulninger/${id}`
/** Another feature's: asking municipalities to have a role filled. */
export const askPath = (roleId: string): string => `/rollekvalitet/${roleId}/bed`
