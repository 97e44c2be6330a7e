import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  faultOf,
  GroupHeading,
  Heading,
  Remark,
  Stack,
  Table,
  TextField,
} from '../../../ui/index.ts'
import type { User } from '../../users/index.ts'
import { type HeldByLeaver, mostTitle } from '../domain.ts'
import { departurePath, departuresPath, movePath } from '../paths.ts'
import { departureTexts, moveTexts } from '../texts.ts'
import { HeldRole } from './held-role.tsx'

interface MovePageProps {
  readonly language: Language
  readonly mover: User
  readonly roles: readonly HeldByLeaver[]
  readonly faults: FormFaults | null
}

/** Somebody does other work in the municipality: the new title, and the roles that may be asked about. */
export function MovePage({ language, mover, roles, faults }: MovePageProps) {
  const texts = moveTexts(language)
  const typed = faults?.typed.title
  return (
    <Stack>
      <Heading title={texts.title(mover.name)} lead={texts.lead(mover.name)} />
      <Form action={movePath(mover.id)}>
        <TextField
          name="title"
          label={texts.newTitle}
          hint={mover.title ? texts.until(mover.title) : texts.untilUnknown}
          value={typeof typed === 'string' ? typed : null}
          error={faultOf(faults?.fields, 'title', language)}
          maxLength={mostTitle}
        />
        {roles.length > 0 ? (
          <Roles {...{ language, roles, mover }} />
        ) : (
          <EmptyState>{texts.nothing(mover.name)}</EmptyState>
        )}
        <Remark icon="info">{texts.consequence(mover.name)}</Remark>
        {roles.length > 0 && <Remark icon="info">{texts.askedAlready}</Remark>}
        <FormActions>
          <Button kind="primary">{roles.length > 0 ? texts.submit : texts.submitAlone}</Button>
          <a href={departuresPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
      <p>
        <a href={departurePath(mover.id)}>{texts.leaves(mover.name)}</a>
      </p>
    </Stack>
  )
}

function Roles({ language, roles, mover }: Pick<MovePageProps, 'language' | 'roles' | 'mover'>) {
  const texts = departureTexts(language)
  const title = moveTexts(language).rolesTitle(mover.name)
  return (
    <section class="tv-field">
      <GroupHeading title={title} count={roles.length} />
      <Table
        caption={title}
        rows={roles}
        keyOf={(held: HeldByLeaver) => held.assignmentId}
        columns={[
          {
            key: 'role',
            title: texts.role,
            naming: true,
            cell: (held) => <HeldRole {...{ held, texts }} />,
          },
        ]}
      />
    </section>
  )
}
