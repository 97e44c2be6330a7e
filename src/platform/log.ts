import pino from 'pino'

export type Log = pino.Logger

/** One JSON line per entry; secrets are cut out by path, wherever a request or a fault carries them. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        '*.token',
        '*.secret',
        '*.password',
        'token',
        'secret',
        'password',
      ],
      censor: '[cut]',
    },
  })
}
