import pino from 'pino'

export type Log = pino.Logger

/**
 * One JSON line per entry; secrets are cut out by path, wherever a request or a fault carries them.
 * @param lines where they go; standard output unless given
 */
export function createLog(level: string, lines?: pino.DestinationStream): Log {
  const paths = [
    'req.headers.authorization',
    'req.headers.cookie',
    '*.token',
    '*.secret',
    '*.password',
    'token',
    'secret',
    'password',
  ]
  return pino({ level, base: null, redact: { paths, censor: '[cut]' } }, lines ?? pino.destination(1))
}
