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
  Stack,
  Table,
} from '../../../ui/index.ts'
import { answerAllPath, messagesAt } from '../paths.ts'
import type { AnsweredQuestion, WaitingThread } from '../queries.ts'
import type { MessageTexts } from '../texts.ts'

interface InboxPageProps {
  readonly texts: MessageTexts
  readonly threads: readonly WaitingThread[]
  readonly questions: readonly AnsweredQuestion[]
}

/** Who waits for the central body, task by task, and what it has answered to all. */
export function InboxPage({ texts, threads, questions }: InboxPageProps) {
  const templateIds = [...new Set(threads.map((thread) => thread.templateId))]
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {threads.length === 0 && <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
      {templateIds.map((templateId) => (
        <TemplateThreads
          key={templateId}
          texts={texts}
          threads={threads.filter((thread) => thread.templateId === templateId)}
        />
      ))}
      <Section title={texts.given} empty={questions.length === 0}>
        {questions.map((question) => (
          <article key={question.id}>
            <h3>{question.question}</h3>
            <p>{question.answer}</p>
            <p class="tv-meta">
              {question.title}. {question.answeredByName}, <Instant at={question.answeredAt} />
            </p>
          </article>
        ))}
      </Section>
    </Stack>
  )
}

function TemplateThreads({ texts, threads }: { texts: MessageTexts; threads: readonly WaitingThread[] }) {
  const first = threads[0]
  if (!first) return null
  const aside = <ButtonLink href={answerAllPath(first.templateId)}>{texts.answerAll}</ButtonLink>
  return (
    <section>
      <GroupHeading
        title={first.title}
        count={threads.length}
        aside={threads.length > 1 ? aside : undefined}
      />
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
            cell: (thread) => (thread.answerDueOn ? <Day day={thread.answerDueOn} /> : '-'),
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
