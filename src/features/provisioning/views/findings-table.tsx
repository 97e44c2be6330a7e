import type { Language } from '../../../kernel/language.ts'
import { Badge, type BadgeVariant, type Column, Form, LinkButton, Named, Table } from '../../../ui/index.ts'
import { type FindingKind, fixedByWork } from '../domain-reconciliation.ts'
import { accessPath, fixPath, memberPath } from '../paths.ts'
import type { ShownFinding } from '../queries-reconciliation.ts'
import { type ReconciliationTexts, reconciliationTexts } from '../reconciliation-texts.ts'
import { detailsOf, doneWords, nameOf, noteOf } from './finding-words.ts'

/** Somebody inside without a role is red; what waits for time or for a place is not. */
const variants: Record<FindingKind, BadgeVariant> = {
  reactivated: 'error',
  stillMember: 'error',
  missing: 'warning',
  unlinked: 'warning',
  unmanaged: 'warning',
  collision: 'warning',
  renamed: 'info',
  placeArchived: 'warning',
  placeMissing: 'warning',
}

interface FindingsTableProps {
  readonly language: Language
  readonly runId: string
  readonly findings: readonly ShownFinding[]
  readonly mayOperate: boolean
}

export function FindingsTable({ language, runId, findings, mayOperate }: FindingsTableProps) {
  const texts = reconciliationTexts(language)
  const columns: Column<ShownFinding>[] = [
    {
      key: 'who',
      title: texts.person,
      naming: true,
      cell: (one) => <Named name={nameOf(one)} note={noteOf(one)} />,
    },
    {
      key: 'found',
      title: texts.found,
      cell: (one) => (
        <>
          <Badge variant={variants[one.kind]}>{texts.kinds[one.kind]}</Badge>
          <p>
            {texts.explained[one.kind]} {detailsOf(one, texts)}
          </p>
        </>
      ),
    },
    { key: 'done', title: texts.done, cell: (one) => doneWords(one, texts) },
  ]
  const acting: Column<ShownFinding> = {
    key: 'action',
    title: texts.action,
    cell: (one) => <Act texts={texts} runId={runId} finding={one} />,
  }
  return (
    <Table
      caption={texts.foundTitle}
      columns={mayOperate ? [...columns, acting] : columns}
      rows={findings}
      keyOf={({ number }) => String(number)}
    />
  )
}

interface ActProps {
  readonly texts: ReconciliationTexts
  readonly runId: string
  readonly finding: ShownFinding
}

/**
 * One click: a member without a role is taken out or accepted, and what was only told of is put right; of everything else
 * the access itself says more.
 */
function Act({ texts, runId, finding }: ActProps) {
  const { kind, state, number, userName, remedy } = finding
  if (kind === 'unmanaged' && (state === 'reported' || state === 'failed')) {
    const name = nameOf(finding)
    return (
      <Form action={memberPath(runId)} hidden={{ number: String(number) }}>
        <LinkButton name="decision" value="remove" aria-label={texts.removeLabel(name)}>
          {texts.remove}
        </LinkButton>
        {' · '}
        <LinkButton name="decision" value="accept" aria-label={texts.acceptLabel(name)}>
          {texts.accept}
        </LinkButton>
      </Form>
    )
  }
  if (!userName) return null
  if (fixedByWork.includes(remedy) && (state === 'reported' || state === 'rejected'))
    return (
      <Form action={fixPath(runId)} hidden={{ number: String(number) }}>
        <LinkButton aria-label={texts.fixLabel(nameOf(finding))}>{texts.fix}</LinkButton>
      </Form>
    )
  return <a href={`${accessPath}?${new URLSearchParams({ q: userName })}`}>{texts.seeAccess}</a>
}
