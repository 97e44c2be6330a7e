import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  CheckboxGroup,
  DateField,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  Heading,
  Remark,
  Stack,
  Suggestions,
  TextField,
} from '../../../ui/index.ts'
import { HandOver, type Role } from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { batchTexts } from '../batch-texts.ts'
import { minimumBeside } from '../domain.ts'
import { endManyPath, giveManyPath, rolePath } from '../paths.ts'
import type { Holder } from '../queries.ts'
import { assignmentTexts } from '../texts.ts'
import { mostReason } from './end-page.tsx'

interface BatchPageProps {
  readonly language: Language
  readonly role: Role
  readonly faults: FormFaults | null
}

function typedIn(faults: FormFaults | null) {
  return {
    text(name: string): string | null {
      const value = faults?.typed[name]
      return typeof value === 'string' ? value : null
    },
    many: (name: string): readonly string[] => [faults?.typed[name] ?? []].flat(),
  }
}

/** One role to several, in one form (R2). */
export function GiveManyPage(props: BatchPageProps & { readonly candidates: readonly User[] }) {
  const { language, role, faults, candidates } = props
  const [texts, words] = [batchTexts(language), assignmentTexts(language)]
  const typed = typedIn(faults)
  const field = (name: string) => ({
    name,
    value: typed.text(name),
    error: faultOf(faults?.fields, name, language),
  })
  return (
    <Stack>
      <Heading title={texts.giveTitle} lead={texts.giveLead(role.name)} />
      {candidates.length === 0 ? (
        <EmptyState>{texts.nobody}</EmptyState>
      ) : (
        <Form action={giveManyPath(role.id)}>
          <CheckboxGroup
            name="userIds"
            label={texts.people}
            values={typed.many('userIds')}
            error={faultOf(faults?.fields, 'userIds', language)}
            options={candidates.map((user) => ({
              value: user.id,
              label: user.name,
              ...(user.title ? { hint: user.title } : {}),
            }))}
          />
          <FieldRow>
            <DateField {...field('startsOn')} label={words.startsOn} hint={words.startsOnHint} optional />
            <DateField {...field('lastDay')} label={words.lastDay} hint={words.lastDayHint} optional />
          </FieldRow>
          <FormActions>
            <Button kind="primary">{texts.give}</Button>
            <a href={rolePath(role.id)}>{texts.keep}</a>
          </FormActions>
        </Form>
      )}
    </Stack>
  )
}

/** One role ended for several, for one reason (R2). */
export function EndManyPage(props: BatchPageProps & { readonly holders: readonly Holder[] }) {
  const { language, role, faults, holders } = props
  const [texts, words] = [batchTexts(language), assignmentTexts(language)]
  const typed = typedIn(faults)
  const minimum = minimumBeside(role, holders.length)
  return (
    <Stack>
      <Heading title={texts.endTitle} lead={texts.endLead(role.access.length > 0)} />
      {minimum && <Remark>{minimum[language]}</Remark>}
      {holders.length === 0 ? (
        <EmptyState>{texts.nobodyHolds}</EmptyState>
      ) : (
        <Form action={endManyPath(role.id)}>
          <CheckboxGroup
            name="assignmentIds"
            label={texts.people}
            values={typed.many('assignmentIds')}
            error={faultOf(faults?.fields, 'assignmentIds', language)}
            options={holders.map((holder) => ({
              value: holder.assignmentId,
              label: holder.isPrimary ? `${holder.name} (${words.primaryMark})` : holder.name,
            }))}
          />
          <TextField
            name="reason"
            label={words.endReason}
            hint={words.endReasonHint}
            value={typed.text('reason')}
            error={faultOf(faults?.fields, 'reason', language)}
            list="reasons"
            maxLength={mostReason}
          />
          <Suggestions id="reasons" values={words.endReasons} />
          <HandOver language={language} lists={[{ list: role.handOver }]} />
          <FormActions>
            <Button kind="warning">{texts.end}</Button>
            <a href={rolePath(role.id)}>{texts.keep}</a>
          </FormActions>
        </Form>
      )}
    </Stack>
  )
}
