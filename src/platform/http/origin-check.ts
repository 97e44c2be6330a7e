/**
 * Cross-site request forgery: a change sent by a browser must come from our own pages. Browsers say so in
 * Sec-Fetch-Site (all since 2023) or, before that, in Origin; forms cannot forge either. Requests with bearer
 * tokens carry no cookie and need no check.
 * @param ownOrigin scheme, host and port of BASE_URL
 * @returns true when the request may change something
 */
export function isSameOrigin(
  headers: { [name: string]: string | string[] | undefined },
  ownOrigin: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin'
  const origin = headers.origin
  return typeof origin === 'string' && origin === ownOrigin
}
