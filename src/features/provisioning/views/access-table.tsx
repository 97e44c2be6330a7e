import { civilDayOf } from '../../../kernel/civil-day.ts'
import {
  AccessBadge,
  type AccessState,
  Button,
  type Column,
  Form,
  LinkButton,
  Named,
  Table,
} from '../../../ui/index.ts'
import { type AccessTexts, accessTexts } from '../page-texts.ts'
import type { AccessInList } from '../queries.ts'
import { texts as provisioningTexts } from '../texts.ts'
import type { AccessPageProps } from './access-page.tsx'

function badgeOf({ kind, since, changedAt, nextAttemptAt }: AccessInList): AccessState {
  const day = civilDayOf(since ?? changedAt ?? new Date(0))
  if (kind === 'active') return { kind, since: day }
  if (kind === 'closed') return { kind, on: day }
  if (kind === 'failed') return { kind, retryAt: nextAttemptAt }
  return kind === 'closing' ? { kind: 'preparing' } : { kind }
}

/** What is the matter, in plain words; the codes of the record are translated here and shown nowhere. */
function said({ kind, error, open }: AccessInList, { language, isCentral }: AccessPageProps): string {
  const texts = accessTexts(language)
  const words = provisioningTexts(language)
  const known: Record<string, string> = { ...words.held, ...words.paused, ...words.retry }
  const reason = known[error?.code ?? ''] ?? ''
  if (kind === 'awaitingManual') {
    if (!isCentral) return texts.said.manualOwn
    return open ? texts.said.toOpen : texts.said.toClose
  }
  if (kind === 'held') return isCentral && reason ? reason : texts.said.heldOwn
  if (kind === 'failed') return `${reason} ${texts.said.failed}`.trim()
  return texts.said[kind]
}

const keyOf = (access: AccessInList): string =>
  `${access.organisationId}:${access.userId}:${access.connector}`

/** The work that is shown: what is ticked must not count for what it has become meanwhile. */
const workOf = (access: AccessInList): string =>
  `${keyOf(access)}:${access.epoch}:${access.open ? 'present' : 'absent'}`

export function AccessTable(props: AccessPageProps) {
  const { language, isCentral, mayOperate, accesses } = props
  const texts = accessTexts(language)
  const canTick = mayOperate && accesses.some((access) => access.kind === 'awaitingManual')
  const choosing: Column<AccessInList> = {
    key: 'choose',
    title: texts.tick,
    titleHidden: true,
    narrow: true,
    cell: (access) => <Choose texts={texts} access={access} />,
  }
  const acting: Column<AccessInList> = {
    key: 'action',
    title: texts.action,
    cell: (access) => <Again texts={texts} access={access} />,
  }
  const columns: Column<AccessInList>[] = [
    ...(canTick ? [choosing] : []),
    {
      key: 'person',
      title: texts.person,
      naming: true,
      cell: (access) => (
        <Named
          name={access.userName}
          note={isCentral ? access.organisationName : texts.where[access.connector]}
        />
      ),
    },
    { key: 'access', title: texts.access, cell: (access) => <AccessBadge state={badgeOf(access)} /> },
    { key: 'what', title: texts.what, cell: (access) => said(access, props) },
    ...(mayOperate ? [acting] : []),
  ]
  return (
    <>
      <Table caption={texts.title} columns={columns} rows={accesses} keyOf={keyOf} />
      {canTick && (
        <Form action="/adgange/gjort" id="gjort">
          <Button kind="primary">{texts.tick}</Button>
        </Form>
      )}
    </>
  )
}

type RowProps = { texts: AccessTexts; access: AccessInList }

function Choose({ texts, access }: RowProps) {
  if (access.kind !== 'awaitingManual') return null
  const id = `person-${access.userId}-${access.connector}`
  return (
    <div class="form-group-checkbox tv-choice">
      <input
        class="form-checkbox"
        type="checkbox"
        id={id}
        name="person"
        value={workOf(access)}
        form="gjort"
      />
      <label for={id}>
        <span class="tv-hidden">{texts.choose(access.userName)}</span>
      </label>
    </div>
  )
}

function Again({ texts, access }: RowProps) {
  if (access.kind !== 'failed' && access.kind !== 'held') return null
  const adopts = access.kind === 'held' && access.error?.code === 'emailTaken'
  return (
    <Form action="/adgange/igen" hidden={{ person: keyOf(access), overtag: adopts ? 'ja' : '' }}>
      <LinkButton>{adopts ? texts.adopt : texts.again}</LinkButton>
    </Form>
  )
}
