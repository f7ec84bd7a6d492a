// What happens when: turns what the person does into changes of the store, and shows what the store says.

import { connect, readApiUrl } from './api.js';
import { Live } from './live.js';
import { settle, takeBack, tell, tellFailure, tellUndoable } from './messages.js';
import { TaskStore } from './store.js';
import { heirOf, rowOf, showLoading, showProblem, showTasks } from './task-list.js';
import { changesIn, closeEdit, fieldsOf, openEdit, showFormProblem, toggleDescription } from './task-row.js';
import { addressOf, viewOf } from './view.js';

const createForm = document.getElementById('create');
const viewForm = document.getElementById('view');
const connection = document.getElementById('connection');
const list = document.getElementById('tasks');

let opening; // once somebody has asked for the store
let store; // once the API is known
let view = viewOf(location.search);
let drawing = false;

const live = new Live(read, showConnection);

createForm.addEventListener('submit', (event) => {
  event.preventDefault();
  create();
});
createForm.addEventListener('input', () => showFormProblem(createForm, ''));
document.getElementById('retry').addEventListener('click', () => live.now());
document.getElementById('show-all').addEventListener('click', () => {
  changeView({ ...view, status: 'all', q: '' }, 'pushState');
  viewForm.elements.q.focus();
});

viewForm.addEventListener('submit', (event) => event.preventDefault());
viewForm.addEventListener('input', ({ target }) => {
  const { q, status, sort } = viewForm.elements;
  changeView({ q: q.value, status: status.value, sort: sort.value }, target === q ? 'replaceState' : 'pushState');
});
addEventListener('popstate', () => {
  view = viewOf(location.search);
  showView();
});

list.addEventListener('change', (event) => {
  if (event.target.matches('.task-check')) toggle(event.target.closest('.task'));
});
list.addEventListener('submit', (event) => {
  event.preventDefault();
  save(event.target.closest('.task'));
});
list.addEventListener('click', (event) => {
  const row = event.target.closest('.task');
  switch (event.target.closest('[data-action]')?.dataset.action) {
    case 'edit': return edit(row);
    case 'cancel': return stopEditing(row);
    case 'expand': return toggleDescription(row);
    case 'delete': return remove(row);
  }
});
list.addEventListener('animationend', (event) => event.target.classList.remove('added'));
document.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const typing = event.target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.target.closest('.form')?.requestSubmit();
  else if (event.key === 'Escape' && event.target.closest('.edit')) stopEditing(event.target.closest('.task'));
  else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'Slash') focusOn(event, viewForm.elements.q);
  else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyN') focusOn(event, createForm.elements.Title);
  else if (typing) return;
  else if (event.key === 'z' && (event.metaKey || event.ctrlKey) && takeBack()) event.preventDefault();
});
addEventListener('pagehide', settle);

showView();
showLoading();
live.now();

async function read() {
  await (await opened()).refresh();
  draw();
}

// One store, however many ask for it before it is there; who asks after a failure tries again.
function opened() {
  opening ??= open().catch((problem) => {
    opening = undefined;
    throw problem;
  });
  return opening;
}

async function open() {
  const apiUrl = await readApiUrl();
  allowOnly(apiUrl);
  store = new TaskStore(connect(apiUrl));
  store.addEventListener('change', soonDraw);
  return store;
}

function soonDraw() {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    draw();
  });
}

function draw() {
  if (store && (store.complete || store.tasks.length > 0)) showTasks(store.tasks, view, store.complete);
}

function showView() {
  const { q, status, sort } = viewForm.elements;
  [q.value, status.value, sort.value] = [view.q, view.status, view.sort];
  draw();
}

function changeView(next, how) {
  view = next;
  history[how](null, '', addressOf(view));
  showView();
}

function showConnection(state, problem) {
  connection.dataset.state = state;
  const text = { live: 'Live', reconnecting: 'Reconnecting…', offline: 'Offline' }[state];
  if (connection.textContent !== text) connection.textContent = text;
  document.getElementById('stale').hidden = state === 'live' || !store?.complete;
  document.getElementById('stale-text').textContent = problem?.message ?? 'This device is offline.';
  if (problem && !store?.complete && !store?.tasks.length) showProblem(problem);
}

