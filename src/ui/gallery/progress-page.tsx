import { civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import {
  Badge,
  Button,
  CheckboxField,
  CursorPager,
  FilterBar,
  FilterResult,
  Form,
  Halves,
  Heading,
  Named,
  Page,
  ProgressCurve,
  Section,
  SelectField,
  Signal,
  StackedBar,
  StatRow,
  StatusBadge,
  Table,
  TextField,
  TileMap,
} from '../index.ts'
import { centralShell, samplePoints, sampleTiles } from './sample.ts'

const regions = [
  ['Nordjylland', '8 af 11', 2],
  ['Midtjylland', '14 af 19', 3],
  ['Syddanmark', '14 af 22', 7],
  ['Sjælland', '13 af 17', 4],
  ['Hovedstaden', '22 af 29', 5],
] as const

const missing = [
  {
    name: 'Ærø',
    region: 'Syddanmark',
    status: 'notStarted',
    person: 'Ida Krogh',
    mail: 'ida@aeroe.example',
    last: 'Aldrig åbnet',
  },
  {
    name: 'Fanø',
    region: 'Syddanmark',
    status: 'notStarted',
    person: 'Karin Ladefoged',
    mail: null,
    last: 'Aldrig åbnet',
  },
  {
    name: 'Jammerbugt',
    region: 'Nordjylland',
    status: 'inProgress',
    person: 'Palle Gade',
    mail: 'palle@jammerbugt.example',
    last: 'Besked 01-09-2025',
  },
] as const

type Missing = (typeof missing)[number]

const columns = [
  {
    key: 'chosen',
    title: 'Vælg',
    titleHidden: true,
    narrow: true,
    cell: (row: Missing) => (
      <CheckboxField name={`vaelg-${row.name}`} label={`Vælg ${row.name}`} labelHidden checked />
    ),
  },
  {
    key: 'name',
    title: 'Kommune',
    naming: true,
    cell: (row: Missing) => <Named name={row.name} note={row.region} />,
  },
  { key: 'status', title: 'Status', cell: (row: Missing) => <StatusBadge status={row.status} /> },
  { key: 'signal', title: 'Frist', cell: () => <Signal kind="red" words="9 dage over" /> },
  {
    key: 'person',
    title: 'KLIK-administrator',
    cell: (row: Missing) => (
      <div>
        {row.person}
        <br />
        {row.mail ? (
          <a href={`mailto:${row.mail}`}>{row.mail}</a>
        ) : (
          <Badge variant="error" icon="error">
            Mail kommer retur siden 26-08
          </Badge>
        )}
      </div>
    ),
  },
  {
    key: 'reminders',
    title: 'Påmindelser',
    figures: true,
    cell: () => 6,
    sortHref: '?sorter=paamindelser',
    sorted: 'descending' as const,
  },
  { key: 'last', title: 'Senest sket', cell: (row: Missing) => row.last },
]

function MissingList() {
  return (
    <>
      <FilterBar action="/udrulninger/1">
        <SelectField
          name="region"
          label="Region"
          emptyLabel="Alle regioner"
          options={[{ value: 's', label: 'Syddanmark' }]}
          optional
          submitOnChange
        />
        <SelectField
          name="status"
          label="Status"
          value="u"
          options={[{ value: 'u', label: 'Ikke besvaret' }]}
          optional
          submitOnChange
        />
        <SelectField
          name="frist"
          label="Frist"
          value="o"
          options={[{ value: 'o', label: 'Over fristen' }]}
          optional
          submitOnChange
        />
        <TextField name="q" label="Søg kommune eller person" type="search" optional />
      </FilterBar>
      <Form action="/udrulninger/1/paamindelser">
        <FilterResult
          count={21}
          noun="kommuner"
          chips={[
            { label: 'Ikke besvaret', removeHref: '?frist=over' },
            { label: 'Over fristen', removeHref: '?status=ubesvaret' },
          ]}
          clearHref="?"
          actions={
            <>
              <Button formAction="/udrulninger/1/frister">Giv længere frist</Button>
              <Button kind="primary">Send påmindelse til 21 kommuner</Button>
            </>
          }
        />
        <Table
          caption="Kommuner, der mangler at svare"
          columns={columns}
          rows={missing}
          keyOf={(row) => row.name}
        />
        <CursorPager shown="Viser 3 af 21." nextHref="?efter=jammerbugt" previousHref="?foer=aeroe" />
      </Form>
    </>
  )
}

export function ProgressPage({ assets }: { assets: AssetMap }) {
  return (
    <Page
      shell={centralShell(assets, 'Udrulninger')}
      title="(Rolle 3) Tildel medarbejder til rollen i Mattermost"
      breadcrumbs={[{ label: 'Udrulninger', href: '/udrulninger' }, { label: 'Rolle 3' }]}
    >
      <Heading
        metaTitle="Udrulning"
        meta="sendt til 98 kommuner 01-07-2025, frist 25-08-2025"
        title="(Rolle 3) Tildel medarbejder til rollen i Mattermost"
      />
      <StatRow
        stats={[
          { figure: 71, of: 'af 98 kommuner', text: 'har svaret (72 %)' },
          {
            figure: 58,
            text: (
              <>
                deltager, <strong>83 personer</strong> har rollen
              </>
            ),
          },
          { figure: 13, text: 'deltager ikke, med begrundelse' },
          { figure: 21, text: 'over fristen, 6 har fået længere frist', urgent: true },
        ]}
      />
      <StackedBar
        summary="71 af 98 kommuner har svaret: 58 deltager, 13 deltager ikke. 21 er over fristen."
        parts={[
          { state: 'completed', count: 58, label: 'Fuldført' },
          { state: 'optedOut', count: 13, label: 'Deltager ikke' },
          { state: 'inProgress', count: 4, label: 'Frist udsat' },
          { state: 'notStarted', count: 2, label: 'Ikke begyndt' },
          { state: 'overdueInProgress', count: 7, label: 'Over, i gang' },
          { state: 'overdue', count: 14, label: 'Over, ikke påbegyndt' },
        ]}
      />
      <Halves>
        <div>
          <h2>Kommunerne</h2>
          <TileMap
            summary="Kommunerne på kortet: 71 har svaret, 21 er over fristen, flest i Syddanmark."
            tiles={sampleTiles()}
            note="En brik er en kommune. Vælg en brik for at se svaret."
          />
        </div>
        <div>
          <h2>Svar over tid</h2>
          <ProgressCurve
            summary="71 af 98 kommuner har svaret. De fleste svarede i august, op til fristen 25-08-2025."
            points={samplePoints()}
            total={98}
            deadline={civilDay('2025-08-25')}
            reminders={[
              '2025-07-26',
              '2025-08-05',
              '2025-08-15',
              '2025-08-22',
              '2025-08-25',
              '2025-08-30',
            ].map(civilDay)}
          />
          <h2>Regioner</h2>
          <Table
            caption="Svar efter region"
            columns={[
              {
                key: 'region',
                title: 'Region',
                naming: true,
                cell: (row: (typeof regions)[number]) => row[0],
              },
              {
                key: 'answered',
                title: 'Har svaret',
                figures: true,
                cell: (row: (typeof regions)[number]) => row[1],
              },
              {
                key: 'overdue',
                title: 'Over fristen',
                figures: true,
                cell: (row: (typeof regions)[number]) => row[2],
              },
            ]}
            rows={regions}
            keyOf={(row) => row[0]}
            onPhone="shrink"
          />
        </div>
      </Halves>
      <Section title="Kommuner, der mangler">
        <MissingList />
      </Section>
    </Page>
  )
}
