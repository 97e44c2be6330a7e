import type { FieldFaults, Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  BlockedButton,
  Button,
  DateField,
  Form,
  FormActions,
  faultOf,
  Heading,
  Stack,
} from '../../../ui/index.ts'
import type { RoundPreview } from '../actions/starting.ts'
import { rerunPath, roundPath } from '../paths.ts'
import type { Round } from '../queries/rounds.ts'
import { roundTexts } from '../texts.ts'
import { Losses } from './losses.tsx'

interface RerunPageProps {
  readonly language: Language
  readonly round: Round
  /** As typed; of the day that is weighed. */
  readonly closesOn: string
  /** Null: the day is wrong, or nobody can be asked again. */
  readonly preview: RoundPreview | null
  readonly refusal: Refusal | null
  readonly faults: FieldFaults | undefined
}

/** A new round for those without an answer alone (C5): the day first, then what silence would cost by then (C3). */
export function RerunPage({ language, round, closesOn, preview, refusal, faults }: RerunPageProps) {
  const texts = roundTexts(language)
  const back = <a href={roundPath(round.id)}>{texts.cancel}</a>
  return (
    <Stack>
      <Heading
        metaTitle={round.name}
        title={texts.rerunTitle}
        lead={refusal ? undefined : texts.rerunLead(round.undecided)}
      />
      {refusal ? (
        <>
          <Alert kind="warning">
            <p>{refusal.sentence[language]}</p>
          </Alert>
          <p>{back}</p>
        </>
      ) : (
        <>
          <Form action={rerunPath(round.id)} method="get">
            <DateField
              name="closesOn"
              label={texts.closesOn}
              hint={texts.closesHint}
              value={closesOn}
              error={faultOf(faults, 'closesOn', language)}
            />
            <FormActions>
              <Button>{texts.toPreview}</Button>
              {!preview && back}
            </FormActions>
          </Form>
          {preview && (
            <>
              <Losses preview={preview} texts={texts} />
              {preview.people > 0 ? (
                <Form action={rerunPath(round.id)} hidden={{ closesOn }}>
                  <FormActions>
                    <Button kind="primary">{texts.rerunSend(closesOn)}</Button>
                    {back}
                  </FormActions>
                </Form>
              ) : (
                <FormActions>
                  <BlockedButton reason={texts.rerunNobody}>{texts.rerunSend(closesOn)}</BlockedButton>
                  {back}
                </FormActions>
              )}
            </>
          )}
        </>
      )}
    </Stack>
  )
}
