import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { civilDay } from '../kernel/civil-day.ts'
import { municipalShell } from './gallery/sample.ts'
import {
  AttachmentList,
  BlockedButton,
  CheckboxField,
  DateField,
  Facts,
  faultList,
  faultOf,
  Instant,
  Page,
  RadioGroup,
  renderPage,
  Section,
  SelectField,
  Signal,
  StatusBadge,
  TextArea,
  TextField,
} from './index.ts'

const faults = {
  navn: { da: 'Skriv et navn.', en: 'Write a name.' },
  '': { da: 'Noget gik galt.', en: 'Something went wrong.' },
}

describe('fields', () => {
  it('tie label, hint and error to the control and keep what was typed', () => {
    const html = renderToString(
      <TextField
        name="navn"
        label="Navn"
        hint="Fornavn og efternavn"
        error="Skriv et navn."
        value={'"><b>'}
      />,
    )
    expect(html).toContain('for="navn"')
    expect(html).toContain('id="navn"')
    expect(html).toContain('aria-describedby="navn-hint navn-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('value="&quot;>&lt;b>"')
    expect(html).toContain('required')
  })

  it('show a day as Danes write it, and what was typed when it is no day', () => {
    expect(renderToString(<DateField name="d" label="Frist" value={civilDay('2025-08-25')} />)).toContain(
      'value="25-08-2025"',
    )
    expect(renderToString(<DateField name="d" label="Frist" value="32-13-2025" />)).toContain(
      'value="32-13-2025"',
    )
  })

  it('keep the choice', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    expect(renderToString(<SelectField name="s" label="S" options={options} value="b" />)).toMatch(
      /value="b"[^>]*selected|selected[^>]*value="b"/,
    )
    const radios = renderToString(<RadioGroup name="r" label="R" options={options} value="b" />)
    expect(radios).toMatch(/id="r-2"[^>]*checked/)
    expect(radios).toContain('id="r"')
    expect(renderToString(<CheckboxField name="c" label="C" checked />)).toContain('checked')
    expect(renderToString(<TextArea name="t" label="T" value="</textarea>" />)).toContain('&lt;/textarea>')
  })
})

describe('faults', () => {
  it('stand first on the page, in its language, and lead to their fields', () => {
    const shell = { ...municipalShell({}, 'Start'), language: 'en' as const }
    const html = renderPage(
      <Page shell={shell} title="Role" faults={faultList(faults, 'en')}>
        <h1>Role</h1>
      </Page>,
    )
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<title>Error: Role | Tværs</title>')
    expect(html).toContain('There are 2 errors')
    expect(html).toContain('<a href="#navn">Write a name.</a>')
    expect(html.indexOf('error-summary')).toBeLessThan(html.indexOf('<h1>'))
  })

  it('are found by field', () => {
    expect(faultOf(faults, 'navn', 'da')).toBe('Skriv et navn.')
    expect(faultOf(faults, 'mail', 'da')).toBeNull()
    expect(faultOf(undefined, 'mail', 'da')).toBeNull()
  })
})

describe('parts', () => {
  it('say the reason beside a blocked button and tie it to the button', () => {
    const html = renderToString(
      <BlockedButton reason="Det kan du senere." wayOut={{ label: 'Vælg reglen', href: 'javascript:x' }}>
        Start
      </BlockedButton>,
    )
    const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
    expect(html).toContain('aria-disabled="true"')
    expect(html).toContain(`id="${id}"`)
    expect(html).toContain('href="#"')
  })

  it('show an empty section and an empty fact as a dash (T3)', () => {
    expect(renderToString(<Section title="Kvalitetskriterier" empty />)).toContain('<p>-</p>')
    expect(renderToString(<Facts facts={[{ label: 'Ansvarlig', value: null }]} />)).toContain('<dd>-</dd>')
  })

  it('never tell a state by colour alone (T6)', () => {
    expect(renderToString(<Signal kind="red" words="Over fristen" />)).toContain('Over fristen')
    expect(renderToString(<StatusBadge status="optedOut" />)).toContain('Deltager ikke')
  })

  it('write an instant in Danish time with its own machine-readable form', () => {
    expect(renderToString(<Instant at={new Date('2025-08-06T09:46:21Z')} />)).toBe(
      '<time class="tv-time" datetime="2025-08-06T09:46:21.000Z">06-08-2025 kl. 11:46</time>',
    )
  })

  it('guard the addresses of attachments', () => {
    const html = renderToString(
      <AttachmentList items={[{ id: '1', name: 'x', href: 'javascript:alert(1)', external: true }]} />,
    )
    expect(html).toContain('href="#"')
    expect(html).toContain('rel="noreferrer"')
  })
})
