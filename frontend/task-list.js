// What the main part of the page shows: loading, a problem, nothing yet, or the tasks of the view in two lists.

import { createRow, drawRow } from './task-row.js';
import { countsOf, select } from './view.js';
import { VirtualList } from './virtual-list.js';

const byId = (id) => document.getElementById(id);
const states = ['loading', 'problem', 'empty', 'no-match', 'summary', 'to-do', 'completed'];
const number = new Intl.NumberFormat();
const groups = Object.fromEntries(
  ['to-do', 'completed'].map((name) => [name, new VirtualList(byId(name).querySelector('.list'), { create: createRow, draw: drawRow })]),
);

export function showLoading() {
  reveal('loading');
  byId('tasks').setAttribute('aria-busy', 'true');
}

export function showProblem(problem) {
  reveal('problem');
  byId('tasks').setAttribute('aria-busy', 'false');
  byId('problem-heading').textContent = problem.heading ?? 'Something went wrong';
  byId('problem-message').textContent = problem.message;
  byId('problem-request').textContent = problem.requestId ? `Request ${problem.requestId}` : '';
}

/** Brings the page in line with the tasks; `complete` says that no further ones are on their way. */
export function showTasks(tasks, view, complete) {
  const shown = select(tasks, view);
  const parts = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, group.withEdited(shown.filter((task) => placeOf(task) === name))]));
  const inSight = parts['to-do'].length + parts.completed.length;
  byId('tasks').setAttribute('aria-busy', !complete);
  showCounts(countsOf(tasks), complete);
  for (const [name, members] of Object.entries(parts)) {
    const toAll = view.status === 'all' && !view.q && name === 'to-do' && complete;
    byId(name).querySelector('.count').textContent = number.format(members.length) + (complete ? '' : '+');
    byId(name).querySelector('.list').hidden = members.length === 0;
    byId(name).hidden = members.length === 0 && !(toAll && tasks.length > 0);
  }

  byId('to-do').querySelector('.all-done').hidden = parts['to-do'].length > 0;
  if (tasks.length === 0 && inSight === 0) reveal(complete ? 'empty' : 'loading');
  else if (inSight === 0 && complete && (view.status !== 'all' || view.q)) reveal('summary', 'no-match');
  else reveal('summary', !byId('to-do').hidden && 'to-do', !byId('completed').hidden && 'completed');
  for (const [name, members] of Object.entries(parts)) groups[name].show(members);
}

// A task stays where it is edited until that is over.
function placeOf(task) {
  return Object.keys(groups).find((name) => groups[name].edits(task.TaskId)) ?? (task.Status === 'Completed' ? 'completed' : 'to-do');
}

export function rowOf(taskId) {
  return groups['to-do'].rowOf(taskId) ?? groups.completed.rowOf(taskId);
}

/** What should take the focus when a row goes: the box of the next one, or else the list's heading. */
export function heirOf(row) {
  const group = groups[row.closest('.group').id];
  const taskId = group.neighbourOf(row.dataset.taskId);
  return () => group.rowOf(taskId)?.querySelector('.task-check') ?? byId('tasks');
}

function reveal(...visible) {
  for (const name of states) byId(name).hidden = !visible.includes(name);
}

function showCounts(counts, complete) {
  const more = complete ? '' : '+';
  for (const [status, count] of Object.entries(counts)) byId(`count-${status}`).textContent = number.format(count) + more;
  byId('summary-text').textContent = `${number.format(counts.completed)} of ${number.format(counts.all)}${more} done`;
  byId('summary-bar').max = Math.max(counts.all, 1);
  byId('summary-bar').value = counts.completed;
}
