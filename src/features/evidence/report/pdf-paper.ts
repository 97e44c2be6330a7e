import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'

/** The portal's own typeface, as whole fonts: a document carries the letters it uses. */
const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('dkfds')),
  '../fonts/IBMPlexSans/complete/ttf',
)

/**
 * Fonts go by their paths, never by a name registered for them: a table puts the font back by its path after each cell,
 * and one it does not find by that is read from disk anew.
 */
const regular = join(fontFolder, 'IBMPlexSans-Regular.ttf')
const strong = join(fontFolder, 'IBMPlexSans-SemiBold.ttf')

const ink = '#1a1a1a'
const muted = '#51606a'
const line = '#d3dcdf'
const margin = 42
const cellPadding = 4

export interface PaperColumn {
  readonly title: string
  /** In points. */
  readonly width: number
}

/**
 * A document as it is written from top to bottom: headings, paragraphs and tables, each tagged for what it is, so that a
 * screen reader goes through it as an eye does; headings are bookmarks too.
 */
export interface Paper {
  readonly document: PDFKit.PDFDocument
  heading(level: 1 | 2 | 3, text: string): void
  paragraph(text: string): void
  /** The header comes again on each page; the first column names its row. */
  table(columns: readonly PaperColumn[], rows: Iterable<readonly string[]>): Promise<void>
  /** Page numbers, and the end. */
  finish(foot: string): void
}

const sizes = { 1: 20, 2: 14, 3: 11.5 } as const

/** @param about what the document says of itself */
export function openPaper(about: {
  readonly title: string
  readonly author: string
  readonly madeAt: Date
}): Paper {
  const options = {
    size: 'A4',
    layout: 'landscape',
    margin,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'da',
    displayTitle: true,
    info: { Title: about.title, Author: about.author, Creator: 'Tværs', CreationDate: about.madeAt },
  }
  // The declared types know fewer subsets than the package has.
  const document = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions)
  const root = document.struct('Document')
  document.addStructure(root)
  const outlines: PDFKit.PDFOutline[] = [document.outline]

  const bottom = () => document.page.height - margin
  const width = () => document.page.width - 2 * margin
  const block = (tag: string, write: () => void) => {
    const element = document.struct(tag, {}, [write])
    root.add(element)
    element.end()
  }
  const makeRoom = (height: number) => {
    if (document.y + height > bottom()) document.addPage()
  }

  return {
    document,
    heading(level, text) {
      // A heading never stands alone at the foot of a page.
      makeRoom({ 1: 40, 2: 150, 3: 110 }[level])
      if (document.y > margin) document.y += level === 3 ? 10 : 18
      const parent = outlines.slice(0, level).findLast(Boolean) ?? document.outline
      outlines.length = level
      outlines[level] = parent.addItem(text)
      document.font(strong).fontSize(sizes[level]).fillColor(ink)
      block(`H${level}`, () => document.text(text, margin, document.y, { width: width() }))
      document.y += 4
    },
    paragraph(text) {
      document.font(regular).fontSize(10).fillColor(ink)
      makeRoom(document.heightOfString(text, { width: width() }))
      block('P', () => document.text(text, margin, document.y, { width: width(), lineGap: 2 }))
      document.y += 4
    },
    async table(columns, rows) {
      let table: PDFKit.Mixins.PDFTableObject | null = null
      const begin = () => {
        document.fontSize(8.5).fillColor(ink)
        // The declared types know fewer options than the package has.
        const options = {
          structParent: root,
          position: { x: margin, y: document.y },
          columnStyles: columns.map((column) => ({ width: column.width })),
          defaultStyle: {
            border: { top: 0, left: 0, right: 0, bottom: 0.5 },
            borderColor: line,
            padding: cellPadding,
          },
        }
        table = document.table(options as PDFKit.Mixins.TableOptions)
        table.row(
          columns.map(({ title }) => ({ ...header, text: title, type: 'TH', scope: 'Column' }) as object),
        )
      }
      const heightOf = (cells: readonly string[]) => {
        document.font(regular).fontSize(8.5)
        const heights = cells.map((text, index) =>
          document.heightOfString(text || ' ', { width: (columns[index]?.width ?? 0) - 2 * cellPadding - 1 }),
        )
        return Math.max(...heights) + 2 * cellPadding + 2
      }
      const end = () => {
        table?.end()
        table = null
        document.x = margin
      }
      let count = 0
      makeRoom(60)
      begin()
      for (const cells of rows) {
        if (document.y + heightOf(cells) > bottom()) {
          end()
          document.addPage()
          begin()
        }
        document.font(regular).fontSize(8.5).fillColor(ink)
        ;(table as PDFKit.Mixins.PDFTableObject | null)?.row(
          cells.map((text, index) =>
            index === 0 ? ({ text, type: 'TH', scope: 'Row' } as object) : { text },
          ),
        )
        count += 1
        // Others are answered while a long document is written.
        if (count % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      end()
      document.y += 6
    },
    finish(foot) {
      const { start, count } = document.bufferedPageRange()
      for (let page = start; page < start + count; page += 1) {
        document.switchToPage(page)
        document.page.margins.bottom = 0
        document.font(regular).fontSize(8).fillColor(muted)
        document.markContent('Artifact', { type: 'Pagination' })
        const y = document.page.height - 28
        document.text(foot, margin, y, { width: width(), lineBreak: false })
        document.text(`Side ${page - start + 1} af ${count}`, margin, y, { width: width(), align: 'right' })
        document.endMarkedContent()
      }
      root.end()
      document.end()
    },
  }
}

const header = { font: { src: strong, size: 8.5 }, backgroundColor: '#e4eff1' }
