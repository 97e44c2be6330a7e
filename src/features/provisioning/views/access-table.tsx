import { Fragment } from 'preact'
import { AccessBadge, Button, type Column, Form, Named, Table } from '../../../ui/index.ts'
import { descriptionPath } from '../../roles/index.ts'
import { type AccessTexts, accessTexts } from '../page-texts.ts'
import type { AccessInList } from '../queries.ts'
import type { AccessPageProps } from './access-page.tsx'
import { badgeOf, systemWords } from './access-words.ts'
import { Acts, keyOf, What } from './held-case.tsx'

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
    cell: (access) => <Acts {...props} texts={texts} access={access} />,
  }
  const columns: Column<AccessInList>[] = [
    ...(canTick ? [choosing] : []),
    {
      key: 'person',
      title: texts.person,
      naming: true,
      cell: (access) => <Who access={access} isCentral={isCentral} />,
    },
    { key: 'role', title: texts.role, cell: (access) => <Role {...props} texts={texts} access={access} /> },
    {
      key: 'access',
      title: texts.access,
      cell: (access) => <AccessBadge state={badgeOf(access, props.now)} />,
    },
    {
      key: 'what',
      title: texts.what,
      cell: (access) => <What {...props} texts={texts} access={access} />,
    },
    ...(mayOperate ? [acting] : []),
  ]
  return (
    <>
      <Table caption={texts.title} columns={columns} rows={accesses} keyOf={keyOf} />
      {canTick && (
        <Form action="/adgange/gjort" id="gjort" hidden={{ q: props.q, tilstand: props.kind ?? '' }}>
          <Button kind="primary">{texts.tick}</Button>
        </Form>
      )}
    </>
  )
}

type RowProps = { texts: AccessTexts; access: AccessInList }

function Who({ access, isCentral }: { access: AccessInList; isCentral: boolean }) {
  const { userName, organisationName, email } = access
  const notes = [...(isCentral ? [organisationName] : []), ...(email ? [email] : [])]
  return <Named name={userName} note={notes.join(', ')} />
}

/** The role that opens it leads to its page: one's own municipality's, or the gallery's. */
function Role({ texts, access, language, isCentral }: RowProps & AccessPageProps) {
  const links = access.roles.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 && ', '}
      <a href={isCentral ? descriptionPath(id) : `/roller/${id}`}>{name}</a>
    </Fragment>
  ))
  return <Named name={links.length > 0 ? links : texts.formerRole} note={systemWords(access, language)} />
}

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
