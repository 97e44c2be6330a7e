import { civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import {
  AttachmentList,
  BlockedButton,
  Button,
  ButtonLink,
  Day,
  deadlineWords,
  Facts,
  Form,
  FormActions,
  Heading,
  HistoryList,
  InsidePanel,
  MessageThread,
  NextStep,
  NoteList,
  Page,
  PageNav,
  PriorityBadge,
  Prose,
  Section,
  Signal,
  StatusBadge,
  TextArea,
  TwoColumns,
} from '../index.ts'
import { municipalShell, today } from './sample.ts'

const title =
  '(Rolle 3) Tildel medarbejder til den nye tværgående rolle "Deltager i cybersamarbejdsplatform (Mattermost)"'

const description = `<p>Rollen er ny og går på tværs af alle løsninger. Den, der har den, kommer med i det fælles forum, hvor
KommuneCERT sender varsler ud, og hvor kommunerne hjælper hinanden.</p>
<blockquote><p>Rollen er den eneste vej ind i Mattermost. En gang om året skal I bekræfte, at det stadig er de rigtige personer.</p></blockquote>
<h3>Opgaven</h3><p>Find den medarbejder, som passer til rollen, og giv hende eller ham rollen her i Tværs.</p>
<h3>Metode og fremgangsmåde</h3>
<ol><li>Læs, hvad rollen indebærer, i <a href="/rollegalleri">rollegalleriet</a>.</li>
<li>Tal med it- og digitaliseringschefen eller sikkerhedsafdelingen om, hvem der passer til den.</li>
<li>Giv rollen til den valgte person.
<ol><li>Har personen været logget på Tværs, vælger du bare navnet.</li>
<li>Ellers skriver du navn og e-mail. Personen oprettes i Fælleskommunal Adgangsstyring og logger på. Så træder rollen i kraft af sig selv.</li></ol></li>
<li>Opgaven fuldføres automatisk, når adgangen er på plads.</li></ol>
<h3>Resultat</h3><p>I har svaret ja eller nej til at deltage. Ved ja har mindst én person rollen.</p>`

const history = [
  {
    id: '1',
    at: new Date('2025-08-30T06:00:00Z'),
    text: 'Påmindelse sendt til Katrine Holm, fem dage efter fristen.',
  },
  { id: '2', at: new Date('2025-08-25T06:00:00Z'), text: 'Påmindelse på dagen sendt til Katrine Holm.' },
  { id: '3', at: new Date('2025-08-06T09:46:00Z'), text: 'Anders Skov skrev en besked til KOMBIT.' },
  { id: '4', at: new Date('2025-07-26T06:00:00Z'), text: 'Påmindelse 30 dage før sendt til Katrine Holm.' },
]

function Aside() {
  const words = deadlineWords('red', civilDay('2025-08-25'), today, 'da')
  return (
    <>
      <NextStep
        title="Vælg, hvem der skal have rollen"
        text="En eller flere med kendskab til jeres netværk eller systemer. Adgangen åbner få sekunder efter."
        otherwise={
          <p>
            Skal I ikke være med? <a href="/opgaver/139534/fravalg">Sig, at I ikke deltager</a>. Det tæller
            som et svar, og I kan fortryde senere.
          </p>
        }
      >
        <ButtonLink kind="primary" wide href="/opgaver/139534/person">
          Vælg person
        </ButtonLink>
        <BlockedButton
          wide
          reason="Det kan du, når mindst én person har rollen, eller når I har sagt, at I ikke deltager."
        >
          Markér som fuldført
        </BlockedButton>
      </NextStep>
      <Facts
        facts={[
          { label: 'Deadline', value: <Signal kind="red" words={words.colour} /> },
          { label: 'Prioritet', value: 'Frivillig' },
          { label: 'Status', value: 'Ikke påbegyndt' },
          { label: 'Ansvarlig', value: null, link: <a href="/ansvarlig">Vælg ansvarlig</a> },
          { label: 'Udfører', value: null, link: <a href="/udfoerer">Vælg udfører</a> },
          { label: 'Startdato', value: null },
          {
            label: 'Slutdato',
            value: <Day day={civilDay('2025-08-25')} />,
            link: <a href="/frist">Bed om længere frist</a>,
          },
        ]}
      />
      <PageNav
        items={[
          { id: 'maal', label: 'Mål' },
          { id: 'beskrivelse', label: 'Beskrivelse' },
          { id: 'historik', label: 'Historik', count: 4 },
          { id: 'noter', label: 'Interne noter', count: 2 },
          { id: 'beskeder', label: 'Beskeder', count: 2 },
        ]}
      />
    </>
  )
}

function TaskHeading() {
  return (
    <Heading
      metaTitle="#139534"
      meta="Opgave fra KOMBIT til alle kommuner"
      title={title}
      badges={
        <>
          <Signal kind="red" words={deadlineWords('red', civilDay('2025-08-25'), today, 'da').long} />
          <StatusBadge status="notStarted" />
          <PriorityBadge priority="voluntary" />
        </>
      }
    />
  )
}

function Messages() {
  return (
    <Section id="beskeder" title="Beskeder">
      <p class="tv-note">Samtale mellem Korsbæk Kommune og KOMBIT. Begge sider kan læse med.</p>
      <MessageThread
        messages={[
          {
            id: '1',
            author: 'Anders Skov',
            organisation: 'Korsbæk Kommune',
            at: new Date('2025-08-06T09:46:21Z'),
            body: 'Hej. Må vi give rollen til to, så vi kan dække hinandens ferier?',
            central: false,
          },
          {
            id: '2',
            author: 'Signe Bruun',
            organisation: 'KOMBIT',
            at: new Date('2025-09-02T12:12:00Z'),
            body: 'Hej Anders. Ja, I må gerne give rollen til to personer. Sæt den ene som primær, så ved vi, hvem der får de mails, som kun går til én.',
            central: true,
            isNew: true,
            note: (
              <>
                Svaret er lagt under <a href="/spoergsmaal">spørgsmål og svar</a>, fordi 11 kommuner spurgte
                om det samme.
              </>
            ),
          },
        ]}
      />
      <Form action="/opgaver/139534/beskeder" hidden={{ token: 'x' }} class="tv-reply">
        <TextArea
          name="besked"
          label="Skriv til KOMBIT"
          hint="Signe Bruun svarer inden for to arbejdsdage."
        />
        <FormActions>
          <Button>Send besked</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

export function TaskPage({ assets }: { assets: AssetMap }) {
  return (
    <Page
      shell={municipalShell(assets, 'Opgaver')}
      title={title}
      breadcrumbs={[
        { label: 'Opgaver', href: '/opgaver' },
        { label: 'KLIK', href: '/projekter/klik' },
        { label: '#139534' },
      ]}
    >
      <TwoColumns heading={<TaskHeading />} aside={<Aside />}>
        <Section id="maal" title="Mål">
          <Prose
            lead
            html="<p>Kommunen har taget stilling til fællesskabet om cybersikkerhed, og de rette personer har fået rollen og dermed adgang til Mattermost.</p>"
          />
        </Section>
        <Section id="beskrivelse" title="Beskrivelse">
          <Prose html={description} />
        </Section>
        <Section title="Anbefalet ansvarlig og udfører">
          <Facts
            form="row"
            facts={[
              { label: 'Anbefalet ansvarlig', value: null },
              { label: 'Anbefalet udfører', value: 'KLIK-administrator', link: '(hos jer: dig)' },
            ]}
          />
        </Section>
        <Section title="Kvalitetskriterier" empty />
        <Section id="historik" title="Historik">
          <HistoryList items={history} olderLabel="Vis en ældre hændelse" />
        </Section>
        <InsidePanel
          id="noter"
          title="Interne noter"
          seenBy="Kun Korsbæk Kommune. KOMBIT, leverandører og andre kommuner kan ikke se noterne."
        >
          <NoteList
            notes={[
              {
                id: '1',
                author: 'Anders Skov',
                at: new Date('2025-08-07T07:12:00Z'),
                body: 'Mads er oplagt, men han har aldrig været logget på. Skal vi lade ham eller mig være primær?',
              },
              {
                id: '2',
                author: 'Katrine Holm',
                at: new Date('2025-08-12T13:30:00Z'),
                body: 'Jeg taler med it-chefen på tirsdag. Vi tager begge, hvis KOMBIT siger god for to.',
              },
            ]}
          />
          <ButtonLink href="/opgaver/139534/noter">Skriv en intern note</ButtonLink>
        </InsidePanel>
        <Section title="Forudsætninger" empty />
        <Section title="Opgaven er tæt relateret til" empty />
        <Section title="Projekt, fase og tema">
          <Facts
            form="row"
            facts={[
              { label: 'Projekt', value: 'KLIK' },
              { label: 'Fase', value: 'Udrulning' },
              { label: 'Tema', value: 'It-sikkerhed og aftaler' },
              { label: 'Kommune', value: 'Korsbæk Kommune' },
            ]}
          />
        </Section>
        <Section title="Eksterne bilag" empty />
        <Section title="Tilføjede filer">
          <AttachmentList
            items={[
              {
                id: '1',
                name: 'Referat, it-chefmøde 19-08.pdf',
                href: '/filer/1',
                note: '212 kB, Katrine Holm',
              },
            ]}
          />
          <FormActions>
            <ButtonLink href="/opgaver/139534/filer">Tilføj en fil</ButtonLink>
          </FormActions>
        </Section>
        <Messages />
      </TwoColumns>
    </Page>
  )
}
