import { findCivilDay } from '../../../kernel/civil-day.ts'
import { plainText } from './emphasis.ts'

const printedTime = /^(\d{4}-\d{2}-\d{2})[ T]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/
const timeLike = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T,]+(?:kl\.? ?)?\d{1,2}[:.]\d{1,2}(?:[:.]\d{1,2})?$/i
const longestTime = 40

/** A line that ends a message: '2025-08-06 11:46:21', or something that was meant as such. */
export function isPostEnd(line: string): boolean {
  if (line.length > longestTime) return false
  return timeLike.test(plainText(line))
}

/** 'YYYY-MM-DDTHH:mm:ss' in Danish wall time. Null when the line is no time, or one that does not exist. */
export function readPostTime(line: string): string | null {
  const match = printedTime.exec(plainText(line))
  const day = match?.[1]
  const time = match?.[2]
  return day && time && findCivilDay(day) ? `${day}T${time}` : null
}
