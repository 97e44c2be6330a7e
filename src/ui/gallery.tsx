import type { VNode } from 'preact'
import type { AssetMap } from './assets.ts'
import { ConfirmationPage } from './gallery/confirmation-page.tsx'
import { GridPage } from './gallery/grid-page.tsx'
import { ProgressPage } from './gallery/progress-page.tsx'
import { RolePage } from './gallery/role-page.tsx'
import { municipalShell } from './gallery/sample.ts'
import { StartPage } from './gallery/start-page.tsx'
import { FormParts, MessageParts, StateParts } from './gallery/state-parts.tsx'
import { TaskPage } from './gallery/task-page.tsx'
import { Halves, Heading, Page } from './index.ts'

/** Every state and part with sample content, on one page. */
export function Gallery({ assets }: { assets: AssetMap }) {
  const shell = municipalShell(assets, '')
  return (
    <Page
      shell={{
        ...shell,
        notice: {
          kind: 'success',
          title: 'Anders Skov har rollen',
          text: 'Adgangen til Mattermost åbnede kl. 09:14.',
        },
      }}
      title="Tilstande og ord"
      faults={[
        { field: 'arbejdsmail', text: 'Skriv en arbejdsmail' },
        { field: 'dato', text: 'Vælg en dato efter 23-11-2026' },
      ]}
    >
      <Heading
        title="Tilstande og ord"
        lead="Form, ord og farve følges altid ad. Fjerner man farven, kan man stadig læse siden."
      />
      <Halves>
        <StateParts />
        <MessageParts />
      </Halves>
      <FormParts />
    </Page>
  )
}

/** The pages of the gallery by name: the parts, and each main page with sample content. */
export const galleryPages: Readonly<Record<string, (assets: AssetMap) => VNode>> = {
  tilstande: (assets) => <Gallery assets={assets} />,
  start: (assets) => <StartPage assets={assets} />,
  opgave: (assets) => <TaskPage assets={assets} />,
  fremdrift: (assets) => <ProgressPage assets={assets} />,
  rolle: (assets) => <RolePage assets={assets} />,
  bekraeftelse: (assets) => <ConfirmationPage assets={assets} />,
  gitter: (assets) => <GridPage assets={assets} />,
}
