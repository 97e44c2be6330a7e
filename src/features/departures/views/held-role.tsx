import { Named, PrimaryBadge } from '../../../ui/index.ts'
import type { HeldByLeaver } from '../domain.ts'
import { rolePath } from '../paths.ts'
import type { DepartureTexts } from '../texts.ts'

/** A role somebody holds, in a table's row. */
export function HeldRole({ held, texts }: { readonly held: HeldByLeaver; readonly texts: DepartureTexts }) {
  return (
    <Named
      name={
        <>
          <a href={rolePath(held.roleId)}>{held.roleName}</a> {held.isPrimary && <PrimaryBadge />}
        </>
      }
      note={held.opensAccess ? texts.opensAccess : undefined}
    />
  )
}
