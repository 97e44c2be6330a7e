import { bilingual } from '../../kernel/language.ts'

type Named = (who: string) => string
type Change = (who: string, from: string, to: string) => string

type HistoryTexts = {
  readonly received: string
  readonly started: Named
  readonly completed: Named
  readonly cameAgain: (role: string) => string
  readonly completedBecause: (because: string) => string
  readonly completedItself: (holder: string) => string
  readonly completedWithout: (who: string, reason: string) => string
  readonly optedOut: (who: string, reason: string) => string
  readonly lapsed: (because: string) => string
  readonly reopened: (who: string, before: string) => string
  readonly fields: Readonly<Record<'responsible' | 'performer', string>>
  readonly named: (who: string, field: string, to: string) => string
  readonly unnamed: (who: string, field: string, from: string) => string
  readonly renamed: (who: string, field: string, from: string, to: string) => string
  readonly startSet: (who: string, to: string) => string
  readonly startRemoved: (who: string, from: string) => string
  readonly startChanged: Change
  readonly reminded: (isOverdue: boolean, dueOn: string) => string
  readonly attachmentAdded: (who: string, name: string) => string
  readonly attachmentRemoved: (who: string, name: string) => string
  readonly messageSent: Named
  readonly messageAnswered: Named
  readonly threadTaken: Named
  readonly noteWritten: Named
  /** @param parts what was put on the task, in words; empty when the page had nothing */
  readonly partImported: (parts: readonly string[]) => string
  readonly importedParts: {
    readonly messages: (count: number) => string
    readonly notes: (count: number) => string
    readonly files: (names: readonly string[]) => string
    readonly lines: (count: number) => string
    readonly named: (field: string, name: string) => string
  }
  readonly otherChange: Named
  /** In place of the actor's own name. */
  readonly themselves: string
  readonly states: Readonly<Record<string, string>>
}

const da: HistoryTexts = {
  received: 'KOMBIT sendte opgaven til kommunen.',
  started: (who) => `${who} gik i gang med opgaven.`,
  completed: (who) => `${who} markerede opgaven som fuldført.`,
  cameAgain: (role) => `Opgaven kom igen, fordi ingen i kommunen har rollen »${role}« længere.`,
  completedBecause: (because) => `Opgaven blev fuldført automatisk: ${because}`,
  completedItself: (holder) =>
    `Opgaven blev fuldført automatisk, da ${holder} havde fået rollen, og adgangen var åben.`,
  completedWithout: (who, reason) =>
    `${who} markerede opgaven som fuldført, selv om ingen havde rollen. Begrundelse: ${reason}`,
  lapsed: (because) => `Opgaven blev lukket uden svar: ${because}`,
  optedOut: (who, reason) => `${who} svarede, at kommunen ikke deltager. Begrundelse: ${reason}`,
  reopened: (who, before) => `${who} genåbnede opgaven. Svaret var: ${before}.`,
  fields: { responsible: 'ansvarlig', performer: 'udfører' },
  named: (who, field, to) => `${who} valgte ${to} som ${field}.`,
  unnamed: (who, field, from) => `${who} fjernede ${from} som ${field}.`,
  renamed: (who, field, from, to) => `${who} skiftede ${field} fra ${from} til ${to}.`,
  startSet: (who, to) => `${who} satte startdatoen til ${to}.`,
  startRemoved: (who, from) => `${who} fjernede startdatoen ${from}.`,
  startChanged: (who, from, to) => `${who} ændrede startdatoen fra ${from} til ${to}.`,
  reminded: (isOverdue, dueOn) =>
    isOverdue
      ? `Tværs mindede om opgaven. Fristen var ${dueOn}.`
      : `Tværs mindede om opgaven. Fristen er ${dueOn}.`,
  attachmentAdded: (who, name) => `${who} tilføjede filen ${name}.`,
  attachmentRemoved: (who, name) => `${who} fjernede filen ${name}.`,
  messageSent: (who) => `${who} skrev en besked til KOMBIT.`,
  messageAnswered: (who) => `${who} skrev til kommunen.`,
  threadTaken: (who) => `${who} svarer på kommunens besked.`,
  noteWritten: (who) => `${who} skrev en intern note.`,
  partImported: (parts) =>
    parts.length === 0
      ? 'Opgavesiden fra den tidligere portal blev lagt på opgaven. Kommunen havde ikke skrevet noget på den.'
      : `Fra den tidligere portal blev lagt på opgaven: ${parts.join(', ')}.`,
  importedParts: {
    messages: (count) => (count === 1 ? '1 besked' : `${count} beskeder`),
    notes: (count) => (count === 1 ? '1 intern note' : `${count} interne noter`),
    files: (names) => `${names.length === 1 ? 'filnavnet' : 'filnavnene'} ${names.join(' og ')}`,
    lines: (count) => (count === 1 ? '1 linje af historikken' : `${count} linjer af historikken`),
    named: (field, name) => `${name} som ${field}`,
  },
  otherChange: (who) => `${who} ændrede opgaven.`,
  themselves: 'sig selv',
  states: { completed: 'fuldført', optedOut: 'deltager ikke', lapsed: 'lukket uden svar' },
}

