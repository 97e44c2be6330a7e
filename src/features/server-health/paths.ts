export const serversPath = '/adgange/server'
export const askAgainPath = (instance: string): string => `/adgange/server/${instance}/spoerg`
