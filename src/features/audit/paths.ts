import type { TrailAddress } from './trail-address.ts'

export const trailPath = '/revision'

/** The list with these filters; a page of it by `before` or `after`. */
export function trailAddress(address: TrailAddress): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(address)) if (value) query.set(name, String(value))
  const text = query.toString()
  return text ? `${trailPath}?${text}` : trailPath
}
