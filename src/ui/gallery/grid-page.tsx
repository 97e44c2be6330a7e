import type { AssetMap } from '../assets.ts'
import { AnswerGrid, FilterBar, Heading, Page, SelectField, StateLegend, TextField } from '../index.ts'
import { centralShell, municipalities, stateOf } from './sample.ts'

const columns = [
  ['Rolle 1', 'Sikkerheds\u00adkoordinator'],
  ['Rolle 2', 'Kontakt ved hændelser'],
  ['Rolle 3', 'Deltager i Mattermost'],
  ['Rolle 4', 'Vagttelefon'],
  ['Aftale 1', 'Databehandler\u00adaftale'],
  ['Aftale 2', 'Kontakt\u00adpersoner'],
  ['Aftale 3', 'Tilslutning'],
  ['Opsæt 1', 'Certifikat'],
  ['Opsæt 2', 'Netværks\u00adadgang'],
  ['Test 1', 'Login i testmiljø'],
  ['Test 2', 'Prøvevarsel'],
  ['Drift 1', 'Klar til drift'],
].map(([short = '', title = ''], index) => ({
  key: String(index),
  short,
  title,
  href: `/udrulninger/${index + 1}`,
}))

const regions = [
  { name: 'Hovedstaden', from: 0, to: 29 },
  { name: 'Sjælland', from: 29, to: 46 },
  { name: 'Syddanmark', from: 46, to: 68 },
  { name: 'Midtjylland', from: 68, to: 87 },
  { name: 'Nordjylland', from: 87, to: 98 },
]

const groups = regions.map(({ name, from, to }) => ({
  name,
  sums: columns.map((_, index) => ({ answered: Math.max(0, to - from - index * 2), total: to - from })),
  rows: municipalities.slice(from, to).map((municipality, row) => ({
    code: municipality.code,
    name: municipality.name,
    cells: columns.map((_, column) => ({
      state: stateOf(from + row + column * 11),
      href: `/opgaver/${139500 + row * 12 + column}`,
    })),
    answered: 4 + (row % 8),
    total: 12,
  })),
}))

export function GridPage({ assets }: { assets: AssetMap }) {
  return (
    <Page
      shell={centralShell(assets, 'Udrulninger')}
      title="Cybersamarbejde"
      breadcrumbs={[{ label: 'Udrulninger', href: '/udrulninger' }, { label: 'Cybersamarbejde' }]}
    >
      <Heading
        metaTitle="Projekt"
        meta="98 kommuner, 12 opgaver, fase: Udrulning"
        title="Cybersamarbejde"
        lead="757 af 1.176 opgaver er besvaret. Vælg en celle for at åbne kommunens opgave."
      />
      <FilterBar action="/projekter/1">
        <SelectField name="region" label="Region" emptyLabel="Alle regioner" options={[]} optional />
        <TextField name="q" label="Find kommune" type="search" optional />
      </FilterBar>
      <div class="tv-legend-line">
        <StateLegend />
        <a href="/projekter/1/regneark">Hent som regneark</a>
      </div>
      <AnswerGrid caption="Svar fra 98 kommuner på 12 opgaver" columns={columns} groups={groups} />
    </Page>
  )
}
