/**
 * The design system. Everything a page is made of; language and assets reach the parts through `Page`.
 *
 * Page        <Page shell title breadcrumbs? faults? head?> → renderPage(page): the document's text
 * Layout      TwoColumns{aside,heading?,asideLast?} Halves Stack Heading{metaTitle?,meta?,title,badges?,lead?} GroupHeading{title,count?,line?,aside?}
 *             Section{id?,title,empty?,level?,aside?} PageNav{items} Badges Lead
 * Say         Alert{kind,title?} ErrorSummary{faults} (faultList, faultOf from InvalidInput.fields) EmptyState Remark Notice (in Shell)
 * Facts       Facts{facts,form?} PanelCard{title?,count?} PanelPart NextStep{title,text?,otherwise?} InsidePanel{title,seenBy} ConfirmPanel
 * Compare     WordDiff{parts} Points{points}
 * State       Signal{kind,words} (deadlineWords) StatusBadge PriorityBadge AccessBadge{state} TlpBadge NewBadge PrimaryBadge
 *             MissingAnswerBadge InsideBadge Badge{variant,icon?} CountBadge
 * Fields      TextField TextArea DateField FileField SelectField RadioGroup CheckboxGroup CheckboxField AnswerChoice AudienceField Suggestions,
 *             all {name,label,hint?,error?,value?,optional?}; the id is the name. Form{action,method?,hidden?,carried?,files?} FormActions FieldRow
 * Buttons     Button{kind?} ButtonLink{href} LinkButton BlockedButton{reason,wayOut?}
 * Lists       Table{caption,columns,rows,keyOf,onPhone?} Named FilterBar FilterResult, FoldedFilters CursorPager WorkList Tally HistoryList
 *             ProvisioningSteps Live{id,every?,settled?} ComingSteps MessageThread NoteList Quote AttachmentList AnswerRow
 * Charts      StatRow BarCell StackedBar StateLegend TileMap CurveChart ProgressCurve YearWheel AnswerGrid ProgressLine
 * Words       Day Instant KeepDays{text} relativeDay longDay weekday shortDay dayCount capitalised deadlineWords Prose{html} href(address)
 */

export { timeOfDay } from '../kernel/wall-time.ts'
export { AccessBadge, type AccessState } from './access-badge.tsx'
export { Alert, type AlertKind, type AlertProps } from './alert.tsx'
export { AnswerRow, type AnswerRowProps } from './answer-row.tsx'
export { type AssetMap, assetHref } from './assets.ts'
export { type Attachment, AttachmentList } from './attachments.tsx'
export * from './badges.tsx'
export { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
export * from './buttons.tsx'
export { ChangedMeanwhile, type ChangedMeanwhileProps } from './changed-meanwhile.tsx'
export {
  AnswerGrid,
  type AnswerGridProps,
  type GridCell,
  type GridColumn,
  type GridGroup,
  type GridRow,
} from './charts/answer-grid.tsx'
export { type AnswerState, answerStates, StateLegend, StateSwatch } from './charts/answer-state.tsx'
export { BarCell } from './charts/bar-cell.tsx'
export { CurveChart, type CurveChartProps, type CurveSeries } from './charts/curve-chart.tsx'
export {
  findMunicipalityPlace,
  type MunicipalityPlace,
  municipalityCodes,
} from './charts/municipality-places.ts'
export { ProgressCurve, type ProgressCurveProps, type ProgressPoint } from './charts/progress-curve.tsx'
export { StackedBar, type StackedBarPart } from './charts/stacked-bar.tsx'
export { ProgressLine, type Stat, StatRow } from './charts/stat-row.tsx'
export { type Tile, TileMap, type TileMapProps } from './charts/tile-map.tsx'
export { type WheelItem, type WheelPeriod, YearWheel, type YearWheelProps } from './charts/year-wheel.tsx'
export { capitalised, dayCount, longDay, relativeDay, shortDay, weekday } from './day-words.ts'
export { type DeadlineWords, deadlineWords, type SignalKind } from './deadline-words.ts'
export { ErrorSummary, type Fault, faultList, faultOf } from './error-summary.tsx'
export { type Fact, Facts } from './facts.tsx'
export { AnswerChoice, type AnswerChoiceProps } from './fields/answer-choice.tsx'
export { AudienceField, type AudienceFieldProps } from './fields/audience-field.tsx'
export * from './fields/choice-fields.tsx'
export type { FieldProps } from './fields/field.tsx'
export * from './fields/text-fields.tsx'
export * from './filters.tsx'
export * from './form.tsx'
export * from './heading.tsx'
export * from './history.tsx'
export { href } from './href.ts'
export { Icon } from './icon.tsx'
export type { IconName } from './icon-names.ts'
export { Halves, Stack, TwoColumns } from './layout.tsx'
export { Live, type LiveProps } from './live.tsx'
export * from './messages.tsx'
export { Page, type PageProps, renderPage } from './page.tsx'
export * from './panels.tsx'
export { Points } from './points.tsx'
export { Prose } from './prose.tsx'
export { PageNav, type PageNavItem, Section, type SectionProps } from './section.tsx'
export { type FooterHrefs, type MenuItem, type Notice, type Shell, standardFooter } from './shell.ts'
export { useLanguage } from './shell-context.ts'
export { Signal } from './signal.tsx'
export { type Column, Named, Table, type TableProps } from './table.tsx'
export { Day, Instant, KeepDays } from './time.tsx'
export { WordDiff } from './word-diff.tsx'
export * from './work-list.tsx'
