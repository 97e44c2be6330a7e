export const inboxPath = '/notifikationer'
/** The inbox narrowed to a reason, or to a reason and a thing; `cursor`: from a place on. */
export function inboxHref(
  { reason, thing }: { readonly reason: string | null; readonly thing: string | null },
  cursor: string | null = null,
): string {
  const query = new URLSearchParams()
  if (reason) query.set('grund', reason)
  if (thing) query.set('om', thing)
  if (cursor) query.set('efter', cursor)
  return query.size > 0 ? `${inboxPath}?${query}` : inboxPath
}
export const openPath = (id: string): string => `/notifikationer/${id}/aabn`
export const readPath = (id: string): string => `/notifikationer/${id}/laest`
export const readAllPath = '/notifikationer/laest'
export const languagePath = '/notifikationer/sprog'
export const logPath = '/notifikationer/log'
export const logExtractPath = '/notifikationer/log/udtraek.csv'
export const mailPath = (id: string): string => `/notifikationer/log/${id}`
export const resendPath = (id: string): string => `/notifikationer/log/${id}/send-igen`
/** Another feature's: deadlines in a calendar of one's own. */
export const calendarPath = '/kalender'
/** The person says that mails reach them. */
export const addressPath = '/notifikationer/adresse'
/** How one is told: a page of one's own. */
export const choicesPath = '/notifikationer/indstillinger'
/** Ends mails of one reason, by the address in a mail. */
export const unsubscribePath = (token: string): string => `/notifikationer/afmeld/${token}`
/** The number of unread ones, as it changes. */
export const livePath = '/notifikationer/antal'
