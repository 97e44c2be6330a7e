import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { Button, CheckboxGroup, Form, FormActions, faultOf, Heading, TextArea } from '../../../ui/index.ts'
import { answerAllPath, inboxPath } from '../paths.ts'
import type { WaitingThread } from '../queries.ts'
import { messageTexts } from '../texts.ts'

interface AnswerAllPageProps {
  readonly language: Language
  readonly templateId: string
  readonly threads: readonly WaitingThread[]
  readonly faults: FormFaults | undefined
}

const typedText = (faults: FormFaults | undefined, name: string): string | undefined => {
  const value = faults?.typed[name]
  return typeof value === 'string' ? value : undefined
}

const latestOf = (threads: readonly WaitingThread[]): Date | undefined =>
  threads.map((thread) => thread.latestAt).reduce<Date | undefined>((a, b) => (a && a > b ? a : b), undefined)

/** One answer for all who asked the same: everybody who waits is chosen from the start. */
export function AnswerAllPage({ language, templateId, threads, faults }: AnswerAllPageProps) {
  const texts = messageTexts(language)
  const chosen = faults ? [faults.typed.numbers ?? []].flat() : threads.map((thread) => String(thread.number))
  const seenUntil = latestOf(threads)?.toISOString() ?? ''
  return (
    <>
      <Heading metaTitle={threads[0]?.title} title={texts.answerAllTitle} lead={texts.answerAllLead} />
      <Form
        action={answerAllPath(templateId)}
        hidden={{ seenUntil: typedText(faults, 'seenUntil') ?? seenUntil }}
      >
        <TextArea
          name="question"
          label={texts.question}
          hint={texts.questionHint}
          value={typedText(faults, 'question') ?? threads[0]?.latest}
          error={faultOf(faults?.fields, 'question', language)}
        />
        <TextArea
          name="answer"
          label={texts.answer}
          value={typedText(faults, 'answer')}
          error={faultOf(faults?.fields, 'answer', language)}
        />
        <CheckboxGroup
          name="numbers"
          label={texts.who}
          values={chosen}
          error={faultOf(faults?.fields, 'numbers', language)}
          options={threads.map((thread) => ({
            value: String(thread.number),
            label: thread.organisationName,
            hint: thread.latest.length > 160 ? `${thread.latest.slice(0, 160)} …` : thread.latest,
          }))}
        />
        <FormActions>
          <Button kind="primary">{texts.send(threads.length)}</Button>
          <a href={inboxPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}
