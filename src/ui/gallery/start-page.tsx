import { civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import {
  AccessBadge,
  Badge,
  GroupHeading,
  Heading,
  InsideBadge,
  Page,
  PanelCard,
  PanelPart,
  Quote,
  Remark,
  StatusBadge,
  Tally,
  TlpBadge,
  TwoColumns,
  type WorkItem,
  WorkList,
  YearWheel,
} from '../index.ts'
import { municipalShell, today } from './sample.ts'

const overdue: WorkItem[] = [
  {
    id: '139534',
    signal: 'red',
    signalWords: 'Over fristen',
    dueOn: civilDay('2025-08-25'),
    distance: '9 dage siden',
    title:
      '(Rolle 3) Tildel medarbejder til den nye tværgående rolle "Deltager i cybersamarbejdsplatform (Mattermost)"',
    href: '/opgaver/139534',
    text: 'Tag stilling til, om I vil være med, og vælg i så fald en person.',
    meta: ['#139534', 'Frivillig', 'KLIK, Udrulning', 'Ingen ansvarlig'],
    action: { label: 'Vælg person', href: '/opgaver/139534/person', primary: true },
  },
  {
    id: 'runde-2025',
    signal: 'red',
    signalWords: 'Over fristen',
    dueOn: civilDay('2025-08-29'),
    distance: '5 dage siden',
    title: 'Årlig bekræftelse 2025: hvem har stadig rollen?',
    href: '/bekraeftelser/2025',
    text: 'To af seks personer mangler et svar. Uden svar mister de adgangen 12-09-2025.',
    meta: ['Obligatorisk', '4 af 6 besvaret'],
    action: { label: 'Svar for to personer', href: '/bekraeftelser/2025' },
  },
]

const thisWeek: WorkItem[] = [
  {
    id: 'varsel-41',
    signal: 'yellow',
    signalWords: 'I overmorgen',
    dueOn: civilDay('2025-09-05'),
    weekday: 'fredag',
    title: 'Varsel: alvorligt hul i netværksudstyr (KommuneCERT 2025-41)',
    href: '/varsler/2025-41',
    text: 'Sig, om I bruger udstyret. Du får varslet, fordi rollen i Mattermost er ubesat.',
    meta: ['Høj alvorlighed', 'Frist sat af KommuneCERT'],
    badgesBefore: <TlpBadge label="AMBER" />,
    action: { label: 'Svar på varslet', href: '/varsler/2025-41' },
  },
  {
    id: '139498',
    signal: 'yellow',
    signalWords: 'I overmorgen',
    dueOn: civilDay('2025-09-05'),
    weekday: 'fredag',
    title: '(Rolle 1) Udpeg informationssikkerhedskoordinator',
    href: '/opgaver/139498',
    text: 'Anders Skov har udfyldt sin del. Nu mangler kun din godkendelse.',
    meta: ['#139498', 'Obligatorisk'],
    badges: <StatusBadge status="inProgress" />,
    action: { label: 'Gør færdig', href: '/opgaver/139498' },
  },
]

const later: WorkItem[] = [
  {
    id: '138870',
    signal: 'yellow',
    signalWords: 'Om 9 dage',
    dueOn: civilDay('2025-09-12'),
    title: '(Aftale 2) Kontaktpersoner for databehandleraftaler',
    href: '/opgaver/138870',
    text: 'Læs ændringen. Teksten er rettet, siden I svarede i maj.',
    meta: ['#138870', 'Anbefalet', 'Åbnet igen 01-09-2025'],
    action: { label: 'Se ændringen', href: '/opgaver/138870' },
  },
  {
    id: 'lokal',
    signal: 'green',
    signalWords: 'Om 58 dage',
    dueOn: civilDay('2025-10-31'),
    title: 'Opdatér listen over systemejere',
    href: '/opgaver/lokal-7',
    text: 'Gå listen over lokale systemejere igennem.',
    badges: <InsideBadge>Lokal opgave, kun Korsbæk Kommune</InsideBadge>,
    action: { label: 'Åbn opgaven', href: '/opgaver/lokal-7' },
  },
]

function Aside() {
  return (
    <>
      <PanelCard title="Nye svar fra KOMBIT" count={2} urgent>
        <PanelPart>
          <Quote author="Signe Bruun" organisation="KOMBIT" when="i går 14:12">
            Ja, I må gerne give rollen til to personer. Sæt den ene som primær …
          </Quote>
          <a href="/opgaver/139534#beskeder">Læs svaret på #139534</a>
        </PanelPart>
        <PanelPart>
          <Quote author="Signe Bruun" organisation="KOMBIT" when="mandag 09:40">
            Svar til alle kommuner: Fristen for vagttelefonen er flyttet til 30-09-2025.
          </Quote>
          <a href="/opgaver/139560#beskeder">Læs svaret på #139560</a>
        </PanelPart>
      </PanelCard>
      <PanelCard title="Ubesatte roller" count={1}>
        <PanelPart>
          <a href="/roller/1">
            <strong>Deltager i cybersamarbejdsplatform (Mattermost)</strong>
          </a>
          <p class="tv-note">Ubesat siden 01-07-2025. Varsler går til dig imens.</p>
        </PanelPart>
        <PanelPart>
          <Remark icon="person">
            <a href="/roller">Tre roller</a> har kun én person. Overvej en til.
          </Remark>
        </PanelPart>
      </PanelCard>
      <PanelCard title="Adgange lige nu">
        <PanelPart>
          <Badge variant="success" icon="success">
            5 aktive
          </Badge>
        </PanelPart>
        <PanelPart>
          <AccessBadge state={{ kind: 'awaitingSignIn' }} />
          <p class="tv-note">Mads Friis skal logge på Tværs første gang.</p>
        </PanelPart>
        <PanelPart>
          <a href="/adgange">Se alle adgange</a>
        </PanelPart>
      </PanelCard>
    </>
  )
}

const wheelDays = [
  ['2025-02-10', 'none', 2, 'Varsel 2025-07 besvaret'],
  ['2025-02-26', 'none', 1, 'Kontaktpersoner besvaret'],
  ['2025-03-28', 'none', 1, 'Aftale underskrevet'],
  ['2025-04-02', 'none', 2, 'Varsel 2025-18 besvaret'],
  ['2025-05-20', 'none', 1, 'Vejledning læst'],
  ['2025-06-13', 'none', 1, 'Systemejere bekræftet'],
  ['2025-06-29', 'none', 2, 'Varsel 2025-33 besvaret'],
  ['2025-08-25', 'red', 1, 'Frist for rollen i Mattermost (#139534)'],
  ['2025-09-05', 'yellow', 1, 'Informationssikkerhedskoordinator'],
  ['2025-09-05', 'yellow', 2, 'Varsel 2025-41'],
  ['2025-09-12', 'red', 0, 'Bekræftelsen lukker. Manglende svar får følger'],
  ['2025-09-30', 'green', 1, 'Vagttelefon ved driftsforstyrrelser'],
  ['2025-10-31', 'green', 1, 'Listen over systemejere (lokal)'],
  ['2025-12-05', 'green', 1, 'Årets samlede dokumentation kan hentes'],
] as const

export function StartPage({ assets }: { assets: AssetMap }) {
  return (
    <Page shell={municipalShell(assets, 'Start')} title="Det venter på dig">
      <Heading meta="Onsdag den 3. september 2025" title="Det venter på dig" />
      <Tally
        items={[
          { icon: 'signal-red', count: 2, words: 'over fristen' },
          { icon: 'signal-yellow', count: 2, words: 'i denne uge' },
          { icon: 'signal-green', count: 3, words: 'senere' },
          { icon: 'signal-none', count: 14, words: 'besvaret i år', quiet: true },
          { icon: 'chat', count: 2, words: 'nye svar fra KOMBIT', href: '#svar' },
        ]}
      />
      <TwoColumns aside={<Aside />} asideLast>
        <GroupHeading title="Over fristen" count={2} line="red" />
        <WorkList items={overdue} />
        <GroupHeading title="I denne uge" count={2} line="yellow" />
        <WorkList items={thisWeek} />
        <GroupHeading title="Senere" count={2} />
        <WorkList items={later} />
        <p class="tv-more">
          <a href="/opgaver">Se alle 21 opgaver</a>
        </p>
      </TwoColumns>
      <YearWheel
        year={2025}
        today={today}
        title="Året 2025 i Korsbæk"
        note="Yderst: årlig bekræftelse. Midt: opgaver. Inderst: varsler med frist."
        summary="Syv frister er besvaret i år, to er overskredet, fem kommer."
        items={wheelDays.map(([day, signal, ring, label], index) => ({
          id: String(index),
          day: civilDay(day),
          signal,
          ring,
          label,
          listed: index === 5 || index === 7 || index > 9,
        }))}
        periods={[
          { from: civilDay('2025-08-01'), to: civilDay('2025-08-29'), kind: 'open' },
          { from: civilDay('2025-08-29'), to: civilDay('2025-09-12'), kind: 'consequence' },
        ]}
      >
        <a href="/kalender">Få datoerne i din kalender</a>
      </YearWheel>
    </Page>
  )
}
