import { expect, test } from 'vitest'
import { load } from '../bench/load.ts'
import type { Connection } from '../src/platform/db/database.ts'
import { createTestDatabase } from './support/test-database.ts'

test('what is measured can be loaded into the database as it is now', async () => {
  const database = await createTestDatabase()
  try {
    const size = { templates: 20, extraMunicipalities: 3, extraTemplates: 1 }
    const loaded = await load(database.owner as Connection, size, () => {})
    // What goes to the made-up ones goes to the test municipality as well.
    expect(loaded).toMatchObject({ tasks: 20 * 98 + 3 + 1, municipalities: 99 + 3 })
    expect(loaded.openTasks.length).toBeGreaterThan(0)
  } finally {
    await database.drop()
  }
})
