export const deputiesPath = '/stedfortraeder'
export const endDeputyPath = (id: string): string => `/stedfortraeder/${id}/afslut`
