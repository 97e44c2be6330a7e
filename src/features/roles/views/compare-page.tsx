import type { Language } from '../../../kernel/language.ts'
import {
  Day,
  EmptyState,
  FilterBar,
  Heading,
  Section,
  SelectField,
  Stack,
  WordDiff,
} from '../../../ui/index.ts'
import type { Comparison } from '../compare.ts'
import type { Role, RoleVersion } from '../domain.ts'
import { comparePath } from '../paths.ts'
import { roleTexts } from '../texts.ts'

interface ComparePageProps {
  readonly language: Language
  readonly role: Role
  /** Newest first. */
  readonly versions: readonly RoleVersion[]
  readonly comparison: Comparison
}

/** Any two versions of a role, word by word (R1). */
export function ComparePage({ language, role, versions, comparison }: ComparePageProps) {
  const texts = roleTexts(language)
  const { from, to } = comparison
  const meta = (
    <>
      <Day day={from.validFrom} /> → <Day day={to.validFrom} />
    </>
  )
  return (
    <Stack>
      <Heading
        metaTitle={role.name}
        meta={meta}
        title={texts.compareFromTo(from.version, to.version)}
        lead={texts.compareLead}
      />
      <Chooser {...{ language, role, versions, comparison }} />
      {to.changeNote && (
        <p>
          <strong>{to.isMaterial ? texts.material : texts.editorial}:</strong> {to.changeNote}
        </p>
      )}
      {comparison.texts.map(({ name, parts }) => (
        <Section key={name} title={texts[name]}>
          <WordDiff parts={parts} />
        </Section>
      ))}
      {comparison.texts.length === 0 && (
        <EmptyState title={texts.compareSame}>{texts.compareSameText}</EmptyState>
      )}
    </Stack>
  )
}

function Chooser({ language, role, versions, comparison }: ComparePageProps) {
  const texts = roleTexts(language)
  const options = versions.map(({ version }) => ({
    value: String(version),
    label: texts.versionName(version),
  }))
  return (
    <FilterBar action={comparePath(role.id)}>
      <SelectField
        name="fra"
        label={texts.compareFrom}
        value={String(comparison.from.version)}
        options={options}
      />
      <SelectField
        name="til"
        label={texts.compareTo}
        value={String(comparison.to.version)}
        options={options}
      />
    </FilterBar>
  )
}
