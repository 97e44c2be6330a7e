export const announcementsPath = '/opslag'
export const newAnnouncementPath = '/opslag/nyt'
export const previewPath = '/opslag/forhaandsvis'
export const welcomePath = '/opslag/velkomst'
export const announcementPath = (id: string): string => `/opslag/${id}`
export const againPath = (id: string): string => `/opslag/${id}/igen`
/** Where Mattermost's server tells of a button that was pressed. */
export const buttonPath = '/mattermost/knap'
