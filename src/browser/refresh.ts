import { fetchPage, replacePart, say } from './page-parts.ts'

/** How long a page goes on asking, in milliseconds. */
const patience = 10 * 60_000

const unsettled = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-refresh][id]')].filter(
    (part) => part.dataset.settled === undefined,
  )

/**
 * Parts marked `data-refresh="seconds"` with an id are fetched again until they carry `data-settled`; then the words of
 * its attribute are said. A page nobody looks at does not ask.
 */
export function refreshUntilSettled(): void {
  const started = performance.now()
  const next = (): void => {
    const seconds = Math.min(...unsettled().map((part) => Number(part.dataset.refresh) || 5))
    if (Number.isFinite(seconds) && performance.now() - started < patience)
      setTimeout(refresh, seconds * 1000)
  }
  const refresh = async (): Promise<void> => {
    const page = document.hidden ? null : await fetchPage(location.href)
    if (page) {
      for (const { id } of unsettled()) {
        replacePart(page, id)
        const settled = document.getElementById(id)?.dataset.settled
        if (settled) say(settled)
      }
    }
    next()
  }
  next()
}
