import type { CastName } from './test-app.ts'

/**
 * One letter per kind of caller: the cast, nobody, and API clients of a municipality (m), of the central body (c), and
 * of a municipality with the one permission to read organisations (r).
 */
export type Caller = '-' | 'K' | 'A' | 'L' | 'S' | 'O' | 'F' | 'I' | 'N' | 'm' | 'r' | 'c'

export const people = {
  K: 'Katrine',
  A: 'Anders',
  L: 'Lone',
  S: 'Signe',
  O: 'Omar',
  F: 'Freja',
  I: 'Ib',
  N: 'Nanna',
} as const satisfies Partial<Record<Caller, CastName>>

const everybody = '-KALSOFINm'
const signedIn = 'KALSOFIN'
const inMunicipality = 'KAL'
const administrators = 'KL'
const editor = 'S'

/**
 * Who is let in where, written by hand and not from the routes: who is not named is turned away. What they may do once
 * in is the slices' to test.
 */
export const matrix: Readonly<Record<string, string>> = {
  'GET /log-ind': everybody,
  'POST /log-ind/demo': everybody,
  'POST /log-af': everybody,
  'GET /sprog/:language': everybody,
  'GET /hjaelp': everybody,
  'GET /tilgaengelighed': everybody,
  'GET /klik-administrator': signedIn,
  'GET /': signedIn,

  'GET /opgaver': 'KALSOI',
  'GET /opgaver/:number': 'KALSOI',
  'POST /opgaver/:number/fuldfoert': inMunicipality,
  'POST /opgaver/:number/i-gang': inMunicipality,
  'GET /opgaver/:number/fravalg': administrators,
  'POST /opgaver/:number/fravalg': administrators,
  'GET /opgaver/:number/genaabn': inMunicipality,
  'POST /opgaver/:number/genaabn': inMunicipality,
  'GET /opgaver/:number/personer': administrators,
  'POST /opgaver/:number/personer': administrators,
  'GET /opgaver/:number/startdato': inMunicipality,
  'POST /opgaver/:number/startdato': inMunicipality,
  'GET /opgaver/:number/filer': inMunicipality,
  'POST /opgaver/:number/filer': inMunicipality,
  'GET /opgaver/:number/filer/:id': 'KALSOI',
  'GET /opgaver/:number/filer/:id/fjern': inMunicipality,
  'POST /opgaver/:number/filer/:id/fjern': inMunicipality,
  'POST /opgaver/:number/beskeder': 'KALS',
  'POST /opgaver/:number/noter': 'KALS',
  'POST /opgaver/:number/beskeder/laest': inMunicipality,
  'GET /beskeder': editor,
  'POST /beskeder/:number/tag': editor,
  'GET /beskeder/svar-alle/:templateId': editor,
  'POST /beskeder/svar-alle/:templateId': editor,

  'GET /rollegalleri': 'KALSOFI',
  'GET /rollegalleri/ny': editor,
  'POST /rollegalleri/ny': editor,
  'GET /rollegalleri/:id': 'KALSOFI',
  'GET /rollegalleri/:id/rediger': editor,
  'POST /rollegalleri/:id/rediger': editor,
  'GET /rollegalleri/:id/besaettelse': 'SOFI',
  'GET /roller': inMunicipality,
  'GET /mine-roller': inMunicipality,
  'GET /roller/:roleId': inMunicipality,
  'POST /roller/:roleId/tildelinger': administrators,
  'POST /roller/:roleId/tildelinger/:id/primaer': administrators,
  'GET /roller/:roleId/tildelinger/:id/afslut': administrators,
  'POST /roller/:roleId/tildelinger/:id/afslut': administrators,
  'GET /adgange': 'KALSOI',
  'POST /adgange/gjort': 'O',
  'POST /adgange/igen': 'O',

  'GET /udrulninger': 'SOFIN',
  'GET /udrulninger/ny': editor,
  'GET /udrulninger/forhaandsvis': editor,
  'POST /udrulninger': editor,
  'GET /udrulninger/:id': 'SOFIN',
  'GET /udrulninger/:id/udtraek.csv': 'SOFIN',
  'GET /projekter/:id': 'SOFIN',
  'GET /opgavebeskrivelser': 'SOI',
  'GET /opgavebeskrivelser/ny': editor,
  'POST /opgavebeskrivelser/ny': editor,
  'GET /opgavebeskrivelser/import': editor,
  'POST /opgavebeskrivelser/import': editor,
  'GET /opgavebeskrivelser/:id': 'SOI',
  'GET /opgavebeskrivelser/:id/import': editor,
  'GET /opgavebeskrivelser/:id/rediger': editor,
  'POST /opgavebeskrivelser/:id/rediger': editor,
  'GET /revision': 'I',

  'GET /api/v1/openapi.json': '-KmrcALSOFIN',
  'GET /api/v1/tasks': 'mc',
  'GET /api/v1/tasks/:number': 'mc',
  'PATCH /api/v1/tasks/:number': 'm',
  'PUT /api/v1/tasks/:number/completion': 'm',
  'DELETE /api/v1/tasks/:number/completion': 'm',
  'PUT /api/v1/tasks/:number/opt-out': 'm',
  'DELETE /api/v1/tasks/:number/opt-out': 'm',
  'GET /api/v1/tasks/:number/history': 'mc',
  'GET /api/v1/tasks/:number/attachments': 'mc',
  'POST /api/v1/tasks/:number/attachments': 'm',
  'GET /api/v1/attachments/:id': 'mc',
  'DELETE /api/v1/attachments/:id': 'm',
  'GET /api/v1/tasks/:number/messages': 'mc',
  'POST /api/v1/tasks/:number/messages': 'mc',
  'GET /api/v1/tasks/:number/internal-notes': 'mc',
  'POST /api/v1/tasks/:number/internal-notes': 'mc',
  'GET /api/v1/roles': 'mc',
  'GET /api/v1/roles/:id': 'mc',
  'POST /api/v1/roles': 'c',
  'PUT /api/v1/roles/:id': 'c',
  'GET /api/v1/assignments': 'mc',
  'GET /api/v1/assignments/:id': 'mc',
  'POST /api/v1/assignments': 'm',
  'DELETE /api/v1/assignments/:id': 'm',
  'PUT /api/v1/assignments/:id/primary': 'm',
  'GET /api/v1/users': 'mc',
  'GET /api/v1/organisations': 'mrc',
  'GET /api/v1/task-templates': 'c',
  'GET /api/v1/task-templates/:id': 'c',
  'POST /api/v1/task-templates': 'c',
  'PUT /api/v1/task-templates/:id': 'c',
  'GET /api/v1/task-templates/:id/rollouts': 'c',
  'POST /api/v1/task-templates/:id/rollouts': 'c',
  'GET /api/v1/rollouts': 'c',
  'GET /api/v1/rollouts/:id/progress': 'c',
  'GET /api/v1/audit': 'c',
  'GET /api/v1/audit/head': 'c',
}
