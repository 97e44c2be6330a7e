export const accessPath = '/adgange'
export const reconciliationPath = '/adgange/afstemning'
export const runPath = (id: string): string => `${reconciliationPath}/${id}`
export const brakePath = (id: string): string => `${runPath(id)}/bremse`
export const memberPath = (id: string): string => `${runPath(id)}/medlem`
export const fixPath = (id: string): string => `${runPath(id)}/ret`
export const rulesPath = `${reconciliationPath}/regler`
export const acceptedPath = `${reconciliationPath}/godkendte`
export const holdPath = (id: string): string => `${reconciliationPath}/tilbageholdt/${id}`
