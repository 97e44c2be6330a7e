import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostingPortal, type PostingPortal } from '../../../test/support/posting-portal.ts'

let there: PostingPortal
beforeAll(async () => {
  there = await openPostingPortal()
})
afterAll(() => there.close())

test('a channel that roles name in several ways is offered once, with everybody who is in it', async () => {
  const { owner, clock } = there.portal
  const team = (await there.standIn.api('GET', '/teams/name/kommuner')).body.id
  const channel = await there.channelId('varsler')
  const id = clock.newId()
  await owner.query(`insert into role (id, name, kind) values ($1, 'Ved id', 'crossCutting')`, [id])
  await owner.query(
    `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', $2, $3)`,
    [id, team, [channel]],
  )
  await there.letIn('Anders')
  await there.letIn('Lone')
  // Lone has it by the role that names it by its id.
  await owner.query(
    `update provisioning_record set wanted = $1 where user_id = (select id from user_account where name = 'Lone Dahl')`,
    [JSON.stringify([{ team, channels: [channel] }])],
  )
  await owner.query(
    `insert into provisioning_place (connector, team, channel, place_id, name, state, seen_at)
     values ('mattermost', 'kommuner', 'varsler', $1, 'varsler', 'open', now()),
       ('mattermost', $2, $1, $1, 'varsler', 'open', now()), ('mattermost', $2, '', $2, 'kommuner', 'open', now())
     on conflict do nothing`,
    [channel, team],
  )
  const signe = await there.portal.as('Signe')
  const form = (await signe.get('/opslag/nyt')).payload
  expect(form).not.toContain(channel)
  expect(form.match(/mattermost:kommuner\/varsler/g)).toHaveLength(1)
  expect(form).toContain('2 personer')

  await signe.post('/opslag/velkomst', { instance: 'mattermost', team: 'kommuner', channel: 'varsler' })
  await owner.query(`update provisioning_record set active_since = $1`, [clock.now()])
  await there.run('posting.welcoming')
  const { rows } = await owner.query(
    `select channel, message from posting where kind = 'welcome' order by message`,
  )
  expect(rows).toEqual([
    { channel: 'varsler', message: 'Velkommen til **Anders Skov** fra Korsbæk Kommune.' },
    { channel: 'varsler', message: 'Velkommen til **Lone Dahl** fra Aarhus Kommune.' },
  ])
})
