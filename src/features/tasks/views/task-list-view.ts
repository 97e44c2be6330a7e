import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { ListAddress } from '../list-address.ts'
import type { RoleHit } from '../queries/role-hits.ts'
import type { FilterOptions, TaskSlice } from '../queries/task-list.ts'
import type { TaskListTexts } from '../task-list-texts.ts'

/** All that the list of tasks shows, for one onlooker. */
export interface TaskListView {
  readonly texts: TaskListTexts
  readonly language: Language
  readonly today: CivilDay
  readonly address: ListAddress
  readonly slice: TaskSlice
  readonly count: number
  readonly options: FilterOptions
  /** Roles that match the words searched for. */
  readonly roles: readonly RoleHit[]
  /** The central body sees all municipalities' tasks. */
  readonly isCentral: boolean
}
