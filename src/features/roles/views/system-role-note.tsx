import type { Language } from '../../../kernel/language.ts'
import { Remark } from '../../../ui/index.ts'
import { isNamedAfterSystemRole } from '../domain.ts'
import { administratorPath } from '../paths.ts'
import { roleTexts } from '../texts.ts'

/** That a role called as a right does not give it; nothing for other roles. */
export function SystemRoleNote({ language, name }: { language: Language; name: string }) {
  if (!isNamedAfterSystemRole(name)) return null
  const texts = roleTexts(language)
  return (
    <Remark>
      {texts.givesNoRight} <a href={administratorPath}>{texts.whoHasRight}</a>
    </Remark>
  )
}
