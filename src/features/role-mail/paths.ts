export const writePath = (roleId: string): string => `/rollegalleri/${roleId}/skriv`
export const previewPath = (roleId: string): string => `/rollegalleri/${roleId}/skriv/forhaandsvis`
export const lettersPath = (roleId: string): string => `/rollegalleri/${roleId}/breve`
export const letterPath = (roleId: string, id: string): string => `/rollegalleri/${roleId}/breve/${id}`