const en: HistoryTexts = {
  received: 'KOMBIT sent the task to the municipality.',
  started: (who) => `${who} started the task.`,
  completed: (who) => `${who} marked the task as completed.`,
  cameAgain: (role) =>
    `The task was sent again because nobody in the municipality holds the role “${role}” any more.`,
  completedBecause: (because) => `The task was completed automatically: ${because}`,
  completedItself: (holder) =>
    `The task was completed automatically once ${holder} had been given the role and the access was open.`,
  completedWithout: (who, reason) =>
    `${who} marked the task as completed even though nobody held the role. Reason: ${reason}`,
  lapsed: (because) => `The task was closed without an answer: ${because}`,
  optedOut: (who, reason) => `${who} answered that the municipality is not taking part. Reason: ${reason}`,
  reopened: (who, before) => `${who} reopened the task. The answer was: ${before}.`,
  fields: { responsible: 'person responsible', performer: 'performer' },
  named: (who, field, to) => `${who} chose ${to} as ${field}.`,
  unnamed: (who, field, from) => `${who} removed ${from} as ${field}.`,
  renamed: (who, field, from, to) => `${who} changed the ${field} from ${from} to ${to}.`,
  startSet: (who, to) => `${who} set the start date to ${to}.`,
  startRemoved: (who, from) => `${who} removed the start date ${from}.`,
  startChanged: (who, from, to) => `${who} changed the start date from ${from} to ${to}.`,
  reminded: (isOverdue, dueOn) =>
    isOverdue
      ? `Tværs sent a reminder about the task. The deadline was ${dueOn}.`
      : `Tværs sent a reminder about the task. The deadline is ${dueOn}.`,
  attachmentAdded: (who, name) => `${who} added the file ${name}.`,
  attachmentRemoved: (who, name) => `${who} removed the file ${name}.`,
  messageSent: (who) => `${who} wrote a message to KOMBIT.`,
  messageAnswered: (who) => `${who} wrote to the municipality.`,
  threadTaken: (who) => `${who} is answering the municipality’s message.`,
  noteWritten: (who) => `${who} wrote an internal note.`,
  partImported: (parts) =>
    parts.length === 0
      ? 'The task page from the former portal was added to the task. The municipality had written nothing on it.'
      : `From the former portal, this was added to the task: ${parts.join(', ')}.`,
  importedParts: {
    messages: (count) => (count === 1 ? '1 message' : `${count} messages`),
    notes: (count) => (count === 1 ? '1 internal note' : `${count} internal notes`),
    files: (names) => `the file ${names.length === 1 ? 'name' : 'names'} ${names.join(' and ')}`,
    lines: (count) => (count === 1 ? '1 line of history' : `${count} lines of history`),
    named: (field, name) => `${name} as ${field}`,
  },
  otherChange: (who) => `${who} changed the task.`,
  themselves: 'themselves',
  states: { completed: 'completed', optedOut: 'not taking part', lapsed: 'closed without an answer' },
}

export const historyTexts = bilingual<HistoryTexts>({ da, en })
