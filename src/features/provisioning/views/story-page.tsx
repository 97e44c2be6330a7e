import type { Language } from '../../../kernel/language.ts'
import { Facts, Heading, Live, PanelCard, Stack, TwoColumns } from '../../../ui/index.ts'
import { isUnderWay } from '../domain-states.ts'
import { pageTexts } from '../page-texts.ts'
import type { ShownGrant, Story } from '../queries.ts'
import { GrantBadge, placesWords } from './access-words.tsx'
import { OperatingNote, OwnNote } from './grant-note.tsx'
import { Retry } from './operating-groups.tsx'
import { StorySteps } from './story.tsx'

export interface StoryPageProps {
  readonly language: Language
  readonly grant: ShownGrant
  readonly story: Story | null
  readonly isCentral: boolean
  readonly mayOperate: boolean
}

/** What is said once nothing more happens; null while it does. */
function settledWords({ grant, language }: { grant: ShownGrant; language: Language }): string | null {
  if (isUnderWay(grant.kind)) return null
  const words = pageTexts(language)
  return { active: words.settledActive, closed: words.settledClosed }[grant.kind as string] ?? ''
}

/** 'Adgang for Anders Skov' as a box at the side; follows along while something is under way. */
export function AccessPanel(props: Pick<StoryPageProps, 'language' | 'grant' | 'story'>) {
  const { language, grant } = props
  return (
    <Live id={`adgang-${grant.userId}`} every={2} settled={settledWords(props)}>
      <PanelCard title={pageTexts(language).storyTitle(grant.userName)}>
        <StorySteps {...props} />
      </PanelCard>
    </Live>
  )
}

/** One access: where it stands, how it came about, and for operations what can be done. */
export function StoryPage(props: StoryPageProps) {
  const { language, grant, story, isCentral, mayOperate } = props
  const words = pageTexts(language)
  const canRetry = mayOperate && (grant.kind === 'failed' || grant.kind === 'held')
  const heading = (
    <Heading
      metaTitle={words.targets[grant.connector]}
      meta={grant.organisationName}
      title={words.storyTitle(grant.userName)}
      badges={<GrantBadge grant={grant} language={language} />}
    />
  )
  return (
    <TwoColumns asideLast heading={heading} aside={<AccessPanel {...props} />}>
      <Stack>
        <div>
          {isCentral ? <OperatingNote {...{ grant, language }} /> : <OwnNote {...{ grant, language }} />}
        </div>
        <Facts
          form="plain"
          facts={[
            { label: words.role, value: story?.roleName ?? null },
            { label: words.places, value: placesWords(grant.open ? grant.opens : grant.managed) },
            { label: words.account, value: grant.username },
          ]}
        />
        {canRetry && <Retry grant={grant} language={language} />}
      </Stack>
    </TwoColumns>
  )
}
