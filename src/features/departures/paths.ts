export const departuresPath = '/fratraedelse'
export const departurePath = (userId: string): string => `/fratraedelse/${userId}`
export const movePath = (userId: string): string => `/fratraedelse/${userId}/ny-stilling`
export const rolePath = (roleId: string): string => `/roller/${roleId}`
export const taskPath = (number: number): string => `/opgaver/${number}`
