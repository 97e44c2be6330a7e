import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { takeTurn } from '../scripts/setup-lock.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tvaers-lock-'))
const lock = join(folder, 'setup.lock')
beforeEach(() => rmSync(lock, { force: true }))
afterAll(() => rmSync(folder, { recursive: true }))

const never = () => {
  throw new Error('It waits.')
}

describe('the turn to set the checkout up', () => {
  test('is taken, and given back without a trace', async () => {
    const release = await takeTurn(lock, never)
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid })
    release()
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['a process that is dead', { pid: 999_999_999, startedAt: '1' }],
    ['a process whose number another has now', { pid: process.ppid, startedAt: '1' }],
    ['one that had our own number', { pid: process.pid, startedAt: '1' }],
    ['an older form of lock', process.pid],
    ['nobody, half written', '{'],
  ])('is taken over from %s', async (_name, mark) => {
    writeFileSync(lock, typeof mark === 'string' ? mark : JSON.stringify(mark))
    const release = await takeTurn(lock, never)
    release()
    expect(readdirSync(folder)).toEqual([])
  })

  test('is waited for while its holder lives, one after the other', async () => {
    const release = await takeTurn(lock, never)
    const waits: number[] = []
    const order: string[] = []
    const others = ['second', 'third'].map(async (name) => {
      const giveBack = await takeTurn(lock, ({ pid }) => waits.push(pid))
      order.push(`${name} in`)
      await new Promise(setImmediate)
      order.push(`${name} out`)
      giveBack()
    })
    order.push('first out')
    release()
    await Promise.all(others)
    expect(waits).toEqual([process.pid, process.pid])
    expect(order.filter((_step, index) => index % 2 === 1).every((step) => step.endsWith('in'))).toBe(true)
    expect(order).toHaveLength(5)
  })

  test('an older lock given back late takes nothing from the next', async () => {
    const release = await takeTurn(lock, never)
    rmSync(lock)
    const next = await takeTurn(lock, never)
    release()
    expect(readdirSync(folder)).toEqual(['setup.lock'])
    next()
  })
})
