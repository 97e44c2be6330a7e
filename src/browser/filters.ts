import { fetchPage, replacePart, say } from './page-parts.ts'

const addressOf = (form: HTMLFormElement): string => {
  const filters = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value) filters.append(name, value)
  // The fragment stays behind the filters, where the browser itself would put it.
  const address = new URL(form.action)
  address.search = filters.toString()
  return address.href
}

async function showFiltered(form: HTMLFormElement): Promise<void> {
  const address = addressOf(form)
  const page = await fetchPage(address)
  if (!page || !replacePart(page, 'main')) {
    location.assign(address)
    return
  }
  document.title = page.title
  history.pushState({ filtered: true }, '', address)
  say(document.querySelector('[data-result-count]')?.textContent ?? '')
}

/** A list shows what was chosen at once, at an address of its own, and the cursor stays in the filter. */
export function filterWhenChanged(): void {
  document.addEventListener('change', (event) => {
    const field = event.target
    if (!(field instanceof HTMLElement) || field.dataset.submitOnChange === undefined) return
    const form = field.closest('form')
    if (form?.method === 'get') void showFiltered(form)
  })
  addEventListener('popstate', (event) => {
    if (event.state?.filtered || document.querySelector('form.tv-filters')) location.reload()
  })
}
