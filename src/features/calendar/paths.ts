import type { FeedKind } from './domain.ts'

export const personalPath = '/kalender'
export const municipalPath = '/kalender/kommunen'
export const feedPath = (kind: FeedKind): string => (kind === 'person' ? personalPath : municipalPath)
export const revokePath = (kind: FeedKind): string => `${feedPath(kind)}/fjern`
/** The address calendar programs fetch: whoever has it needs nothing else. */
export const filePath = (file: string): string => `/kalender/${file}`
