import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  type Column,
  Form,
  FormActions,
  Heading,
  Instant,
  Named,
  Section,
  SelectField,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { whyNotPost } from '../domain.ts'
import { welcomePath } from '../paths.ts'
import type { ReachedPlace } from '../queries.ts'
import type { WelcomeInList, WelcomePlace } from '../queries-welcome.ts'
import { postingTexts } from '../texts.ts'
import { againColumn } from './announcement-page.tsx'
import { StandingOf } from './state-words.tsx'

interface WelcomePageProps {
  readonly language: Language
  readonly places: readonly ReachedPlace[]
  readonly chosen: readonly WelcomePlace[]
  readonly welcomes: readonly WelcomeInList[]
  readonly mayWrite: boolean
  readonly mayAskAgain: boolean
  readonly isConnected: boolean
}

/** Where newcomers are welcomed, team by team, and the latest welcomes. */
export function WelcomePage(props: WelcomePageProps) {
  const { language, places, chosen, welcomes, mayWrite, mayAskAgain, isConnected } = props
  const texts = postingTexts(language)
  const refusal = whyNotPost(isConnected)
  const teams = [...new Set(places.map(({ instance, team }) => `${instance}:${team}`))]
  return (
    <Stack>
      <Heading title={texts.welcomeTitle} lead={texts.welcomeLead} />
      {refusal && (
        <Alert kind="warning" title={texts.notConnected}>
          {refusal.sentence[language]}
        </Alert>
      )}
      {teams.length === 0 && <p>{texts.noChannels}</p>}
      {teams.map((key) => (
        <TeamChoice
          key={key}
          {...{ language, mayWrite }}
          places={places.filter(({ instance, team }) => `${instance}:${team}` === key)}
          chosen={chosen.find(({ instance, team }) => `${instance}:${team}` === key) ?? null}
        />
      ))}
      <Section title={texts.latestWelcomes}>
        {welcomes.length > 0 ? (
          <Table
            caption={texts.latestWelcomes}
            columns={columnsOf(language, mayAskAgain)}
            rows={welcomes}
            keyOf={(row) => row.id}
          />
        ) : (
          <p>{texts.noWelcomes}</p>
        )}
      </Section>
    </Stack>
  )
}

interface TeamChoiceProps {
  readonly language: Language
  readonly mayWrite: boolean
  /** The channels of one team. */
  readonly places: readonly ReachedPlace[]
  readonly chosen: WelcomePlace | null
}

function TeamChoice({ language, mayWrite, places, chosen }: TeamChoiceProps) {
  const texts = postingTexts(language)
  const [first] = places
  if (!first) return null
  const { instance, team } = first
  const since = chosen && (
    <p>
      {texts.since} <Instant at={chosen.since} />: {chosen.channel} ({chosen.chosenByName})
    </p>
  )
  return (
    <Section title={team}>
      {since}
      {mayWrite ? (
        <Form action={welcomePath} hidden={{ instance, team }}>
          <SelectField
            id={`kanal-${team}`}
            name="channel"
            label={texts.welcomeIn(team)}
            value={chosen?.channel ?? null}
            emptyLabel={texts.noWelcome}
            options={places.map(({ channel }) => ({ value: channel, label: channel }))}
          />
          <FormActions>
            <Button>{texts.save}</Button>
          </FormActions>
        </Form>
      ) : (
        !chosen && <p>{texts.noWelcome}</p>
      )}
    </Section>
  )
}

function columnsOf(language: Language, mayAskAgain: boolean): Column<WelcomeInList>[] {
  const texts = postingTexts(language)
  const columns: Column<WelcomeInList>[] = [
    {
      key: 'person',
      naming: true,
      title: texts.person,
      cell: (row) => <Named name={row.userName} note={row.organisationName} />,
    },
    { key: 'channel', title: texts.channel, cell: (row) => texts.channelOf(row.team, row.channel) },
    { key: 'state', title: texts.state, cell: (row) => <StandingOf posting={row} language={language} /> },
  ]
  return mayAskAgain ? [...columns, againColumn(language)] : columns
}
