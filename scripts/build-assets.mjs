/** Makes `public/built`: one style sheet, fonts, one sprite of icons, one script, all named by their content. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { trimCss } from './trim-css.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dkfds = join(root, 'node_modules/dkfds')

/** IBM Plex Sans as dkfds ships it, already split by script: the second part is fetched only where a page needs it. */
const faces = [
  { weight: 400, style: 'normal', file: 'Regular', name: 'plex-400' },
  { weight: 500, style: 'normal', file: 'Medium', name: 'plex-500' },
  { weight: 600, style: 'normal', file: 'SemiBold', name: 'plex-600' },
  { weight: 400, style: 'italic', file: 'Italic', name: 'plex-400-italic' },
]
const scripts = [
  {
    file: 'Latin1',
    suffix: '',
    range:
      'U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02',
  },
  {
    file: 'Latin2',
    suffix: '-more',
    range: 'U+0100-0130,U+0132-0151,U+0154-024F,U+1E80-1E85,U+20A0-20AB,U+20AD-20BF',
  },
]

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Every word of the sources, among them every class that a page can carry. */
function sourceWords() {
  const words = new Set()
  for (const file of sourceFiles(join(root, 'src'))) {
    for (const [word] of readFileSync(file, 'utf8').matchAll(/[\w-]+/g)) words.add(word)
  }
  return words
}

/** Whole or not at all, also for a server that reads while this writes. */
function place(path, content) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, path)
}

/** Collects files by logical name and writes them under a name that carries a hash of the content. */
function outlet(folder) {
  const manifest = {}
  const names = new Set(['manifest.json'])
  const write = (name, content) => {
    const path = join(folder, name)
    names.add(name)
    if (!existsSync(path)) place(path, content)
  }
  return {
    manifest,
    add(name, content, { compress = false } = {}) {
      const bytes = Buffer.from(content)
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
      const dot = name.lastIndexOf('.')
      const hashed = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`
      write(hashed, bytes)
      if (compress) {
        write(`${hashed}.gz`, gzipSync(bytes, { level: 9 }))
        write(`${hashed}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      }
      manifest[name] = `/built/${hashed}`
      return manifest[name]
    },
    /** Writes the manifest and removes what earlier builds left. */
    close() {
      place(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
      for (const name of readdirSync(folder))
        if (!names.has(name)) rmSync(join(folder, name), { recursive: true })
    },
  }
}

function fontFaces(out) {
  const rules = []
  for (const face of faces) {
    for (const script of scripts) {
      const file = join(
        dkfds,
        'dist/fonts/IBMPlexSans/split/woff2',
        `IBMPlexSans-${face.file}-${script.file}.woff2`,
      )
      const address = out.add(`${face.name}${script.suffix}.woff2`, readFileSync(file))
      rules.push(
        `@font-face{font-family:"IBM Plex Sans";font-style:${face.style};font-weight:${face.weight};font-display:swap;` +
          `src:url("${address}") format("woff2");unicode-range:${script.range}}`,
      )
    }
  }
  return rules.join('\n')
}

/** One symbol: what stands inside the svg of a file, without its title (the word beside it is its name). */
function symbol(name, svg) {
  const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1]
  const inside = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
  if (!viewBox) throw new Error(`No viewBox in the icon ${name}`)
  return `<symbol id="${name}" viewBox="${viewBox}">${inside.replace(/<title>.*?<\/title>/, '').trim()}</symbol>`
}

async function sprite() {
  const { dkfdsIcons, ownGlyphs } = await import(pathToFileURL(join(root, 'src/ui/icon-names.ts')).href)
  const read = (folder) => (name) => symbol(name, readFileSync(join(folder, `${name}.svg`), 'utf8'))
  const symbols = [
    ...dkfdsIcons.map(read(join(dkfds, 'dist/img/svg-icons'))),
    ...ownGlyphs.map(read(join(root, 'public/glyphs'))),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

/** dkfds stands in a layer of its own, so that our rules win by order and never by longer selectors. */
async function styleSheet(out) {
  const base = trimCss(readFileSync(join(dkfds, 'dist/css/dkfds.css'), 'utf8'), sourceWords(), [
    '@font-face',
    '@media print',
  ])
  const images = {}
  const withImages = (css, pattern) =>
    css.replace(pattern, (_, name) => {
      images[name] ??= out.add(`${name}.svg`, readFileSync(join(dkfds, `dist/img/svg-icons/${name}.svg`)))
      return `url("${images[name]}")`
    })
  const placed = withImages(base, /url\("?\.\.\/img\/svg-icons\/([\w-]+)\.svg"?\)/g)
  const own = await build({
    entryPoints: [join(root, 'public/css/tvaers.css')],
    bundle: true,
    write: false,
    external: ['dkfds/*'],
    logLevel: 'error',
  })
  const css = `${fontFaces(out)}\n@layer dkfds{${placed}}\n${withImages(own.outputFiles[0].text, /url\("?dkfds\/([\w-]+)\.svg"?\)/g)}`
  const { code } = await transform(css, {
    loader: 'css',
    minify: true,
    target: ['chrome111', 'firefox113', 'safari16.4'],
  })
  out.add('tvaers.css', code, { compress: true })
}

async function script(out) {
  const result = await build({
    entryPoints: [join(root, 'src/browser/enhance.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    write: false,
    logLevel: 'error',
  })
  out.add('enhance.js', result.outputFiles[0].contents, { compress: true })
}

/**
 * Builds all that a browser fetches beside the pages. Safe to run again: only what changed is written.
 * @returns the manifest: logical name → address
 */
export async function buildAssets() {
  const folder = join(root, 'public/built')
  mkdirSync(folder, { recursive: true })
  const out = outlet(folder)
  await styleSheet(out)
  await script(out)
  out.add('icons.svg', await sprite(), { compress: true })
  out.add('favicon.svg', readFileSync(join(root, 'public/favicon.svg')), { compress: true })
  out.close()
  return out.manifest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, address] of Object.entries(await buildAssets())) console.log(`${name} → ${address}`)
}
