import { describe, expect, test } from 'vitest'
import { historySentence, type ToldEvent } from './history-sentence.ts'

const korsbaek = 7
const event = (type: string, parts: Partial<ToldEvent> = {}): ToldEvent => ({
  type,
  actorKind: 'user',
  actorName: 'Katrine Holm',
  actorOrganisationId: korsbaek,
  actorOrganisationName: 'Korsbæk Kommune',
  changes: {},
  facts: {},
  ...parts,
})
const signe = { actorName: 'Signe Bruun', actorOrganisationId: 1, actorOrganisationName: 'KOMBIT' }

describe('historySentence', () => {
  test.each<[ToldEvent, string]>([
    [event('task.received', signe), 'KOMBIT sendte opgaven til kommunen.'],
    [event('task.started'), 'Katrine Holm gik i gang med opgaven.'],
    [event('task.completed'), 'Katrine Holm markerede opgaven som fuldført.'],
    [
      event('task.peopleChanged', {
        actorName: 'Hanne Berg',
        onBehalfOfName: 'Katrine Holm',
        changes: { performer: { from: null, to: 'Mads Friis' } },
      }),
      'Hanne Berg på vegne af Katrine Holm valgte Mads Friis som udfører.',
    ],
    [
      event('task.completed', { actorKind: 'job', facts: { because: 'Anders Skov har fået adgang.' } }),
      'Opgaven blev fuldført automatisk: Anders Skov har fået adgang.',
    ],
    [
      event('task.completed', { actorKind: 'job', facts: { confirmedHolder: 'Anders Skov' } }),
      'Opgaven blev fuldført automatisk, da Anders Skov havde fået rollen, og adgangen var åben.',
    ],
    [
      event('task.completed', { facts: { reason: 'Regionen løser den.' } }),
      'Katrine Holm markerede opgaven som fuldført, selv om ingen havde rollen. Begrundelse: Regionen løser den.',
    ],
    [
      event('task.received', { actorKind: 'job', facts: { vacatedRole: 'Deltager' } }),
      'Opgaven kom igen, fordi ingen i kommunen har rollen »Deltager« længere.',
    ],
    [
      event('task.optedOut', { facts: { reason: 'Vi har en aftale.' } }),
      'Katrine Holm svarede, at kommunen ikke deltager. Begrundelse: Vi har en aftale.',
    ],
    [
      event('task.reopened', { changes: { status: { from: 'completed', to: 'inProgress' } } }),
      'Katrine Holm genåbnede opgaven. Svaret var: fuldført.',
    ],
    [
      event('task.peopleChanged', { changes: { performer: { from: 'Anders Skov', to: 'Mads Friis' } } }),
      'Katrine Holm skiftede udfører fra Anders Skov til Mads Friis.',
    ],
    [
      event('task.peopleChanged', { changes: { responsible: { from: null, to: 'Katrine Holm' } } }),
      'Katrine Holm valgte sig selv som ansvarlig.',
    ],
    [
      event('task.startDayChanged', { changes: { startsOn: { from: '2026-12-01', to: '2026-12-24' } } }),
      'Katrine Holm ændrede startdatoen fra 01-12-2026 til 24-12-2026.',
    ],
    [
      event('task.startDayChanged', { changes: { startsOn: { from: '2026-12-01', to: null } } }),
      'Katrine Holm fjernede startdatoen 01-12-2026.',
    ],
    [event('message.answered', signe), 'Signe Bruun (KOMBIT) skrev til kommunen.'],
    [event('message.threadTaken', signe), 'Signe Bruun (KOMBIT) svarer på kommunens besked.'],
    [event('internalNote.written'), 'Katrine Holm skrev en intern note.'],
    [event('attachment.added', { facts: { name: 'a.pdf' } }), 'Katrine Holm tilføjede filen a.pdf.'],
    [event('something.elseHappened'), 'Katrine Holm ændrede opgaven.'],
  ])('$type', (told, sentence) => {
    expect(historySentence(told, korsbaek, 'da')).toBe(sentence)
  })

  test('is never empty, in either language, also when the facts are missing', () => {
    for (const type of ['task.optedOut', 'task.reopened', 'task.peopleChanged', 'task.startDayChanged'])
      expect(historySentence(event(type), korsbaek, 'en')).toMatch(/^Katrine Holm .+\.|Katrine Holm .+: $/)
  })
})
