import { readFile } from 'node:fs/promises'
import { importConversation } from '../features/messages/index.ts'
import { listMunicipalities } from '../features/organisations/index.ts'
import { importTaskPart } from '../features/tasks/index.ts'
import { type ImportReport, importTaskPage } from '../features/templates/index.ts'
import { listUsers } from '../features/users/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { type CivilDay, formatCivilDay } from '../kernel/civil-day.ts'
import { InvalidInput, NotFound } from '../kernel/errors.ts'
import { permissionsOf, type UserSystemRole } from '../kernel/permissions.ts'
import { doorReach } from '../platform/db/roles.ts'
import { actAs, type World } from '../platform/http/world.ts'
import { commandLineActor } from './command-line-actor.ts'

export interface ImportWish {
  readonly file: string
  /** Also puts what one municipality wrote on that municipality's task. */
  readonly withTask: boolean
  /** The central body's promise in weekdays, for a question that waits (setting ANSWER_DAYS). */
  readonly answerDays: number
}

type Imported = Awaited<ReturnType<typeof importTaskPage>>

/** What became of the municipality's own part (T12). */
export type PartOutcome =
  | { readonly kind: 'notAsked' }
  | {
      readonly kind: 'imported'
      readonly municipality: string
      readonly number: number
      /** By when an answer to its question was promised, or null when it waits for none. */
      readonly answerDueOn: CivilDay | null
    }
  | { readonly kind: 'alreadyThere'; readonly municipality: string; readonly number: number }
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
): Promise<{ report: Imported; part: PartOutcome }> {
  const bytes = await readPage(wish.file)
  const central = await world.database.transaction(doorReach, (tx) => commandLineActor(tx))
  const editor = withRights(central, 'kombit_redaktoer')
  const report = await actAs(world, editor, 'cli', (ctx) => importTaskPage(ctx, { bytes }))
  if (!wish.withTask) return { report, part: { kind: 'notAsked' } }
  return { report, part: await importPart(world, editor, report, wish.answerDays) }
}

/** @throws InvalidInput when there is no file to read */
async function readPage(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const reason = { ENOENT: 'it is not there', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[code]
    const da = `Filen ${file} kan ikke læses. Ingenting er ændret.`
    throw new InvalidInput({
      file: { da, en: `Cannot read ${file}: ${reason ?? code}. Nothing has changed.` },
    })
  }
}

async function importPart(
  world: World,
  editor: Actor,
  report: Imported,
  answerDays: number,
): Promise<PartOutcome> {
  const { municipal, templateId } = report
  const name = municipal.municipalityName
  const [municipalities, editors] = await actAs(world, editor, 'cli', async (ctx) => [
    await listMunicipalities(ctx),
    await listUsers(ctx, editor.organisationId),
  ])
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
      const answerDueOn = await importConversation(ctx, {
        number,
        messages: municipal.messages,
        notes: municipal.internalNotes,
        centralAuthors: editors.map((user) => user.name),
        answerDays,
      })
      return { kind: 'imported', municipality: name, number, answerDueOn }
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

const waitingSentence = (dueOn: CivilDay | null): string =>
  dueOn ? ` Its question waits for an answer by ${formatCivilDay(dueOn)}.` : ''

const partSentence = (part: PartOutcome): string => {
  switch (part.kind) {
    case 'notAsked':
      return 'It stays out of Tværs. With --with-task it goes to that municipality’s own task.'
    case 'imported':
      return `Put on task #${part.number} of ${part.municipality}, which alone can see notes and file names.${waitingSentence(part.answerDueOn)}`
    case 'alreadyThere':
      return `Task #${part.number} of ${part.municipality} has it already; nothing changed.`
    case 'noMunicipality':
      return `Tværs knows no municipality called ${part.municipality}; nothing of it was kept.`
    case 'noTask':
      return `${part.municipality} has no task of this description yet. Roll it out, then import again with --with-task.`
  }
}

const roleSentence = ({ boundRole, mentionedRoles }: ImportReport): string => {
  if (boundRole)
    return `Asks for the role ${boundRole.name}${boundRole.isFromTitle ? ', because the title names it; it can be changed on the description' : ''}.`
  return mentionedRoles.length > 0
    ? `Asks for no role, though the text names ${mentionedRoles.join(' and ')}; choose it on the description.`
    : 'Asks for no role.'
}

const statusWords = { notStarted: 'not started', inProgress: 'in progress', completed: 'completed' }

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** What the municipality had on the page, in words; its texts stay out of the terminal (T9). */
function municipalSentence({ municipal }: Imported): string {
  const people = [
    municipal.responsible && `responsible ${municipal.responsible}`,
    municipal.performer && `performer ${municipal.performer}`,
  ]
  const parts = [
    `status ${statusWords[municipal.status]}`,
    ...people.filter(Boolean),
    counted(municipal.messages.length, 'message'),
    counted(municipal.internalNotes.length, 'internal note'),
    counted(municipal.fileNames.length, 'file name'),
  ]
  return `Written by ${municipal.municipalityName}: ${parts.join(', ')}.`
}

/** The report in lines, for the terminal. */
export function describeImport({ report, part }: { report: Imported; part: PartOutcome }): string[] {
  const filled = report.placed.filter((section) => !section.empty)
  return [
    `${results[report.result]}: ${report.title} (#${report.sourceNumber}, version ${report.version})`,
    roleSentence(report),
    `Sections with content: ${filled.map((section) => `${section.label} (line ${section.line})`).join(', ')}`,
    municipalSentence(report),
    partSentence(part),
    ...report.subsections.map(
      ({ line, heading, under }) => `Unknown sub-section, line ${line}: ${heading}, placed under ${under}`,
    ),
    ...report.unplaced.map((text) => `Not placed, line ${text.line}: ${text.heading} ${text.text}`.trim()),
    ...(report.unplaced.length === 0 ? ['Everything on the page was placed.'] : []),
  ]
}
