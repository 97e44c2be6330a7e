import { readFile } from 'node:fs/promises'
import { importConversation } from '../features/messages/index.ts'
import { listMunicipalities } from '../features/organisations/index.ts'
import { importTaskPart } from '../features/tasks/index.ts'
import { type ImportReport, importTaskPage } from '../features/templates/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { NotFound } from '../kernel/errors.ts'
import { permissionsOf, type UserSystemRole } from '../kernel/permissions.ts'
import { doorReach } from '../platform/db/roles.ts'
import { actAs, type World } from '../platform/http/world.ts'
import { commandLineActor } from './command-line-actor.ts'

export interface ImportWish {
  readonly file: string
  /** Also puts what one municipality wrote on that municipality's task. */
  readonly withTask: boolean
}

/** What became of the municipality's own part (T12). */
export type PartOutcome =
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'imported' | 'alreadyThere'; readonly municipality: string; readonly number: number }
  | { readonly kind: 'noMunicipality' | 'noTask'; readonly municipality: string }

const withRights = (actor: Actor, role: UserSystemRole): Actor => ({
  ...actor,
  permissions: permissionsOf([role]),
})

/**
 * Imports a page exported from the real portal: KOMBIT's part becomes a template, once; the municipality's own part
 * goes to its task when asked, and to no other municipality's.
 * @throws InvalidInput naming lines and reasons when the page is broken; nothing is changed then
 */
export async function importTaskFile(
  world: World,
  wish: ImportWish,
): Promise<{ report: ImportReport; part: PartOutcome }> {
  const bytes = await readFile(wish.file)
  const central = await world.database.transaction(doorReach, (tx) => commandLineActor(tx))
  const editor = withRights(central, 'kombit_redaktoer')
  const report = await actAs(world, editor, 'cli', (ctx) => importTaskPage(ctx, { bytes }))
  if (!wish.withTask) return { report, part: { kind: 'notAsked' } }
  return { report, part: await importPart(world, editor, report) }
}

async function importPart(world: World, editor: Actor, report: ImportReport): Promise<PartOutcome> {
  const { municipal, templateId } = report
  const name = municipal.municipalityName
  const municipalities = await actAs(world, editor, 'cli', (ctx) => listMunicipalities(ctx))
  const municipality = municipalities.find((candidate) => candidate.name === name)
  if (!municipality) return { kind: 'noMunicipality', municipality: name }
  const own: Actor = {
    ...editor,
    side: 'municipality',
    organisationId: municipality.id,
    organisationName: municipality.name,
  }
  try {
    // One transaction: the part arrives whole or not at all.
    return await actAs(world, withRights(own, 'klik_administrator'), 'cli', async (ctx) => {
      const { number, isNew } = await importTaskPart(ctx, { ...municipal, templateId })
      if (!isNew) return { kind: 'alreadyThere', municipality: name, number }
      await importConversation(ctx, { number, messages: municipal.messages, notes: municipal.internalNotes })
      return { kind: 'imported', municipality: name, number }
    })
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'noTask', municipality: name }
    throw error
  }
}

const results: Record<ImportReport['result'], string> = {
  created: 'New task description made',
  unchanged: 'The same page was imported before; nothing changed',
  newVersion: 'The text had changed; the draft has a new version',
  keptPublished:
    'The text differs from the published description, which was left as it is; correct it on its page',
}

const partSentence = (part: PartOutcome): string => {
  switch (part.kind) {
    case 'notAsked':
      return 'It stays out of Tværs. With --with-task it goes to that municipality’s own task.'
    case 'imported':
      return `Put on task #${part.number} of ${part.municipality}, which alone can see notes and file names.`
    case 'alreadyThere':
      return `Task #${part.number} of ${part.municipality} has it already; nothing changed.`
    case 'noMunicipality':
      return `Tværs knows no municipality called ${part.municipality}; nothing of it was kept.`
    case 'noTask':
      return `${part.municipality} has no task of this description yet. Roll it out, then import again with --with-task.`
  }
}

/** The report in lines, for the terminal. */
export function describeImport({ report, part }: { report: ImportReport; part: PartOutcome }): string[] {
  const { municipal } = report
  const filled = report.placed.filter((section) => !section.empty)
  return [
    `${results[report.result]}: ${report.title} (#${report.sourceNumber}, version ${report.version})`,
    `Sections with content: ${filled.map((section) => `${section.label} (line ${section.line})`).join(', ')}`,
    `Written by ${municipal.municipalityName}: status ${municipal.status}, ${municipal.messages.length} messages, ` +
      `${municipal.internalNotes.length} internal notes, ${municipal.fileNames.length} file names.`,
    partSentence(part),
    ...report.unplaced.map((text) => `Not placed, line ${text.line}: ${text.heading} ${text.text}`.trim()),
    ...(report.unplaced.length === 0 ? ['Everything on the page was placed.'] : []),
  ]
}
