import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { carriedFields, type TypedForm } from '../../../platform/http/typed-form.ts'
import {
  Alert,
  Button,
  ButtonLink,
  Day,
  Facts,
  Form,
  FormActions,
  Heading,
  PriorityBadge,
  Remark,
  Stack,
} from '../../../ui/index.ts'
import type { RolloutPreview } from '../actions.ts'
import type { Recipient, RolloutPlan } from '../domain.ts'
import { chooseRolePath, newRolloutPath, rolloutsPath } from '../paths.ts'
import { carried } from '../plan-form.ts'
import { type RolloutTexts, rolloutTexts } from '../texts.ts'

interface RolloutPreviewPageProps {
  readonly language: Language
  readonly plan: RolloutPlan
  readonly preview: RolloutPreview
  readonly typed: TypedForm
  /** Names the roll-out: sending the page twice makes one. */
  readonly id: string
}

const dayOr = (day: CivilDay | null, otherwise: string) => (day ? <Day day={day} /> : otherwise)

/** The numbers in words before anything is sent, and the one button that sends. */
export function RolloutPreviewPage({ language, plan, preview, typed, id }: RolloutPreviewPageProps) {
  const texts = rolloutTexts(language)
  const { title, municipalities, lackAdministrator, alreadyHave, rolesNotAskedFor } = preview
  const unreached = lackAdministrator.filter((one) => !one.hasMailbox)
  const count = municipalities.length
  const choices = carriedFields(typed, carried)
  return (
    <Stack>
      <Heading metaTitle={title} title={texts.previewTitle} lead={texts.getsTask(count)} />
      <Facts
        form="plain"
        facts={[
          { label: texts.priority, value: <PriorityBadge priority={plan.priority} /> },
          { label: texts.startsOn, value: dayOr(plan.startsOn, '-') },
          { label: texts.dueOn, value: dayOr(plan.dueOn, texts.noDue) },
        ]}
      />
      <Names of={municipalities} texts={texts} />
      {lackAdministrator.length > 0 ? (
        <Alert kind="warning" title={texts.lackAdministrator(lackAdministrator.length)}>
          <p>{texts.lackAdministratorText}</p>
          <ToldInstead
            of={lackAdministrator.filter((one) => one.hasMailbox)}
            words={texts.mailboxTold}
            texts={texts}
          />
          <ToldInstead of={unreached} words={texts.nobodyTold(unreached.length)} texts={texts} />
        </Alert>
      ) : (
        <Remark icon="success">{texts.allHaveAdministrator}</Remark>
      )}
      {alreadyHave.length > 0 && (
        <Alert kind="info" title={texts.alreadyHave(alreadyHave.length)}>
          <p>{plan.alsoThoseWhoHave ? texts.alreadyIncluded : texts.alreadyLeftOut}</p>
          <Names of={alreadyHave} texts={texts} />
        </Alert>
      )}
      {rolesNotAskedFor.length > 0 && (
        <Alert kind="info" title={texts.roleNotAskedFor(rolesNotAskedFor.join(', '))}>
          <p>
            {texts.roleNotAskedForText}{' '}
            <a href={chooseRolePath(plan.templateId)}>{texts.chooseTemplateRole}</a>
          </p>
        </Alert>
      )}
      <Form action={rolloutsPath} hidden={{ id }} carried={choices}>
        <Remark>{texts.irrevocable}</Remark>
        <FormActions>
          <Button kind="primary">{texts.send(count)}</Button>
          <ButtonLink href={`${newRolloutPath}?${new URLSearchParams(choices)}`}>{texts.change}</ButtonLink>
        </FormActions>
      </Form>
    </Stack>
  )
}

/** Few names stand on the page; many behind a disclosure. */
const mostShown = 12

function Names({ of: municipalities, texts }: { of: readonly Recipient[]; texts: RolloutTexts }) {
  const names = <p>{municipalities.map((municipality) => municipality.shortName).join(', ')}</p>
  if (municipalities.length <= mostShown) return names
  return (
    <details>
      <summary>{texts.whichGet}</summary>
      {names}
    </details>
  )
}

interface ToldInsteadProps {
  readonly of: readonly Recipient[]
  /** Who is told there, where nobody can sign in as KLIK-administrator (R5). */
  readonly words: string
  readonly texts: RolloutTexts
}

function ToldInstead({ of, words, texts }: ToldInsteadProps) {
  if (of.length === 0) return null
  return (
    <>
      <p>{words}</p>
      <Names of={of} texts={texts} />
    </>
  )
}
