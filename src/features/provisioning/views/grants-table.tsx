import type { ComponentChildren } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import { type Column, Named, Table } from '../../../ui/index.ts'
import { nameOfGrant } from '../grant-names.ts'
import { pageTexts } from '../page-texts.ts'
import { grantPath } from '../paths.ts'
import type { ShownGrant } from '../queries.ts'
import { GrantBadge, placesWords } from './access-words.tsx'

export interface GrantsTableProps {
  readonly language: Language
  readonly caption: string
  readonly grants: readonly ShownGrant[]
  /** The central body sees whose people they are. */
  readonly withMunicipality: boolean
  readonly note: (grant: ShownGrant) => ComponentChildren
  /** What can be done beside the way to the story. */
  readonly act?: (grant: ShownGrant) => ComponentChildren
  /** A first column to choose rows by. */
  readonly choose?: (grant: ShownGrant) => ComponentChildren
}

/** People, what they have access to, where it stands and what can be done. */
export function GrantsTable(props: GrantsTableProps) {
  const { language, grants, withMunicipality, note, act, choose } = props
  const words = pageTexts(language)
  const columns: Column<ShownGrant>[] = [
    {
      key: 'person',
      title: words.person,
      naming: true,
      cell: (grant) => (
        <Named name={grant.userName} note={withMunicipality ? grant.organisationName : grant.userTitle} />
      ),
    },
    {
      key: 'target',
      title: words.target,
      cell: (grant) => (
        <Named
          name={words.targets[grant.connector]}
          note={placesWords(grant.open ? grant.opens : grant.managed)}
        />
      ),
    },
    {
      key: 'state',
      title: words.state,
      cell: (grant) => (
        <div>
          <GrantBadge grant={grant} language={language} />
          {note(grant)}
        </div>
      ),
    },
    {
      key: 'action',
      title: words.action,
      cell: (grant) => (
        <>
          {act?.(grant)}
          <a href={grantPath(nameOfGrant(grant))} aria-label={words.storyOf(grant.userName)}>
            {words.story}
          </a>
        </>
      ),
    },
  ]
  if (choose) {
    columns.unshift({ key: 'choose', title: words.chosen, titleHidden: true, narrow: true, cell: choose })
  }
  return <Table caption={props.caption} columns={columns} rows={grants} keyOf={nameOfGrant} />
}
