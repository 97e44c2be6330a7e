import { expect, test } from 'vitest'
import { madeOnce } from './made-once.ts'

test('is made once, also for those who ask at the same time', async () => {
  let made = 0
  const get = madeOnce(async () => {
    made += 1
    return made
  })
  expect(await Promise.all([get(), get()])).toEqual([1, 1])
  expect(await get()).toBe(1)
})

test('is tried anew after a failure', async () => {
  let tries = 0
  const get = madeOnce(async () => {
    tries += 1
    if (tries === 1) throw new Error('Not now')
    return 'made'
  })
  await expect(get()).rejects.toThrow('Not now')
  expect(await get()).toBe('made')
})
