import { describe, expect, it } from 'vitest'
import type { MattermostClient } from './client.ts'
import type { KnownPlace, PlaceBook } from './place-book.ts'
import { createPlaces } from './places.ts'
import { ServerFault } from './server-fault.ts'

type Thing = { id: string; name: string; delete_at: number; team_id?: string }

const id = (letter: string): string => letter.repeat(26)
const gone = (): never => {
  throw new ServerFault({ kind: 'answer', call: 'GET', status: 404, errorId: 'app.missing.app_error' })
}

/** A server of teams and channels that can be renamed and taken away, and a book that tells what was kept. */
function makeServer(teams: Thing[], channels: Thing[]) {
  const asked: string[] = []
  const findIn = (things: Thing[], found: (thing: Thing) => boolean, call: string) => {
    asked.push(call)
    return Promise.resolve().then(() => things.find(found) ?? gone())
  }
  const client = {
    getTeam: (wanted: string) => findIn(teams, (team) => team.id === wanted, `team ${wanted}`),
    getTeamByName: (name: string) => findIn(teams, (team) => team.name === name, `team ${name}`),
    getChannel: (wanted: string) => findIn(channels, (one) => one.id === wanted, `channel ${wanted}`),
    getChannelByName: (teamId: string, name: string) =>
      findIn(channels, (one) => one.team_id === teamId && one.name === name, `channel ${name}`),
  } as unknown as MattermostClient
  const kept = new Map<string, KnownPlace>()
  const written: string[] = []
  const book: PlaceBook = {
    find: async (team, channel) => kept.get(`${team}/${channel ?? ''}`) ?? null,
    async keep(team, channel, place) {
      written.push(`${team}/${channel ?? ''} ${place.name} ${place.state}`)
      kept.set(`${team}/${channel ?? ''}`, place)
    },
  }
  const open = () => createPlaces(client, () => new Date(0), book)
  return { asked, written, kept, open }
}

const kommuner = (): Thing => ({ id: id('t'), name: 'kommuner', delete_at: 0 })
const varsler = (): Thing => ({ id: id('c'), name: 'varsler', delete_at: 0, team_id: id('t') })
const wanted = { team: 'kommuner', channels: ['varsler'] }

describe('names and ids to places', () => {
  it('binds a name to the id it was first found to be, and writes it once', async () => {
    const server = makeServer([kommuner()], [varsler()])
    const places = server.open()
    expect(await places.find(wanted)).toMatchObject({
      id: id('t'),
      channels: [{ id: id('c'), state: 'open' }],
    })
    await places.find(wanted, true)
    await server.open().find(wanted)
    expect(server.written).toEqual(['kommuner/ kommuner open', 'kommuner/varsler varsler open'])
  })

  it('follows what is renamed, and tells its name', async () => {
    const [team, channel] = [kommuner(), varsler()]
    const server = makeServer([team], [channel])
    await server.open().find(wanted)
    team.name = 'alle'
    channel.name = 'varslinger'
    expect(await server.open().find(wanted)).toMatchObject({
      ...{ team: 'kommuner', id: id('t'), name: 'alle', state: 'open' },
      channels: [{ channel: 'varsler', id: id('c'), name: 'varslinger', state: 'open' }],
    })
    expect(server.written.slice(2)).toEqual(['kommuner/ alle open', 'kommuner/varsler varslinger open'])
  })

  it('stays with the place that had the name when another one takes it', async () => {
    const channel = varsler()
    const channels = [channel]
    const server = makeServer([kommuner()], channels)
    await server.open().find(wanted)
    channel.name = 'gamle-varsler'
    channels.push({ ...varsler(), id: id('n') })
    expect((await server.open().find(wanted)).channels).toMatchObject([
      { id: id('c'), name: 'gamle-varsler' },
    ])
  })

  it('goes by the name again once the place it was bound to is no more', async () => {
    const channels = [varsler()]
    const server = makeServer([kommuner()], channels)
    await server.open().find(wanted)
    channels.splice(0, 1)
    expect((await server.open().find(wanted)).channels).toMatchObject([{ id: null, state: 'missing' }])
    expect(server.written.at(-1)).toBe('kommuner/varsler varsler missing')
    channels.push({ ...varsler(), id: id('n') })
    expect((await server.open().find(wanted)).channels).toMatchObject([{ id: id('n'), state: 'open' }])
  })

  it('tells what is archived, and what never was', async () => {
    const server = makeServer([{ ...kommuner(), delete_at: 5 }], [{ ...varsler(), delete_at: 5 }])
    const found = await server.open().find({ team: 'kommuner', channels: ['varsler', 'findes-ikke'] })
    expect(found).toMatchObject({ state: 'archived' })
    expect(found.channels.map(({ state }) => state)).toEqual(['archived', 'missing'])
    expect(server.kept.has('kommuner/findes-ikke')).toBe(false)
  })

  it('asks anew for what was never found, as it may have been made meanwhile', async () => {
    const channels: Thing[] = []
    const places = makeServer([kommuner()], channels).open()
    expect((await places.find(wanted)).channels).toMatchObject([{ id: null, isNeverFound: true }])
    channels.push(varsler())
    expect((await places.find(wanted)).channels).toMatchObject([{ id: id('c'), isNeverFound: false }])
    channels.pop()
    expect((await places.find(wanted, true)).channels).toMatchObject([{ id: null, isNeverFound: false }])
  })

  it('takes an id at its word, and asks by name only if there is no such id', async () => {
    const server = makeServer([kommuner()], [varsler()])
    const found = await server.open().find({ team: id('t'), channels: [id('c')] })
    expect(found).toMatchObject({ name: 'kommuner', channels: [{ id: id('c'), name: 'varsler' }] })
    expect(server.asked).toEqual([`team ${id('t')}`, `channel ${id('c')}`])
    const named = makeServer([{ ...kommuner(), name: id('q') }], [])
    expect(await named.open().find({ team: id('q'), channels: [] })).toMatchObject({ id: id('t') })
  })

  it('does not take a channel of another team for one of this', async () => {
    const server = makeServer([kommuner()], [{ ...varsler(), team_id: id('o') }])
    expect((await server.open().find({ team: 'kommuner', channels: [id('c')] })).channels).toMatchObject([
      { id: null, state: 'missing' },
    ])
  })

  it('keeps nothing and concludes nothing when the server fails', async () => {
    const server = makeServer([], [])
    const failing = createPlaces(
      {
        getTeamByName: () => {
          throw new ServerFault({ kind: 'answer', call: 'GET', status: 503 })
        },
      } as unknown as MattermostClient,
      () => new Date(0),
    )
    await expect(failing.find(wanted)).rejects.toThrow(ServerFault)
    expect(server.written).toEqual([])
  })
})
