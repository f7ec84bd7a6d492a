// The page of a dashboard: asks what it shows every few seconds, and shows it.

import { Chart } from './chart.js'

const everyMs = 5000
const columns = [[4, 'w1'], [6, 'w2'], [8, 'w3'], [12, 'w4'], [16, 'w5'], [24, 'w6']]

const name = decodeURIComponent(location.pathname.split('/').pop())
const state = document.getElementById('state')
const main = document.getElementById('widgets')
const charts = []
let layout = ''

const element = (tag, text, className) => {
  const made = document.createElement(tag)
  if (text != null) made.textContent = text
  if (className) made.className = className
  return made
}

const minutes = () => document.querySelector('input[name=minutes]:checked').value

const classOf = width => (columns.find(([most]) => width <= most) ?? columns.at(-1))[1]

/** Widgets in the order in which they are read: from the top, from the left. */
const ordered = widgets => [...widgets].sort((one, other) => (one.y ?? 1e6) - (other.y ?? 1e6) || (one.x ?? 0) - (other.x ?? 0))

const describe = widget => widget.series.map(s => `${s.label}: ${s.values.findLast(v => v != null) ?? 'nothing'}`).join('; ')

const makeChart = (section, widget) => {
  if (widget.axis?.label) section.querySelector('h2')?.append(' ', element('span', widget.axis.label, 'unit'))
  const plot = element('div', null, 'plot')
  plot.setAttribute('role', 'img')
  const empty = element('p', 'No data in this time range', 'empty')
  section.append(plot, empty)
  const chart = new Chart(plot)
  charts.push(chart)
  return next => {
    chart.show(next)
    plot.setAttribute('aria-label', `${next.title ?? 'Chart'}. Newest values: ${describe(next)}`)
    empty.hidden = next.series.some(s => s.values.some(v => v != null))
  }
}

/** A name that may break where its words begin. */
const breakable = name => {
  const made = element('b')
  name.split(/(?<=[a-z0-9])(?=[A-Z])/).forEach((word, i) => made.append(...(i > 0 ? [document.createElement('wbr'), word] : [word])))
  return made
}

const stateNames = { OK: 'OK', ALARM: 'In alarm', INSUFFICIENT_DATA: 'Insufficient data', MISSING: 'There is no such alarm' }

const makeAlarms = section => {
  const list = element('ul', null, 'alarms')
  section.append(list)
  return next => list.replaceChildren(...next.alarms.map(alarm => {
    const item = element('li', null, alarm.state.toLowerCase())
    item.title = [alarm.description, alarm.reason].filter(Boolean).join('\n')
    item.append(element('i'), breakable(alarm.name), element('small', stateNames[alarm.state] ?? alarm.state))
    return item
  }))
}

const make = widget => {
  const section = element('section', null, classOf(widget.width))
  if (widget.title) section.append(element('h2', widget.title))
  main.append(section)
  let update = () => {}
  if (widget.type === 'metric') update = makeChart(section, widget)
  else if (widget.type === 'alarm') update = makeAlarms(section)
  else if (widget.markdown) section.append(element('p', widget.markdown, 'text'))
  if (widget.remark) section.append(element('p', widget.remark, 'remark'))
  return update
}

let updates = []

const show = view => {
  document.title = `${view.name} – dashboard`
  document.getElementById('name').textContent = view.name
  const widgets = ordered(view.widgets)
  const wanted = JSON.stringify(widgets.map(w => [w.type, w.title, w.width, w.remark]))
  if (wanted !== layout) {
    layout = wanted
    charts.length = 0
    main.replaceChildren()
    updates = widgets.map(make)
  }

  widgets.forEach((widget, i) => updates[i](widget))
  state.className = ''
  state.textContent = `${new Date(view.now * 1000).toLocaleTimeString('en-GB')} by the emulator's clock`
}

let asked = 0

const refresh = async () => {
  const question = ++asked
  try {
    const answer = await fetch(`/_tasktracker/dashboards/${encodeURIComponent(name)}/data?minutes=${minutes()}`)
    if (question !== asked) return
    if (!answer.ok) throw new Error(await answer.text())
    show(await answer.json())
  } catch (problem) {
    state.className = 'trouble'
    state.textContent = problem instanceof TypeError ? 'The emulator does not answer.' : problem.message
  }
}

document.getElementById('range').addEventListener('change', refresh)
document.addEventListener('visibilitychange', () => document.hidden || refresh())
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach(c => c.recolour()))
setInterval(() => document.hidden || refresh(), everyMs)
refresh()
