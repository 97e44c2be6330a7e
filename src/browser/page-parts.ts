/** The page at an address, parsed; null when it cannot be had or leads elsewhere (a sign-in page). */
export async function fetchPage(address: string): Promise<Document | null> {
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } })
    if (!response.ok || response.redirected) return null
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return null
  }
}

/** Puts a part of a fetched page in the place of the same part here; the element in focus keeps it. */
export function replacePart(page: Document, id: string): boolean {
  const here = document.getElementById(id)
  const fetched = page.getElementById(id)
  if (!here || !fetched) return false
  const focused = here.contains(document.activeElement) ? document.activeElement?.id : undefined
  here.replaceWith(document.adoptNode(fetched))
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  return true
}

/** Says something to screen readers without moving them. */
export function say(words: string): void {
  let region = document.getElementById('said')
  if (!region) {
    region = document.createElement('div')
    region.id = 'said'
    region.className = 'tv-hidden'
    region.setAttribute('aria-live', 'polite')
    document.body.append(region)
  }
  region.textContent = words
}
