import { bilingual } from '../../kernel/language.ts'

const figure = (count: number): string => count.toLocaleString('da-DK')

const da = {
  project: 'Projekt',
  meta: (municipalities: number, tasks: number): string =>
    `${municipalities} ${municipalities === 1 ? 'kommune' : 'kommuner'}, ${tasks} ${tasks === 1 ? 'opgave' : 'opgaver'}`,
  lead: (answered: number, total: number): string =>
    `${figure(answered)} af ${figure(total)} opgaver er besvaret. Vælg en celle for at åbne kommunens opgave.`,
  leadSupplier: (answered: number, total: number): string =>
    `${figure(answered)} af ${figure(total)} opgaver er besvaret. Vælg en celle for at se, hvor langt opgaven er.`,
  caption: (municipalities: number, tasks: number): string =>
    `Svar fra ${municipalities} ${municipalities === 1 ? 'kommune' : 'kommuner'} på ${tasks} ${tasks === 1 ? 'opgave' : 'opgaver'}`,
  task: (position: number): string => `Opgave ${position}`,
  region: 'Region',
  allRegions: 'Alle regioner',
  noRegion: 'Uden for regionerne (test)',
  find: 'Find kommune',
  onlyOverdue: 'Kun dem, der er over fristen',
  emptyTitle: 'Ingen udrulninger endnu',
  empty: 'Når projektets opgaver er sendt til kommunerne, står svarene her.',
  nobodyFound: 'Ingen kommuner passer til filtrene.',
  reset: 'Vis alle kommuner',
}

const en: typeof da = {
  project: 'Project',
  meta: (municipalities, tasks) =>
    `${municipalities} ${municipalities === 1 ? 'municipality' : 'municipalities'}, ${tasks} ${tasks === 1 ? 'task' : 'tasks'}`,
  lead: (answered, total) =>
    `${answered} of ${total} tasks are answered. Choose a cell to open the municipality’s task.`,
  leadSupplier: (answered, total) =>
    `${answered} of ${total} tasks are answered. Choose a cell to see how far the task has got.`,
  caption: (municipalities, tasks) =>
    `Answers from ${municipalities} ${municipalities === 1 ? 'municipality' : 'municipalities'} to ${tasks} ${tasks === 1 ? 'task' : 'tasks'}`,
  task: (position) => `Task ${position}`,
  region: 'Region',
  allRegions: 'All regions',
  noRegion: 'Outside the regions (test)',
  find: 'Find municipality',
  onlyOverdue: 'Only those overdue',
  emptyTitle: 'No roll-outs yet',
  empty: 'When the project’s tasks are sent to the municipalities, the answers appear here.',
  nobodyFound: 'No municipality matches the filters.',
  reset: 'Show all municipalities',
}

export const gridTexts = bilingual({ da, en })
