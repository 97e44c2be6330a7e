/** The one style sheet of the page, served by the stand-in itself so that it works wherever it is bundled. */
export const pageStyles = `
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; color: #1a1a1a; background: #fff; font: 16px/24px "IBM Plex Sans", system-ui, sans-serif }
.banner { margin: 0; max-width: none; padding: 12px 16px; background: #febb30; color: #1a1a1a; font-weight: 600; text-align: center }
.inner { max-width: 1040px; margin: 0 auto; padding: 32px 16px 64px }
h1 { margin: 0 0 8px; font-size: 32px; line-height: 40px }
h2 { margin: 32px 0 8px; font-size: 22px; line-height: 30px }
h3 { margin: 16px 0 4px; font-size: 18px; line-height: 26px }
p { margin: 0 0 8px; max-width: 66ch }
.meta { color: #51606a; font-size: 14px; line-height: 20px }
a { color: #004d99; display: inline-block; padding: 8px 0 }
a:focus-visible { outline: 3px solid #004d99; outline-offset: 2px }
.button, button { display: inline-block; padding: 10px 20px; border: 1px solid #0b4654; background: #0b4654; color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
button { background: #fff; color: #0b4654 }
button:focus-visible { outline: 3px solid #004d99; outline-offset: 2px }
.reader { margin: 16px 0; padding: 16px; border: 1px solid #d3dcdf }
ul { margin: 0; padding: 0; list-style: none }
.channels li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-bottom: 1px solid #d3dcdf }
.channels { max-width: 480px }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 22px }
th { padding: 8px 16px 8px 0; border-bottom: 2px solid #0b4654; text-align: left }
td { padding: 12px 16px 12px 0; border-bottom: 1px solid #d3dcdf; vertical-align: top; overflow-wrap: break-word }
.status { white-space: nowrap; font-weight: 600; color: #2a6600 }
.status::before { content: "\\25CF"; margin-right: 6px }
.deactivated { color: #51606a }
.deactivated::before { content: "\\25CB" }
@media (max-width: 640px) {
  h1 { font-size: 26px; line-height: 34px }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, td { display: block }
  tr { padding: 12px 0; border-bottom: 1px solid #d3dcdf }
  td { padding: 2px 0; border: 0 }
  td[data-title]::before { content: attr(data-title) ": "; color: #51606a; font-weight: 400 }
}
`
