import { civilDay } from '../../kernel/civil-day.ts'
import {
  AccessBadge,
  type AccessState,
  Alert,
  BlockedButton,
  Button,
  CheckboxField,
  CheckboxGroup,
  ConfirmPanel,
  DateField,
  EmptyState,
  FileField,
  Form,
  FormActions,
  InsideBadge,
  LinkButton,
  MissingAnswerBadge,
  NewBadge,
  PrimaryBadge,
  PriorityBadge,
  RadioGroup,
  SelectField,
  Signal,
  StateLegend,
  StatusBadge,
  TextArea,
  TextField,
  TlpBadge,
} from '../index.ts'

const accessStates: AccessState[] = [
  { kind: 'active', since: civilDay('2026-03-12') },
  { kind: 'preparing' },
  { kind: 'closing' },
  { kind: 'awaitingSignIn' },
  { kind: 'awaitingManual' },
  { kind: 'held' },
  { kind: 'until', day: civilDay('2026-11-30') },
  { kind: 'failed', retryAt: new Date('2026-11-23T09:42:00Z') },
  { kind: 'closed', on: civilDay('2026-11-02') },
]

/** Signals, status, access, map, TLP. */
export function StateParts() {
  return (
    <div class="tv-stack">
      <h2>Frist</h2>
      <Signal kind="red" words="Over fristen" />
      <Signal kind="yellow" words="Om 9 dage" />
      <Signal kind="green" words="Om 27 dage" />
      <Signal kind="none" words="Besvaret" />
      <h2>Status på en opgave</h2>
      <div class="tv-badges">
        <StatusBadge status="notStarted" />
        <StatusBadge status="inProgress" />
        <StatusBadge status="completed" />
        <StatusBadge status="optedOut" />
        <PriorityBadge priority="mandatory" />
        <InsideBadge>Lokal opgave, kun Korsbæk Kommune</InsideBadge>
        <MissingAnswerBadge />
        <PrimaryBadge />
        <NewBadge />
      </div>
      <h2>Adgang</h2>
      <div class="tv-badges">
        {accessStates.map((state) => (
          <AccessBadge key={state.kind} state={state} />
        ))}
      </div>
      <h2>Kort og gitter</h2>
      <StateLegend
        counts={{
          completed: 58,
          optedOut: 13,
          inProgress: 4,
          notStarted: 2,
          overdueInProgress: 7,
          overdue: 14,
        }}
      />
      <h2>Varsler</h2>
      <div class="tv-badges">
        <TlpBadge label="RED" />
        <TlpBadge label="AMBER+STRICT" />
        <TlpBadge label="AMBER" />
        <TlpBadge label="GREEN" />
        <TlpBadge label="CLEAR" />
      </div>
    </div>
  )
}

/** Messages, emptiness, what is blocked, what is irreversible. */
export function MessageParts() {
  return (
    <div class="tv-stack">
      <h2>Besked og alvor</h2>
      <Alert kind="info">Rollen er den eneste vej ind i Mattermost.</Alert>
      <Alert kind="warning" title="Per Juul får ikke mails">
        Adressen kommer retur. Ret den i Fælleskommunal Adgangsstyring.
      </Alert>
      <EmptyState title="Ingenting venter på dig">
        <p>
          Alle opgaver er besvaret. Den næste frist er 30-09-2025. <a href="/opgaver">Se årets opgaver</a>
        </p>
      </EmptyState>
      <BlockedButton
        reason="Du kan starte, når rollen har en regel for manglende svar."
        wayOut={{ label: 'Vælg reglen', href: '/regel' }}
      >
        Start runden
      </BlockedButton>
      <ConfirmPanel
        level={2}
        title="Afslut rollen for Jonas Vium?"
        text="Han mister adgangen til Mattermost med det samme. Der er stadig tre andre med rollen. Du kan give ham rollen igen."
      >
        <FormActions>
          <Button kind="warning">Afslut rollen</Button>
          <a href="/roller/1">Behold rollen</a>
        </FormActions>
      </ConfirmPanel>
    </div>
  )
}

/** Every field, some with a hint, some with an error. */
export function FormParts() {
  return (
    <Form action="/proev" files>
      <h2>Felter</h2>
      <TextField
        name="arbejdsmail"
        label="Arbejdsmail"
        type="email"
        value="nina.falk.korsbaek.dk"
        error="Skriv en arbejdsmail. Den skal have et @, fx navn@kommune.dk."
      />
      <DateField name="dato" label="Ny frist" value="32-13-2026" error="Vælg en dato efter 23-11-2026." />
      <DateField name="fra" label="Gælder fra" value={civilDay('2026-11-23')} optional />
      <TextArea name="begrundelse" label="Begrundelse" hint="KOMBIT læser den. Skriv et par linjer." />
      <SelectField
        name="rolle"
        label="Rolle"
        emptyLabel="Vælg"
        options={[{ value: '1', label: 'Deltager i Mattermost' }]}
      />
      <RadioGroup
        name="hvem"
        label="Hvem skal have den?"
        value="alle"
        error="Vælg mindst én kommune."
        options={[
          { value: 'alle', label: 'Alle 98 kommuner' },
          { value: 'region', label: 'En region', hint: 'Du vælger regionen bagefter.' },
          { value: 'laast', label: 'Dem uden rollen', disabled: true },
        ]}
      />
      <CheckboxGroup
        name="kanaler"
        label="Kanaler"
        values={['mail']}
        options={[
          { value: 'mail', label: 'Mail' },
          { value: 'portal', label: 'I portalen' },
        ]}
        optional
      />
      <CheckboxField name="kopi" label="Send mig en kopi" checked />
      <FileField
        name="bilag"
        label="Bilag"
        hint="PDF eller Word, højst 20 MB."
        accept=".pdf,.docx"
        optional
      />
      <FormActions>
        <Button kind="primary">Gem</Button>
        <Button icon="download">Hent</Button>
        <LinkButton name="handling" value="slet">
          Fjern kladden
        </LinkButton>
      </FormActions>
    </Form>
  )
}
