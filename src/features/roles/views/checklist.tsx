import { Points } from '../../../ui/index.ts'
import { pointsOf } from '../domain.ts'

/** A role's list for whoever hands it over or is new in it. Ticked in one's own head: the portal keeps no marks. */
export function Checklist({ list }: { list: string }) {
  return <Points points={pointsOf(list)} />
}
