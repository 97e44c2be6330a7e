import { bilingual } from '../../kernel/language.ts'

const da = {
  cancel: 'Tilbage til opgaven',
  save: 'Gem',
  // Answering
  completedTitle: 'Opgaven er fuldført',
  completedText: 'Tak for svaret. I kan genåbne opgaven her på siden, hvis noget ændrer sig.',
  startedTitle: 'I er i gang',
  startedText: 'KOMBIT kan se, at I arbejder på opgaven.',
  optOutTitle: 'Sig, at I ikke deltager',
  optOutLead:
    'Det tæller som et svar. Opgaven bliver ikke rød, I får ingen påmindelser, og I kan fortryde senere.',
  reason: 'Hvorfor deltager I ikke?',
  reasonHint: 'KOMBIT læser begrundelsen og bruger den til at gøre opgaven bedre.',
  optOut: 'Vi deltager ikke',
  optedOutTitle: 'Noteret: I deltager ikke',
  optedOutText: 'I kan fortryde her på siden.',
  reopenTitle: 'Genåbn opgaven?',
  reopenText: (title: string): string =>
    `Jeres svar på »${title}« bliver taget tilbage, og opgaven er i gang igen. Svaret bliver stående i historikken, og fristen gælder igen.`,
  reopen: 'Genåbn opgaven',
  keepAnswer: 'Behold svaret',
  reopenedTitle: 'Opgaven er åben igen',
  reopenedText: 'Det tidligere svar står i historikken.',
  // People and start day
  peopleTitle: 'Vælg ansvarlig og udfører',
  peopleLead: 'KOMBIT kan se, hvem I vælger. Er opgaven ikke påbegyndt, går den i gang, når I vælger nogen.',
  responsible: 'Ansvarlig',
  responsibleHint: 'Den, der står til ansvar for, at opgaven bliver løst.',
  performer: 'Udfører',
  performerHint: 'Den, der løser opgaven.',
  nobody: 'Ingen',
  missingPerson:
    'Mangler der en? Personen skal have været logget på Tværs én gang, før du kan vælge vedkommende.',
  peopleSavedTitle: 'Personerne er gemt',
  startDayTitle: 'Sæt startdato',
  startDayLead: 'Den dag, I regner med at begynde. Lad feltet stå tomt, hvis I ikke vil have en startdato.',
  startsOn: 'Startdato',
  startDaySavedTitle: 'Startdatoen er gemt',
  savedText: (number: number): string => `Opgave #${number} er opdateret.`,
  // Files
  fileTitle: 'Tilføj en fil',
  fileLead: 'Kun jeres kommune kan se filen. KOMBIT, leverandører og andre kommuner kan ikke.',
  file: 'Fil',
  fileHint:
    'Højst 50 MB. PDF, Word, Excel, PowerPoint, OpenDocument, billeder (PNG, JPEG, GIF, WebP), ren tekst, CSV eller ZIP.',
  addFile: 'Tilføj filen',
  fileAddedTitle: 'Filen er tilføjet',
  fileAddedText: (name: string): string => `${name} ligger under Tilføjede filer.`,
  removeTitle: (name: string): string => `Fjern ${name}?`,
  removeText:
    'Filen forsvinder fra opgaven for alle i jeres kommune. Historikken fortæller, hvem der fjernede den.',
  remove: 'Fjern filen',
  keepFile: 'Behold filen',
  fileRemovedTitle: 'Filen er fjernet',
  fileRemovedText: (name: string): string => `${name} er ikke længere på opgaven.`,
}

type TaskFormTexts = typeof da

const en: TaskFormTexts = {
  cancel: 'Back to the task',
  save: 'Save',
  completedTitle: 'The task is completed',
  completedText: 'Thank you for the answer. You can reopen the task here if something changes.',
  startedTitle: 'You have begun',
  startedText: 'KOMBIT can see that you are working on the task.',
  optOutTitle: 'Say that you do not take part',
  optOutLead:
    'It counts as an answer. The task never turns red, you get no reminders, and you can change your mind later.',
  reason: 'Why do you not take part?',
  reasonHint: 'KOMBIT reads the reason and uses it to make the task better.',
  optOut: 'We do not take part',
  optedOutTitle: 'Noted: you do not take part',
  optedOutText: 'You can change your mind here on the page.',
  reopenTitle: 'Reopen the task?',
  reopenText: (title) =>
    `Your answer to “${title}” is taken back, and the task is in progress again. The answer stays in the history, and the deadline counts again.`,
  reopen: 'Reopen the task',
  keepAnswer: 'Keep the answer',
  reopenedTitle: 'The task is open again',
  reopenedText: 'The earlier answer is in the history.',
  peopleTitle: 'Choose the person responsible and the performer',
  peopleLead: 'KOMBIT can see whom you choose. A task that is not started begins when you choose somebody.',
  responsible: 'Responsible',
  responsibleHint: 'The person who answers for the task being done.',
  performer: 'Performer',
  performerHint: 'The person who does the task.',
  nobody: 'Nobody',
  missingPerson: 'Is somebody missing? They must have signed in to Tværs once before you can choose them.',
  peopleSavedTitle: 'The people are saved',
  startDayTitle: 'Set the start date',
  startDayLead: 'The day you expect to begin. Leave it empty if you want no start date.',
  startsOn: 'Start date',
  startDaySavedTitle: 'The start date is saved',
  savedText: (number) => `Task #${number} is updated.`,
  fileTitle: 'Add a file',
  fileLead: 'Only your municipality can see the file. KOMBIT, suppliers and other municipalities cannot.',
  file: 'File',
  fileHint:
    'At most 50 MB. PDF, Word, Excel, PowerPoint, OpenDocument, pictures (PNG, JPEG, GIF, WebP), plain text, CSV or ZIP.',
  addFile: 'Add the file',
  fileAddedTitle: 'The file is added',
  fileAddedText: (name) => `${name} is under Added files.`,
  removeTitle: (name) => `Remove ${name}?`,
  removeText:
    'The file disappears from the task for everybody in your municipality. The history says who removed it.',
  remove: 'Remove the file',
  keepFile: 'Keep the file',
  fileRemovedTitle: 'The file is removed',
  fileRemovedText: (name) => `${name} is no longer on the task.`,
}

export const taskFormTexts = bilingual({ da, en })
