/** The bell in the header: the number of unread notifications follows while the page stands open and is looked at. */
export function followUnread(): void {
  const bell = document.querySelector<HTMLElement>('[data-live-count]')
  const address = bell?.dataset.liveCount
  if (!bell || !address) return
  let source: EventSource | null = null
  const follow = (): void => {
    // A browser has few connections to one site: pages nobody looks at hold none.
    if (document.hidden) {
      source?.close()
      source = null
      return
    }
    source ??= new EventSource(address)
    source.onmessage = ({ data }) => show(bell, Number(data))
  }
  document.addEventListener('visibilitychange', follow)
  follow()
}

function show(bell: HTMLElement, unread: number): void {
  const shown = bell.querySelector('.tv-bell-count')
  if (!unread) {
    shown?.remove()
    return
  }
  const count = shown ?? document.createElement('span')
  count.className = 'tv-bell-count'
  const comma = document.createElement('span')
  comma.className = 'tv-hidden'
  comma.textContent = ', '
  const { one = '', many = '' } = bell.dataset
  count.replaceChildren(comma, (unread === 1 ? one : many).replace('#', String(unread)))
  if (!shown) bell.append(count)
}
