import { readFileSync, readlinkSync } from 'node:fs'

/**
 * Calls `end` once for each signal that asks this process to stop, and once with SIGTERM when npm, which started it,
 * was killed. Under `nohup` the end of the terminal is no reason to stop, nor is that npm ends with it.
 * @param {(signal: NodeJS.Signals) => void} end
 * @returns {() => void} ends the watch
 */
export function followFate(end) {
  const staysWithoutTerminal = isUnderNohup()
  let lostTerminal = false
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => keepQuiet(signal, end))
  process.on('SIGHUP', () => {
    if (!staysWithoutTerminal && !lostTerminal) end('SIGHUP')
    lostTerminal = true
  })
  const family = ancestors()
  const timer = setInterval(() => {
    if (!family || family === ancestors()) return
    clearInterval(timer)
    if (!(staysWithoutTerminal && lostTerminal)) end('SIGTERM')
  }, 500)
  return () => clearInterval(timer)
}

function keepQuiet(signal, end) {
  process.on(signal, () => {})
  end(signal)
}

/** The process that npm is, reached directly or through the shell it starts scripts with. Null: not started by npm. */
function ancestors() {
  if (!process.env.npm_lifecycle_event) return null
  return `${process.ppid} ${shellParent(process.ppid)}`
}

function shellParent(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    return /sh$/.test(name) ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] : ''
  } catch {
    return ''
  }
}

/**
 * Node resets ignored signals at its start, so that `nohup` has no effect on it. It leaves a trace: where the input was
 * a terminal, it is /dev/null opened for writing only.
 */
function isUnderNohup() {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1] ?? '0'
    return readlinkSync('/proc/self/fd/0') === '/dev/null' && (Number.parseInt(flags, 8) & 3) === 1
  } catch {
    return false
  }
}
