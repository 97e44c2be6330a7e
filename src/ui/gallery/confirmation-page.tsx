import { civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import {
  AnswerRow,
  BlockedButton,
  Button,
  Day,
  Form,
  FormActions,
  GroupHeading,
  Heading,
  Page,
  PanelCard,
  PanelPart,
  ProgressLine,
  Remark,
  Signal,
  TextField,
  TwoColumns,
} from '../index.ts'
import { municipalShell } from './sample.ts'

const options = [
  { value: 'keep', label: 'Stadig rigtig' },
  { value: 'withdraw', label: 'Skal ikke længere' },
  { value: 'replace', label: 'Erstat' },
]

function Aside() {
  return (
    <>
      <PanelCard title="Sådan vælger du">
        <PanelPart>
          <h3>Stadig rigtig</h3>
          <p>Personen arbejder hos jer og bruger rollen.</p>
        </PanelPart>
        <PanelPart>
          <h3>Skal ikke længere</h3>
          <p>Personen er stoppet eller har fået andre opgaver. Adgangen lukkes, når du gemmer.</p>
        </PanelPart>
      </PanelCard>
      <PanelCard title="Hvis ingen svarer" surface>
        <PanelPart>
          <Day day={civilDay('2026-12-11')} /> Runden lukker.
        </PanelPart>
        <PanelPart>
          <Day day={civilDay('2026-12-25')} /> Adgang til Mattermost lukkes for dem uden svar.
        </PanelPart>
      </PanelCard>
      <PanelCard title="Dokumentation">
        <p>Når runden lukker, kan I hente, hvem der svarede hvad og hvornår.</p>
        <BlockedButton icon="download" reason="Kan hentes fra 11-12-2026, når runden er lukket.">
          Hent dokumentation
        </BlockedButton>
      </PanelCard>
    </>
  )
}

export function ConfirmationPage({ assets }: { assets: AssetMap }) {
  return (
    <Page shell={municipalShell(assets, 'Bekræftelser')} title="Er det stadig de rigtige personer?">
      <TwoColumns
        asideLast
        aside={<Aside />}
        heading={
          <Heading
            metaTitle="Årlig bekræftelse 2026"
            meta="åbnet 02-11-2026"
            title="Er det stadig de rigtige personer?"
            lead="Svar for hver person. Du kan rette dine svar, til runden lukker 11-12-2026."
            badges={
              <>
                <strong>4 af 7 har fået svar</strong>
                <Signal kind="green" words="18 dage tilbage" />
                <span class="tv-note">2 mangler dig, 1 mangler Hanne</span>
              </>
            }
          />
        }
      >
        <ProgressLine done={4} total={7} />
        <Form action="/bekraeftelser/2026">
          <GroupHeading
            title="Deltager i cybersamarbejdsplatform (Mattermost)"
            aside="Uden svar: adgangen lukkes"
          />
          <AnswerRow
            name="anders"
            label="Svar for Anders Skov"
            person="Anders Skov"
            note="It-sikkerhed, rolle siden 12-03-2026, primær"
            remark={{ icon: 'success', words: 'I Mattermost senest 20-11-2026' }}
            options={options}
            value="keep"
          />
          <AnswerRow
            name="jonas"
            label="Svar for Jonas Vium"
            person="Jonas Vium"
            note="It-sikkerhed, rolle siden 01-02-2026"
            remark={{ icon: 'warning', words: 'Fratræder 30-11-2026 ifølge rollen' }}
            options={options}
            value="replace"
          >
            <TextField
              name="jonas-efter"
              label="Hvem tager over?"
              value="Mads Friis, netværksadministrator"
              hint="Jonas mister adgangen, når Mads har fået sin."
            />
          </AnswerRow>
          <AnswerRow
            name="birgit"
            label="Svar for Birgit Lang"
            person="Birgit Lang"
            note="Netværk og drift, rolle siden 04-05-2026"
            remark={{ icon: 'warning', words: 'Ikke logget på Mattermost i 143 dage' }}
            options={options}
            missing
          />
          <GroupHeading title="KLIK-administrator" aside="Uden svar: fortsætter" />
          <AnswerRow
            name="katrine"
            label="Svar for Katrine Holm"
            person="Katrine Holm (dig)"
            note="Digitalisering, rolle siden 03-02-2022"
            options={options}
            lockedBecause="Du kan ikke bekræfte din egen rolle. Hanne Berg, din stedfortræder, svarer for dig."
          />
          <FormActions>
            <Button kind="primary">Gem svar</Button>
            <a href="/bekraeftelser">Gem og fortsæt en anden dag</a>
          </FormActions>
          <Remark>
            Gemt sidst i dag kl. 10:31. Ingen mister adgang, før runden lukker, bortset fra dem, du selv
            afslutter.
          </Remark>
        </Form>
      </TwoColumns>
    </Page>
  )
}
