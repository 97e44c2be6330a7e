import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  ButtonLink,
  type Column,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  Named,
  NewBadge,
  SelectField,
  Stack,
  Table,
  TextField,
} from '../../../ui/index.ts'
import {
  descriptionPath,
  galleryPath,
  newRolePath,
  occupancyPath,
  ownRolePath,
  retiredPath,
} from '../paths.ts'
import type { ListedRole, RoleFilter } from '../queries.ts'
import { type RoleTextsOnScreen, roleTexts } from '../texts.ts'
import { accessWords, kindWords } from '../words.ts'
import { EndingBadge } from './ending-note.tsx'

interface GalleryPageProps {
  readonly language: Language
  readonly roles: readonly ListedRole[]
  readonly filter: RoleFilter
  /** The central body sees all municipalities; a municipality sees itself. */
  readonly isCentral: boolean
  readonly mayWrite: boolean
}

/** The role gallery: what each role opens and whether somebody holds it (R1). */
export function GalleryPage({ language, roles, filter, isCentral, mayWrite }: GalleryPageProps) {
  const texts = roleTexts(language)
  const isRetired = filter.isRetired ?? false
  const isFiltered = Boolean(filter.q || filter.kind)
  return (
    <Stack>
      <Heading
        title={isRetired ? texts.retiredRoles : texts.title}
        lead={isRetired ? texts.leadRetired : isCentral ? texts.leadCentral : texts.leadMunicipality}
        action={
          mayWrite && (
            <ButtonLink kind="primary" icon="plus" href={newRolePath}>
              {texts.newRole}
            </ButtonLink>
          )
        }
      />
      <Filters language={language} filter={filter} />
      <FilterResult
        count={roles.length}
        noun={texts.roleNoun(roles.length)}
        clearHref={isFiltered ? (isRetired ? retiredPath : galleryPath) : undefined}
      />
      {roles.length > 0 ? (
        <Table
          caption={isRetired ? texts.retiredRoles : texts.title}
          columns={columnsOf(language, isCentral, isRetired)}
          rows={roles}
          keyOf={(role) => role.id}
        />
      ) : (
        <Nothing {...{ language, isFiltered, isRetired }} />
      )}
      <p class="tv-more">
        {isRetired ? (
          <a href={galleryPath}>{texts.seeInUse}</a>
        ) : (
          <a href={retiredPath}>{texts.seeRetired}</a>
        )}
      </p>
    </Stack>
  )
}

function Filters({ language, filter }: { language: Language; filter: RoleFilter }) {
  const texts = roleTexts(language)
  return (
    <FilterBar action={galleryPath} hidden={filter.isRetired ? { vis: 'udgaaede' } : undefined}>
      <TextField name="q" type="search" label={texts.search} value={filter.q} optional />
      <SelectField
        name="slags"
        label={texts.kind}
        emptyLabel={texts.allKinds}
        value={filter.kind}
        submitOnChange
        options={[
          { value: 'crossCutting', label: texts.crossCutting },
          { value: 'solutionSpecific', label: texts.solutionSpecific },
        ]}
      />
    </FilterBar>
  )
}

interface NothingProps {
  readonly language: Language
  readonly isFiltered: boolean
  readonly isRetired: boolean
}

function Nothing({ language, isFiltered, isRetired }: NothingProps) {
  const texts = roleTexts(language)
  if (isRetired && !isFiltered)
    return <EmptyState title={texts.noneRetiredTitle}>{texts.noneRetired}</EmptyState>
  if (!isFiltered) return <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
  return (
    <EmptyState title={texts.noneFoundTitle}>
      <p>
        {texts.noneFound} <a href={isRetired ? retiredPath : galleryPath}>{texts.clear}</a>
      </p>
    </EmptyState>
  )
}

/** Yellow only where somebody is asked for. */
function VacantBadge({ role, texts }: { role: ListedRole; texts: RoleTextsOnScreen }) {
  if (role.ending) return <Badge variant="quiet">{texts.vacant}</Badge>
  if (role.minimumHolders === 0) return <Badge variant="quiet">{texts.notNeeded}</Badge>
  return (
    <Badge variant="warning" icon="warning">
      {texts.vacant}
    </Badge>
  )
}

function columnsOf(language: Language, isCentral: boolean, isRetired: boolean): Column<ListedRole>[] {
  const texts = roleTexts(language)
  const filled: Column<ListedRole> = isCentral
    ? {
        key: 'filledIn',
        title: texts.filledIn,
        cell: (role) => (
          <a
            href={occupancyPath(role.id)}
            aria-label={`${texts.filledInOf(role.filledIn, role.municipalities)}: ${role.name}`}
          >
            {texts.filledInOf(role.filledIn, role.municipalities)}
          </a>
        ),
      }
    : {
        key: 'withYou',
        title: texts.withYou,
        cell: (role) => (
          <>
            {role.filledIn > 0 ? (
              <Badge variant="done" icon="completed">
                {texts.filled}
              </Badge>
            ) : (
              <VacantBadge role={role} texts={texts} />
            )}{' '}
            <a href={ownRolePath(role.id)} aria-label={`${texts.ownHolders}: ${role.name}`}>
              {texts.ownHolders}
            </a>
          </>
        ),
      }
  return [
    {
      key: 'role',
      title: texts.role,
      naming: true,
      cell: (role) => (
        <Named
          name={
            <>
              <a href={descriptionPath(role.id)}>{role.name}</a>
              {role.isNews && (
                <>
                  {' '}
                  <NewBadge /> <span class="tv-hidden">{texts.isNews}</span>
                </>
              )}
            </>
          }
          note={
            <>
              {kindWords(role, language)} <EndingBadge {...{ language, ...role }} />
            </>
          }
        />
      ),
    },
    {
      key: 'opens',
      title: texts.opens,
      cell: (role) =>
        role.access.map((access) => accessWords(access, language)).join('. ') || (
          <span class="tv-note">{texts.opensNothing}</span>
        ),
    },
    // Nobody holds a role that has ended.
    ...(isRetired ? [] : [filled]),
  ]
}
