import { civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import {
  AccessBadge,
  type AccessState,
  Button,
  ButtonLink,
  ComingSteps,
  Day,
  Facts,
  FieldRow,
  Form,
  FormActions,
  GroupHeading,
  Heading,
  Named,
  Page,
  PanelCard,
  PrimaryBadge,
  ProvisioningSteps,
  RadioGroup,
  Remark,
  Table,
  TextField,
  TwoColumns,
} from '../index.ts'
import { municipalShell } from './sample.ts'

interface Holder {
  name: string
  unit: string
  since: string | null
  primary?: boolean
  state: AccessState
  note: string
  action: string
}

const holders: Holder[] = [
  {
    name: 'Anders Skov',
    unit: 'It-sikkerhed',
    since: '2026-03-12',
    primary: true,
    state: { kind: 'active', since: civilDay('2026-03-12') },
    note: 'Senest i Mattermost 20-11-2026',
    action: 'Skift eller afslut',
  },
  {
    name: 'Birgit Lang',
    unit: 'Netværk og drift',
    since: '2026-11-23',
    state: { kind: 'failed', retryAt: new Date('2026-11-23T09:42:00Z') },
    note: 'Mattermost svarede ikke kl. 10:37. Vi prøver igen af os selv.',
    action: 'Se forløbet',
  },
  {
    name: 'Mads Friis',
    unit: 'Netværksadministrator',
    since: null,
    state: { kind: 'awaitingSignIn' },
    note: 'Tilbuddet udløber 18-12-2026',
    action: 'Send mail igen',
  },
  {
    name: 'Jonas Vium',
    unit: 'It-sikkerhed',
    since: '2026-02-01',
    state: { kind: 'until', day: civilDay('2026-11-30') },
    note: 'Fratræder. Adgangen lukker af sig selv.',
    action: 'Skift eller afslut',
  },
]

const columns = [
  {
    key: 'person',
    title: 'Person',
    naming: true,
    cell: (holder: Holder) => (
      <Named
        name={
          <>
            {holder.name} {holder.primary && <PrimaryBadge />}
          </>
        }
        note={holder.unit}
      />
    ),
  },
  {
    key: 'since',
    title: 'Rolle siden',
    cell: (holder: Holder) => (holder.since ? <Day day={civilDay(holder.since)} /> : 'Ikke begyndt'),
  },
  {
    key: 'access',
    title: 'Adgang til Mattermost',
    cell: (holder: Holder) => (
      <div>
        <AccessBadge state={holder.state} />
        <span class="tv-note">{holder.note}</span>
      </div>
    ),
  },
  {
    key: 'action',
    title: 'Handling',
    cell: (holder: Holder) => (
      <a
        href={`/roller/1/${encodeURIComponent(holder.name)}`}
        aria-label={`${holder.action}: ${holder.name}`}
      >
        {holder.action}
      </a>
    ),
  },
]

function AddPerson() {
  return (
    <PanelCard title="Tilføj person" id="tilfoej">
      <Form action="/roller/1/tildelinger">
        <RadioGroup
          name="kendt"
          label="Har personen været logget på Tværs?"
          value="nej"
          options={[
            { value: 'ja', label: 'Ja, vælg blandt jeres brugere' },
            { value: 'nej', label: 'Nej, ikke endnu' },
          ]}
        />
        <FieldRow>
          <TextField name="navn" label="Navn" value="Nina Falk" autocomplete="off" />
          <TextField
            name="mail"
            label="Arbejdsmail"
            type="email"
            value="nina.falk.korsbaek.dk"
            error="Skriv en arbejdsmail. Den skal have et @, fx navn@kommune.dk."
          />
        </FieldRow>
        <h3 class="tv-coming-heading">Så sker der dette</h3>
        <ComingSteps
          steps={[
            {
              title: 'Du gemmer',
              text: 'Nina får en mail med, hvad hun skal gøre.',
              when: 'Med det samme',
              by: 'you',
            },
            {
              title: 'Nina bliver oprettet',
              text: 'Jeres brugeradministrator opretter hende i Fælleskommunal Adgangsstyring.',
              when: 'Hvis hun ikke er det',
              by: 'other',
            },
            {
              title: 'Nina logger på',
              text: 'Hun logger på Tværs en enkelt gang med sit arbejdslogin.',
              when: 'Senest 23-12-2026',
              by: 'other',
            },
            {
              title: 'Adgangen åbner',
              text: 'Rollen træder i kraft af sig selv. I får begge besked.',
              when: 'Få sekunder efter',
              by: 'portal',
            },
          ]}
        />
        <Remark>
          Indtil Nina har logget på, giver rollen hende ingenting. Efter 30 dage bortfalder tilbuddet, og du
          får besked.
        </Remark>
        <FormActions>
          <Button kind="primary">Gem og send mail til Nina</Button>
          <a href="/roller/1">Annullér</a>
        </FormActions>
      </Form>
    </PanelCard>
  )
}

function Aside() {
  return (
    <>
      <PanelCard title="Om rollen">
        <Facts
          form="plain"
          facts={[
            { label: 'Formål', value: 'Kommunen hører om trusler i tide og kan spørge andre til råds.' },
            { label: 'Opgaver', value: 'Læse varsler, svare på dem og dele egne fund.' },
            {
              label: 'Bekræftes',
              value: 'Hvert år i november. Uden svar lukkes adgangen 14 dage efter fristen.',
            },
          ]}
        />
      </PanelCard>
      <PanelCard title="Adgang for Anders Skov">
        <ProvisioningSteps
          steps={[
            { title: 'Rollen givet af Katrine Holm', state: 'done', notes: ['12-03-2026 kl. 09:14:02'] },
            { title: 'Konto oprettet', state: 'done', notes: ['kl. 09:14:04'] },
            { title: 'Med i team og tre kanaler', state: 'current', notes: ['kl. 09:14:06'] },
            { title: 'Kontrolleret i Mattermost', state: 'failed', notes: ['kl. 09:14:07', 'Svarede ikke'] },
            { title: 'Årlig bekræftelse 2026', state: 'waiting', notes: ['svar senest 11-12-2026'] },
          ]}
        />
      </PanelCard>
    </>
  )
}

export function RolePage({ assets }: { assets: AssetMap }) {
  return (
    <Page
      shell={municipalShell(assets, 'Roller')}
      title="Deltager i cybersamarbejdsplatform (Mattermost)"
      breadcrumbs={[{ label: 'Roller', href: '/roller' }, { label: 'Mattermost' }]}
      faults={[{ field: 'mail', text: 'Skriv en arbejdsmail. Den skal have et @, fx navn@kommune.dk.' }]}
    >
      <TwoColumns
        asideLast
        aside={<Aside />}
        heading={
          <Heading
            metaTitle="Tværgående rolle"
            meta="version 2, gælder fra 01-03-2026"
            title="Deltager i cybersamarbejdsplatform (Mattermost)"
            lead="Den, der har rollen, får kommunens plads i det fælles forum om cybersikkerhed og modtager varsler fra KommuneCERT."
          />
        }
      >
        <GroupHeading
          title="Har rollen hos jer"
          aside={
            <ButtonLink icon="person-add" href="#tilfoej">
              Tilføj person
            </ButtonLink>
          }
        />
        <Table
          caption="Personer med rollen"
          columns={columns}
          rows={holders}
          keyOf={(holder) => holder.name}
        />
        <p class="tv-more">
          <a href="/roller/1/tidligere">Vis to tidligere personer</a>
        </p>
        <AddPerson />
      </TwoColumns>
    </Page>
  )
}
