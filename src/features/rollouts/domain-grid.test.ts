import { describe, expect, test } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { columnTitle, type GridTask, gridOf } from './domain-grid.ts'

const today = civilDay('2026-11-23')
const late = civilDay('2026-11-20')
const everything = { region: null, q: '', onlyOverdue: false }

const task = (rolloutId: string, shortName: string, rest: Partial<GridTask> = {}): GridTask => ({
  rolloutId,
  organisationId: shortName.length,
  shortName,
  region: 'Midtjylland',
  number: 1,
  status: 'notStarted',
  outcome: null,
  dueOn: null,
  ...rest,
})

const tasks = [
  task('a', 'Aarhus', { status: 'completed', outcome: 'participated', dueOn: late }),
  task('b', 'Aarhus', { dueOn: late, number: 2 }),
  task('a', 'Viborg nord', { status: 'completed', outcome: 'optedOut', dueOn: late, number: 3 }),
  task('a', 'Ærø', { region: 'Syddanmark', status: 'inProgress', number: 4 }),
]

describe('the grid', () => {
  test('has a cell for each roll-out, and none where nothing was sent', () => {
    const [midtjylland, syddanmark] = gridOf(['a', 'b'], tasks, everything, today)
    expect(midtjylland?.municipalities).toEqual([
      {
        organisationId: 6,
        name: 'Aarhus',
        cells: [
          { state: 'completed', number: 1 },
          { state: 'overdue', number: 2 },
        ],
        answered: 1,
        total: 2,
      },
      {
        organisationId: 11,
        name: 'Viborg nord',
        cells: [{ state: 'optedOut', number: 3 }, null],
        answered: 1,
        total: 1,
      },
    ])
    expect(midtjylland?.sums).toEqual([
      { answered: 2, total: 2 },
      { answered: 0, total: 1 },
    ])
    expect(syddanmark?.region).toBe('Syddanmark')
  })

  test.each([
    ['a region', { ...everything, region: 'Syddanmark' }, ['Ærø']],
    ['a name', { ...everything, q: 'æR' }, ['Ærø']],
    ['only what is overdue; opted out is not', { ...everything, onlyOverdue: true }, ['Aarhus']],
    ['nothing', { ...everything, q: 'findes ikke' }, []],
  ])('filtered by %s', (_name, filter, names) => {
    const grid = gridOf(['a', 'b'], tasks, filter, today)
    expect(grid.flatMap((group) => group.municipalities.map(({ name }) => name))).toEqual(names)
  })
})

test('a column is named without its number, and not longer than it can be', () => {
  expect(columnTitle('(Rolle 3) Tildel medarbejder')).toBe('Tildel medarbejder')
  expect(columnTitle('En meget lang titel', 10)).toBe('En meget…')
})
