import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  BlockedButton,
  Button,
  Facts,
  Form,
  FormActions,
  Heading,
  Instant,
  Remark,
  Section,
  Stack,
} from '../../../ui/index.ts'
import { type FeedKind, onlyAtHome } from '../domain.ts'
import { feedPath, municipalPath, personalPath, revokePath } from '../paths.ts'
import type { Feed } from '../queries.ts'
import { type CalendarTexts, calendarTexts } from '../texts.ts'

interface FeedPageProps {
  readonly language: Language
  readonly kind: FeedKind
  readonly feed: Feed | null
  /** The actor acts for another organisation than their own. */
  readonly isAway: boolean
  readonly mayKeepMunicipal: boolean
  /** A form was sent a second time. */
  readonly isStale: boolean
}

/** A calendar that can be subscribed to: what is in it, its address's standing, and making, renewing and revoking it. */
export function FeedPage(props: FeedPageProps) {
  const { language, kind, feed, isAway, isStale } = props
  const texts = calendarTexts(language)
  const isInForce = feed !== null && !feed.isRevoked
  return (
    <Stack>
      <Heading title={texts.titles[kind]} lead={texts.leads[kind]} />
      {isStale && (
        <Alert kind="warning" title={texts.alreadyMade.title}>
          <p>{texts.alreadyMade.text}</p>
        </Alert>
      )}
      {isInForce && !feed.isOpen && (
        <Alert kind="warning" title={texts.resting}>
          <p>{texts.restingText[kind]}</p>
        </Alert>
      )}
      <Section title={texts.address}>
        <Stack>
          {isInForce ? <InForce {...{ kind, feed, texts }} /> : <p>{noneOf(kind, texts)}</p>}
          {isAway ? (
            <BlockedButton reason={onlyAtHome.sentence[language]}>{texts.make}</BlockedButton>
          ) : (
            <Keep {...{ kind, feed, texts }} />
          )}
        </Stack>
      </Section>
      <Section title={texts.contents}>
        <div class="tv-prose">
          <ul>
            {texts.content[kind].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{texts.leaves}</p>
        </div>
      </Section>
      <Ways texts={texts} />
      <Other {...props} texts={texts} />
    </Stack>
  )
}

const noneOf = (kind: FeedKind, texts: CalendarTexts): string =>
  kind === 'person' ? texts.none : texts.noneMunicipal

interface FeedProps {
  readonly kind: FeedKind
  readonly texts: CalendarTexts
}

function InForce({ kind, feed, texts }: FeedProps & { feed: Feed }) {
  return (
    <>
      <Facts
        form="plain"
        facts={[
          {
            label: texts.made,
            value: (
              <>
                <Instant at={feed.madeAt} /> {kind === 'municipality' && texts.madeBy(feed.madeByName)}
              </>
            ),
          },
          {
            label: texts.fetched,
            value: feed.lastFetchedAt ? <Instant at={feed.lastFetchedAt} /> : texts.neverFetched,
          },
          { label: texts.readers, value: texts.readerCount(feed.readerCount) },
        ]}
      />
      {feed.readerCount > 1 && <Remark>{texts.readersHint}</Remark>}
    </>
  )
}

function Keep({ kind, feed, texts }: FeedProps & { feed: Feed | null }) {
  const hidden = { version: String(feed?.version ?? 0) }
  if (!feed || feed.isRevoked) {
    return (
      <Form action={feedPath(kind)} hidden={hidden}>
        <FormActions>
          <Button kind="primary">{feed ? texts.makeAgain : texts.make}</Button>
        </FormActions>
      </Form>
    )
  }
  return (
    <>
      <Form action={feedPath(kind)} hidden={hidden}>
        <p>{texts.renewHint[kind]}</p>
        <FormActions>
          <Button kind={feed.isOpen ? 'secondary' : 'primary'}>{texts.makeNew}</Button>
        </FormActions>
      </Form>
      <Form action={revokePath(kind)}>
        <p>{texts.revokeHint[kind]}</p>
        <FormActions>
          <Button>{texts.revoke}</Button>
        </FormActions>
      </Form>
    </>
  )
}

/** Step by step in the programs people have. */
export function Ways({ texts }: { readonly texts: CalendarTexts }) {
  return (
    <Section title={texts.ways}>
      {texts.programs.map(({ name, steps }) => (
        <Section key={name} title={name} level={3}>
          <div class="tv-prose">
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        </Section>
      ))}
    </Section>
  )
}

function Other({ kind, mayKeepMunicipal, texts }: FeedPageProps & { texts: CalendarTexts }) {
  if (kind === 'municipality') {
    return (
      <p class="tv-more">
        <a href={personalPath}>{texts.toPersonal}</a>
      </p>
    )
  }
  if (!mayKeepMunicipal) return null
  return (
    <p>
      {texts.toMunicipalText} <a href={municipalPath}>{texts.toMunicipal}</a>
    </p>
  )
}
