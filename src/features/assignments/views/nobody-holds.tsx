import type { Language } from '../../../kernel/language.ts'
import { EmptyState } from '../../../ui/index.ts'
import type { Role } from '../../roles/index.ts'
import { assignmentTexts } from '../texts.ts'

interface NobodyHoldsProps {
  readonly language: Language
  readonly role: Role
  /** Somebody held it before. */
  readonly isEmptied: boolean
}

/** In place of the holders of a role: whom it waits for, or that it waits for nobody. */
export function NobodyHolds({ language, role, isEmptied }: NobodyHoldsProps) {
  const texts = assignmentTexts(language)
  if (role.isRetired || role.ending)
    return <EmptyState title={texts.notGivenTitle}>{texts.notGiven}</EmptyState>
  return <EmptyState title={isEmptied ? texts.emptiedTitle : texts.emptyTitle}>{texts.empty}</EmptyState>
}