async function create() {
  const fields = fieldsOf(createForm);
  if (!fields.Title) return showFormProblem(createForm, 'Give the task a title.');
  createForm.reset();
  createForm.elements.Title.focus();
  try {
    const task = await (await opened()).create(fields);
    rowOf(task.TaskId)?.classList.add('added');
    tell(`“${task.Title}” added.`);
  } catch (problem) {
    // What was typed is not lost, unless the next task is being typed already.
    const untouched = Object.values(fieldsOf(createForm)).every((value) => value === '');
    if (!untouched) return tellFailure(`“${fields.Title}” was not added.`, problem);
    for (const [name, value] of Object.entries(fields)) createForm.elements[name].value = value;
    showFormProblem(createForm, problem.message);
  }
}

function edit(row) {
  const task = store.find(row.dataset.taskId);
  if (task) openEdit(row, task);
}

// The row may belong elsewhere meanwhile, or nowhere: the focus goes with it, or to its heir.
function stopEditing(row) {
  const heir = heirOf(row);
  closeEdit(row);
  draw();
  const again = rowOf(row.dataset.taskId);
  if (again !== row) (again?.querySelector('[data-action=edit]') ?? heir()).focus({ preventScroll: true });
}

async function toggle(row) {
  const task = store.find(row.dataset.taskId);
  if (!task) return;
  const heir = row.contains(document.activeElement) && heirOf(row);
  const Status = task.Status === 'Completed' ? 'Open' : 'Completed';
  const sent = change(task, { Status });
  draw();
  if (heir) heir().focus({ preventScroll: true });
  if (await sent) tell(`“${task.Title}” ${Status === 'Completed' ? 'completed' : 'reopened'}.`);
}

async function save(row) {
  const changes = changesIn(row.querySelector('.edit'));
  const task = store.find(row.dataset.taskId);
  if (!task) return showFormProblem(row.querySelector('.edit'), 'This task was deleted elsewhere, so nothing can be saved. Copy what you need, and cancel.');
  if (changes.Title === '') return showFormProblem(row.querySelector('.edit'), 'Give the task a title.');
  stopEditing(row);
  if (Object.keys(changes).length === 0) return;
  const sent = change(task, changes, (problem) => {
    const again = rowOf(task.TaskId);
    if (!again || again.querySelector('.edit')) return false;
    openEdit(again, { ...store.find(task.TaskId), ...changes }, task);
    showFormProblem(again.querySelector('.edit'), problem.message);
    return true;
  });
  draw();
  if (await sent) tell('Changes saved.');
}

/** Resolves to whether the server took the change; `onRefusal` answers whether it has said so itself. */
async function change(task, fields, onRefusal) {
  try {
    await store.update(task.TaskId, fields);
    return true;
  } catch (problem) {
    draw();
    if (problem.status === 404) tellFailure(`“${task.Title}” had been deleted elsewhere.`, problem);
    else if (!onRefusal?.(problem)) tellFailure(`“${task.Title}” stays as it was.`, problem);
    return false;
  }
}

function remove(row) {
  const task = store.find(row.dataset.taskId);
  if (!task) return;
  if (row.querySelector('.edit')) closeEdit(row);
  const heir = heirOf(row);
  tellUndoable(`“${task.Title}” deleted.`, {
    undo() {
      store.unhide(task.TaskId);
      draw();
      rowOf(task.TaskId)?.querySelector('.task-check').focus({ preventScroll: true });
    },
    pass: () => store.remove(task.TaskId).catch((problem) => tellFailure(`“${task.Title}” could not be deleted.`, problem)),
  });
  store.hide(task.TaskId);
  draw();
  heir().focus({ preventScroll: true });
}

function focusOn(event, field) {
  event.preventDefault();
  field.focus();
  field.select();
}

// The policy in index.html cannot know the API's origin. This second one can, and narrows the first.
function allowOnly(apiUrl) {
  const { origin, hostname } = new URL(apiUrl);
  if (hostname.startsWith('[')) return; // a policy cannot name an IPv6 address
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src 'self' ${origin}`;
  document.head.append(policy);
}
