// One chart: lines over time, drawn by uPlot in the page's colours.

const colours = 7
const height = 190

/** A colour of the page as it is now, in light or dark. */
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

export const shown = value => {
  if (value == null) return '–'
  const size = Math.abs(value)
  if (size !== 0 && size < 0.01) return value.toExponential(1)
  return value.toLocaleString('en', { maximumFractionDigits: size < 10 ? 2 : size < 100 ? 1 : 0 })
}

/** Times as their ticks are apart: of the day, and with the day where there are several. */
const timesOf = ticks => {
  const isLong = ticks.length > 1 && ticks.at(-1) - ticks[0] > 86400
  const form = isLong ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } : { hour: '2-digit', minute: '2-digit' }
  return ticks.map(tick => new Date(tick * 1000).toLocaleString('en-GB', form))
}

const axis = extra => ({
  stroke: colour('--quiet'),
  grid: { stroke: colour('--rule'), width: 1 },
  ticks: { stroke: colour('--rule'), width: 1, size: 4 },
  font: '12px system-ui, sans-serif',
  ...extra,
})

/** The lines that values are held to, such as a target, behind the data. */
const limits = lines => ({
  hooks: {
    drawAxes: [chart => {
      const { ctx, bbox } = chart
      ctx.save()
      ctx.strokeStyle = ctx.fillStyle = colour('--bad')
      ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
      for (const { value, label } of lines) {
        const y = chart.valToPos(value, 'y', true)
        if (y < bbox.top || y > bbox.top + bbox.height) continue
        ctx.beginPath()
        ctx.moveTo(bbox.left, y)
        ctx.lineTo(bbox.left + bbox.width, y)
        ctx.stroke()
        if (label) ctx.fillText(label, bbox.left + 6 * devicePixelRatio, y - 5 * devicePixelRatio)
      }
      ctx.restore()
    }],
  },
})

/** The scale holds the data and the limits, and begins at zero unless it is told otherwise. */
const scaleOf = widget => (chart, least, most) => {
  const top = Math.max(most ?? 0, ...widget.limits.map(l => l.value), 0)
  return [widget.axis?.min ?? Math.min(least ?? 0, 0), widget.axis?.max ?? (top > 0 ? top * 1.1 : 1)]
}

const optionsFor = (widget, width) => ({
  width,
  height,
  cursor: { sync: { key: 'dashboard' }, points: { size: 7 }, drag: { x: true, y: false, setScale: false }, y: false },
  select: { show: false },
  scales: { x: { time: true }, y: { range: scaleOf(widget) } },
  axes: [axis({ space: 64, size: 30, values: (_, ticks) => timesOf(ticks) }), axis({ size: 54, values: (_, ticks) => ticks.map(shown) })],
  legend: { markers: { width: 0, fill: (_, i) => colour(`--c${(i - 1) % colours}`) } },
  hooks: { setCursor: [chart => chart.cursor.idx == null && showNewest(chart)] },
  series: [
    { label: 'Time', value: (_, time) => time == null ? '–' : timesOf([time])[0] },
    ...widget.series.map((series, i) => ({
      label: series.label,
      stroke: colour(`--c${i % colours}`),
      width: 2,
      dash: i >= colours ? [6, 4] : undefined,
      points: { show: true, size: 5, fill: colour(`--c${i % colours}`) },
      value: (_, value) => shown(value),
    })),
  ],
  plugins: [limits(widget.limits)],
})

/** The legend shows what is newest while nobody points. */
const showNewest = chart => {
  const [times, ...lines] = chart.data
  let newest = times.length - 1
  while (newest > 0 && lines.every(l => l[newest] == null)) newest--
  chart.setLegend({ idx: newest })
}

export class Chart {
  #place
  #widget
  #chart
  #observer

  constructor(place) {
    this.#place = place
    this.#observer = new ResizeObserver(() => this.#chart?.setSize({ width: place.clientWidth, height }))
    this.#observer.observe(place)
  }

  /** Draws anew when lines have come or gone, and moves on otherwise. */
  show(widget) {
    const isSame = this.#chart && JSON.stringify(this.#widget.series.map(s => s.label)) === JSON.stringify(widget.series.map(s => s.label))
    this.#widget = widget
    const data = [widget.times, ...widget.series.map(s => s.values)]
    if (isSame) this.#chart.setData(data)
    else this.#draw(data)
    this.#settle()
  }

  /** In the colours that the page has come to have. */
  recolour() {
    if (!this.#widget) return
    this.#draw([this.#widget.times, ...this.#widget.series.map(s => s.values)])
    this.#settle()
  }

  /** Once uPlot has drawn, which it does a little later and with nobody pointing. */
  #settle() {
    const chart = this.#chart
    requestAnimationFrame(() => chart === this.#chart && chart.cursor.idx == null && showNewest(chart))
  }

  #draw(data) {
    this.#chart?.destroy()
    this.#chart = new window.uPlot(optionsFor(this.#widget, this.#place.clientWidth), data, this.#place)
  }
}
