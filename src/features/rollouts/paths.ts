export const rolloutsPath = '/udrulninger'
export const newRolloutPath = `${rolloutsPath}/ny`
export const previewPath = `${rolloutsPath}/forhaandsvis`
export const rolloutPath = (id: string): string => `${rolloutsPath}/${id}`
export const extractPath = (id: string): string => `${rolloutsPath}/${id}/udtraek.csv`
export const taskPath = (number: number): string => `/opgaver/${number}`
export const templatePath = (id: string): string => `/opgavebeskrivelser/${id}`
/** The form of a description, at the field where its role is chosen. */
export const chooseRolePath = (templateId: string): string =>
  `${templatePath(templateId)}/rediger#boundRoleId`
export const projectPath = (id: string): string => `/projekter/${id}`
