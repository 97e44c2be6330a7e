/** The error summary is heard and seen first; its links set the cursor in the field. */
export function focusFaults(): void {
  document.getElementById('error-summary')?.focus()
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('.tv-error-summary a') : null
    const field = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    if (!field) return
    event.preventDefault()
    field.focus()
    ;(field.closest('.tv-field') ?? field).scrollIntoView({ block: 'start' })
  })
}

/** A double click sends a form once. Coming back to the page makes it ready again. */
export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (form.dataset.sent !== undefined) event.preventDefault()
    form.dataset.sent = ''
  })
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll<HTMLElement>('form[data-sent]')) delete form.dataset.sent
  })
}
