import type { ComponentChildren } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import {
  ButtonLink,
  CursorPager,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  Live,
  Remark,
  SelectField,
  Stack,
} from '../../../ui/index.ts'
import type { Municipality } from '../../organisations/index.ts'
import { isUnderWay, stateKinds } from '../domain-states.ts'
import { pageTexts } from '../page-texts.ts'
import { accessPath } from '../paths.ts'
import type { Counts, ShownGrant } from '../queries.ts'
import { OwnNote } from './grant-note.tsx'
import { GrantsTable } from './grants-table.tsx'
import { OperatingGroups } from './operating-groups.tsx'

export interface AccessPageProps {
  readonly language: Language
  readonly grants: readonly ShownGrant[]
  readonly nextHref: string | null
  /** Whether Mattermost has a connection; otherwise all is done by hand (A3). */
  readonly isConnected: boolean
  /** Address of the stand-in, in demo mode. */
  readonly standInHref: string | null
}

export interface AllAccessPageProps extends AccessPageProps {
  readonly counts: Counts
  readonly municipalities: readonly Municipality[]
  readonly chosen: { readonly state: string | null; readonly municipality: string | null }
  readonly mayOperate: boolean
}

function Connection({ language, isConnected, standInHref }: AccessPageProps) {
  const words = pageTexts(language)
  return (
    <Remark icon={isConnected ? 'success' : 'info'}>
      {isConnected ? words.connected : words.notConnected}
      {standInHref && (
        <>
          {' '}
          <a href={standInHref}>{words.standIn}</a>
        </>
      )}
    </Remark>
  )
}

/** What follows while it happens, and is said once it has. */
export function Following({
  grants,
  children,
}: {
  readonly grants: readonly ShownGrant[]
  readonly children: ComponentChildren
}) {
  const settled = grants.some((grant) => isUnderWay(grant.kind)) ? null : ''
  return (
    <Live id="adgange" every={2} settled={settled}>
      {children}
    </Live>
  )
}

/** A municipality's own people and their access. */
export function OwnAccessPage(props: AccessPageProps) {
  const { language, grants, nextHref } = props
  const words = pageTexts(language)
  return (
    <Stack>
      <Heading title={words.title} lead={words.leadOwn} />
      {props.standInHref && <Connection {...props} />}
      {grants.length === 0 ? (
        <EmptyState title={words.emptyTitle}>
          <p>{words.emptyOwn}</p>
          <p>
            <ButtonLink href="/roller">{words.toRoles}</ButtonLink>
          </p>
        </EmptyState>
      ) : (
        <Following grants={grants}>
          <GrantsTable
            language={language}
            caption={words.title}
            grants={grants}
            withMunicipality={false}
            note={(grant) => <OwnNote grant={grant} language={language} />}
          />
        </Following>
      )}
      <CursorPager nextHref={nextHref} />
    </Stack>
  )
}

/** Everybody's access, for the central body: the queue of what needs a human, then the rest. */
export function AllAccessPage(props: AllAccessPageProps) {
  const { language, grants, counts, chosen } = props
  const words = pageTexts(language)
  const total = stateKinds.reduce((sum, kind) => sum + counts[kind], 0)
  const shown = stateKinds.find((kind) => kind === chosen.state)
  const count = shown ? counts[shown] : total
  return (
    <Stack>
      <Heading title={words.title} lead={words.leadAll} />
      <Connection {...props} />
      <FilterBar action={accessPath}>
        <SelectField
          name="tilstand"
          label={words.state}
          value={chosen.state}
          emptyLabel={words.allStates}
          options={stateKinds.map((kind) => ({
            value: kind,
            label: `${words.groups[kind]} (${counts[kind]})`,
          }))}
          submitOnChange
        />
        <SelectField
          name="kommune"
          label={words.municipality}
          value={chosen.municipality}
          emptyLabel={words.allMunicipalities}
          options={props.municipalities.map(({ id, shortName }) => ({ value: String(id), label: shortName }))}
          submitOnChange
        />
      </FilterBar>
      <FilterResult count={count} noun={words.count(count)} />
      {grants.length === 0 && <EmptyState title={words.emptyTitle}>{words.emptyAll}</EmptyState>}
      <OperatingGroups {...{ language, grants, mayOperate: props.mayOperate }} />
      <CursorPager nextHref={props.nextHref} />
    </Stack>
  )
}
