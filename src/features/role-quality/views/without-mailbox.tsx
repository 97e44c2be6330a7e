import { Badge, Remark, Section, Table } from '../../../ui/index.ts'
import type { WithoutMailbox } from '../../organisations/index.ts'
import type { QualityTexts } from '../texts.ts'

/** So few stand on the page; more behind a disclosure. */
const fewEnough = 8

/** Where a letter that goes astray has no last way out (R5). */
export function WithoutMailboxes({
  texts,
  rows,
}: {
  readonly texts: QualityTexts
  readonly rows: readonly WithoutMailbox[]
}) {
  if (rows.length === 0) {
    return (
      <Section title={texts.mailboxes}>
        <Remark icon="success">{texts.everyMailbox}</Remark>
      </Section>
    )
  }
  const table = (
    <Table
      caption={texts.mailboxes}
      rows={rows}
      keyOf={(row) => String(row.organisationId)}
      columns={[
        { key: 'municipality', title: texts.municipality, naming: true, cell: (row) => row.municipality },
        {
          key: 'mailbox',
          title: texts.mailbox,
          cell: (row) => (
            <Badge variant="warning" icon="warning">
              {texts.mailboxReasons[row.reason]}
            </Badge>
          ),
        },
        {
          key: 'administrator',
          title: texts.administrator,
          cell: (row) => (row.hasAdministrator ? texts.hasAdministrator : texts.lacksAdministrator),
        },
      ]}
    />
  )
  return (
    <Section title={texts.mailboxes}>
      <p class="tv-note">{texts.mailboxesLead}</p>
      {rows.length <= fewEnough ? (
        table
      ) : (
        <details class="tv-older">
          <summary>{texts.showMailboxes(rows.length)}</summary>
          {table}
        </details>
      )}
    </Section>
  )
}
