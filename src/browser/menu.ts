/** The phone's menu closes by Escape and by a touch outside it. */
export function closeMenuOutside(): void {
  const menu = document.querySelector<HTMLDetailsElement>('.tv-phone-menu')
  if (!menu) return
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
}
