import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  Button,
  ButtonLink,
  Day,
  EmptyState,
  Form,
  GroupHeading,
  Heading,
  Instant,
  Named,
  Section,
  Signal,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { answerAllPath, messagesAt, templatePath } from '../paths.ts'
import type { AnsweredQuestion, WaitingThread } from '../queries.ts'
import type { MessageTexts } from '../texts.ts'

interface InboxPageProps {
  readonly texts: MessageTexts
  readonly today: CivilDay
  readonly threads: readonly WaitingThread[]
  readonly questions: readonly AnsweredQuestion[]
}

/** Who waits for the central body, task by task, and what it has answered to all. */
export function InboxPage({ texts, today, threads, questions }: InboxPageProps) {
  const templateIds = [...new Set(threads.map((thread) => thread.templateId))]
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      <p>
        <a href="/opslag">{texts.toPosts}</a>
      </p>
      {threads.length === 0 && <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
      {templateIds.map((templateId) => (
        <TemplateThreads
          key={templateId}
          texts={texts}
          today={today}
          threads={threads.filter((thread) => thread.templateId === templateId)}
        />
      ))}
      <Section title={texts.given} empty={questions.length === 0}>
        {questions.map((question) => (
          <article key={question.id}>
            <h3>{question.question}</h3>
            <p>{question.answer}</p>
            <p class="tv-meta">
              <a href={templatePath(question.templateId)}>{question.title}</a>. {question.answeredByName},{' '}
              <Instant at={question.answeredAt} />
            </p>
          </article>
        ))}
      </Section>
    </Stack>
  )
}

function TemplateThreads({ texts, today, threads }: Omit<InboxPageProps, 'questions'>) {
  const first = threads[0]
  if (!first) return null
  const aside = (
    <>
      <a href={templatePath(first.templateId)}>{texts.seeTemplate}</a>{' '}
      {threads.length > 1 && (
        <ButtonLink href={answerAllPath(first.templateId)}>{texts.answerAll}</ButtonLink>
      )}
    </>
  )
  return (
    <section>
      <GroupHeading title={first.title} count={threads.length} aside={aside} />
      <Table
        caption={`${first.title}: ${texts.waiting(threads.length)}`}
        keyOf={(thread: WaitingThread) => `${thread.organisationId}-${thread.number}`}
        rows={threads}
        columns={[
          {
            key: 'municipality',
            naming: true,
            title: texts.municipality,
            cell: (thread) => <Named name={thread.organisationName} note={`#${thread.number}`} />,
          },
          {
            key: 'message',
            title: texts.message,
            cell: (thread) => (
              <Named
                name={<span class="tv-clamp">{thread.latest}</span>}
                note={
                  <>
                    {thread.latestAuthor}, <Instant at={thread.waitingSince} />
                  </>
                }
              />
            ),
          },
          {
            key: 'due',
            title: texts.answerBy,
            cell: (thread) => <Promised {...{ texts, today }} day={thread.answerDueOn} />,
          },
          {
            key: 'owner',
            title: texts.owner,
            cell: (thread) => thread.ownerName ?? <Take texts={texts} thread={thread} />,
          },
          {
            key: 'open',
            titleHidden: true,
            title: texts.open,
            cell: (thread) => (
              <ButtonLink href={messagesAt(thread.number)} label={texts.openLabel(thread.organisationName)}>
                {texts.open}
              </ButtonLink>
            ),
          },
        ]}
      />
    </section>
  )
}

/** A promise whose day has passed is overdue like any deadline: shape, word and colour. */
function Promised({ texts, today, day }: { texts: MessageTexts; today: CivilDay; day: CivilDay | null }) {
  if (!day) return '-'
  return day < today ? <Signal kind="red" words={texts.promised(formatCivilDay(day))} /> : <Day day={day} />
}

function Take({ texts, thread }: { texts: MessageTexts; thread: WaitingThread }) {
  return (
    <Form action={`/beskeder/${thread.number}/tag`}>
      <Button>
        {texts.take}
        <span class="tv-hidden"> {thread.organisationName}</span>
      </Button>
    </Form>
  )
}
