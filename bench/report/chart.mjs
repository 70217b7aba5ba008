/**
 * @typedef {{ label: string, value: number, ours?: boolean }} Bar
 * @typedef {{ title: string, unit: string, bars: Bar[], logarithmic?: boolean }} Chart
 */

const WIDTH = 720
const LABEL = 230
const FIGURE = 90
const ROW = 24
const TOP = 44

/** Legible on white and on black: what shows an image in a page knows only what the reader's system prefers. */
const STYLE = `
  text { font: 13px system-ui, 'DejaVu Sans', sans-serif; fill: #24292f }
  .title { font-weight: 600 }
  .unit, .axis { fill: #57606a }
  .axis line { stroke: #d0d7de }
  .bar { fill: #8c959f }
  .ours { fill: #1a7f37 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .unit, .axis { fill: #9198a1 }
    .axis line { stroke: #3d444d }
    .bar { fill: #6e7681 }
    .ours { fill: #3fb950 }
  }`

/**
 * Draws bars, one below the other, as SVG.
 *
 * @param {Chart} chart
 * @returns {string}
 */
export function drawBars({ title, unit, bars, logarithmic = false }) {
  const height = TOP + bars.length * ROW + 12
  const room = WIDTH - LABEL - FIGURE
  const most = Math.max(...bars.map(({ value }) => value))
  const least = Math.min(...bars.map(({ value }) => value))
  // A bar of a logarithmic scale begins somewhere; at the power of ten below the least.
  const from = 10 ** Math.floor(Math.log10(Math.max(least, 0.01)))
  /** @param {number} value */
  const length = (value) =>
    room * (logarithmic ? Math.log(value / from) / Math.log(most / from) : value / most)
  const ticks = logarithmic ? powersOfTen(from, most) : []
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
<style>${STYLE}
</style>
<text class="title" x="0" y="16">${escape(title)} <tspan class="unit">${escape(unit)}</tspan></text>
<g class="axis">
${ticks.map((tick) => line(LABEL + length(tick), height)).join('\n')}
</g>
${bars.map((bar, row) => drawBar(bar, TOP + row * ROW, length(bar.value))).join('\n')}
</svg>
`
}

/**
 * @param {number} x
 * @param {number} height
 */
const line = (x, height) =>
  `<line x1="${x.toFixed(1)}" y1="${TOP - 10}" x2="${x.toFixed(1)}" y2="${height - 8}"/>`

/**
 * @param {Bar} bar
 * @param {number} y
 * @param {number} length
 */
function drawBar({ label, value, ours = false }, y, length) {
  const end = LABEL + Math.max(length, 1)
  const figure = value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString()
  return `<text x="${LABEL - 10}" y="${y + 13}" text-anchor="end">${escape(label)}</text>
<rect class="${ours ? 'ours' : 'bar'}" x="${LABEL}" y="${y}" width="${(end - LABEL).toFixed(1)}" height="${ROW - 8}" rx="2"/>
<text x="${(end + 8).toFixed(1)}" y="${y + 13}">${figure}</text>`
}

/**
 * @param {number} from
 * @param {number} most
 */
function powersOfTen(from, most) {
  const powers = []
  for (let power = from; power <= most; power *= 10) powers.push(power)
  return powers
}

/** @param {string} text */
const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
