import type { Language } from '../../../kernel/language.ts'
import {
  Day,
  EmptyState,
  FilterBar,
  Heading,
  Section,
  SelectField,
  Stack,
  Table,
  WordDiff,
} from '../../../ui/index.ts'
import type { Comparison } from '../compare.ts'
import type { Role, RoleVersion } from '../domain.ts'
import { comparePath } from '../paths.ts'
import { roleTexts } from '../texts.ts'
import { ruleWords } from '../words.ts'

interface ComparePageProps {
  readonly language: Language
  readonly role: Role
  /** Newest first. */
  readonly versions: readonly RoleVersion[]
  readonly comparison: Comparison
}

/** Any two versions of a role: the texts word by word, the rules before and after (R1). */
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
      {comparison.rules.length > 0 && <Rules language={language} comparison={comparison} />}
      {comparison.texts.length + comparison.rules.length === 0 && (
        <EmptyState title={texts.compareSame}>{texts.compareSameText}</EmptyState>
      )}
    </Stack>
  )
}

function Rules({ language, comparison }: Pick<ComparePageProps, 'language' | 'comparison'>) {
  const texts = roleTexts(language)
  const { from, to } = comparison
  return (
    <Section title={texts.rulesTitle}>
      <Table
        caption={texts.rulesTitle}
        rows={comparison.rules}
        keyOf={(name) => name}
        columns={[
          { key: 'rule', title: texts.rule, naming: true, cell: (name) => texts.rules[name] },
          { key: 'from', title: texts.ruleBefore, cell: (name) => ruleWords(from.rules, name, language) },
          { key: 'to', title: texts.ruleNow, cell: (name) => ruleWords(to.rules, name, language) },
        ]}
      />
    </Section>
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
