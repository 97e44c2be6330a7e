import { Named, PrimaryBadge } from '../../../ui/index.ts'
import type { HeldByLeaver } from '../domain.ts'
import { rolePath } from '../paths.ts'
import type { DepartureTexts } from '../texts.ts'

interface HeldRoleProps {
  readonly held: HeldByLeaver
  readonly texts: DepartureTexts
  /** What the role lacks when nobody takes it over; null: nothing, or they keep it. */
  readonly lack?: string | null
}

/** A role somebody holds, in a table's row. */
export function HeldRole({ held, texts, lack = null }: HeldRoleProps) {
  const notes = [held.opensAccess && texts.opensAccess, lack].filter(Boolean)
  return (
    <Named
      name={
        <>
          <a href={rolePath(held.roleId)}>{held.roleName}</a> {held.isPrimary && <PrimaryBadge />}
        </>
      }
      note={notes.length > 0 ? notes.join('. ') : undefined}
    />
  )
}
