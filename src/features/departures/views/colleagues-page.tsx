import type { Language } from '../../../kernel/language.ts'
import { Heading, Named, Stack, Table } from '../../../ui/index.ts'
import { departurePath, movePath } from '../paths.ts'
import type { Colleague } from '../queries.ts'
import { departureTexts } from '../texts.ts'

interface ColleaguesPageProps {
  readonly language: Language
  readonly colleagues: readonly Colleague[]
}

/** Who may leave or move, with how much they hold. */
export function ColleaguesPage({ language, colleagues }: ColleaguesPageProps) {
  const texts = departureTexts(language)
  return (
    <Stack>
      <Heading title={texts.listTitle} lead={texts.listLead} />
      <Table
        caption={texts.listTitle}
        rows={colleagues}
        keyOf={(colleague: Colleague) => colleague.id}
        columns={[
          {
            key: 'person',
            title: texts.person,
            naming: true,
            cell: (colleague) => <Named name={colleague.name} note={colleague.title} />,
          },
          { key: 'roles', title: texts.roles, figures: true, cell: (colleague) => colleague.roleCount },
          { key: 'tasks', title: texts.tasks, figures: true, cell: (colleague) => colleague.taskCount },
          {
            key: 'moves',
            title: texts.moved,
            cell: (colleague) => (
              <a href={movePath(colleague.id)} aria-label={`${texts.moves}: ${colleague.name}`}>
                {texts.moves}
              </a>
            ),
          },
          {
            key: 'leaves',
            title: texts.leaving,
            cell: (colleague) => (
              <a href={departurePath(colleague.id)} aria-label={`${texts.choose}: ${colleague.name}`}>
                {texts.choose}
              </a>
            ),
          },
        ]}
      />
    </Stack>
  )
}
