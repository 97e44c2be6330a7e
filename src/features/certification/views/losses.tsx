import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { Alert, Remark, Table } from '../../../ui/index.ts'
import type { AskedRule, RoundPreview } from '../actions/starting.ts'
import type { RoundTexts } from '../texts.ts'

/** Who loses what on which day if nobody answers, and role by role (C3). */
export function Losses({ preview, texts }: { preview: RoundPreview; texts: RoundTexts }) {
  const { losses } = preview
  return (
    <>
      {losses.length === 0 ? (
        <Remark icon="success">{texts.noLoss}</Remark>
      ) : (
        <Alert kind="warning">
          {losses.map(({ on, people: count, municipalities }) => (
            <p key={on}>
              <strong>{texts.loss(municipalities, count, formatCivilDay(on))}</strong>
            </p>
          ))}
          <p>{texts.brakeNote}</p>
        </Alert>
      )}
      <Table
        caption={texts.roles}
        rows={preview.roles}
        keyOf={(role) => role.roleId}
        columns={[
          { key: 'role', title: texts.role, naming: true, cell: (role) => role.roleName },
          { key: 'lines', title: texts.lines, figures: true, cell: (role) => role.people },
          { key: 'without', title: texts.consequence, cell: (role) => wordsOf(role, texts) },
        ]}
      />
    </>
  )
}

function wordsOf(role: AskedRule, texts: RoundTexts): string {
  if (!role.losesOn) return texts.keeps
  const day = formatCivilDay(role.losesOn)
  const words = role.nonResponse === 'suspend' ? texts.pauses(day) : texts.removes(day)
  return role.opensAccess ? `${words}. ${texts.closesAccess}` : words
}
