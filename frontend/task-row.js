// How one task looks, at rest and being edited. Users' words enter the document as text only.

const taskTemplate = document.getElementById('task-template');
const editTemplate = document.getElementById('edit-template');
const shortDate = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
const fullDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const openedWith = new WeakMap();
const longDescription = { characters: 280, lines: 5 };

export function createRow(taskId) {
  const row = taskTemplate.content.firstElementChild.cloneNode(true);
  row.dataset.taskId = taskId;
  const title = row.querySelector('.task-title');
  title.id = `title-${taskId}`;
  row.querySelector('.task-check').setAttribute('aria-labelledby', title.id);
  return row;
}

export function drawRow(row, task) {
  const description = task.Description ?? '';
  row.dataset.status = task.Status;
  row.ariaBusy = Boolean(task.pending);
  for (const control of row.querySelectorAll('.task-check, .task-actions button')) control.disabled = task.TaskId.startsWith('draft-');
  row.querySelector('.task-check').checked = task.Status === 'Completed';
  row.querySelector('.task-title').textContent = task.Title;
  row.querySelector('.task-description').textContent = description;
  row.querySelector('.task-expand').hidden =
    description.length <= longDescription.characters && description.split('\n').length <= longDescription.lines;
  row.querySelector('.badge').hidden = task.Status !== 'In Progress';
  row.querySelector('[data-action=edit]').setAttribute('aria-label', `Edit ${task.Title}`);
  row.querySelector('[data-action=delete]').setAttribute('aria-label', `Delete ${task.Title}`);

  row.querySelector('time').dateTime = task.CreatedAt;
  row.querySelector('time').textContent = spelledOut(new Date(task.CreatedAt));
  row.querySelector('.task-edited').hidden = !(Date.parse(task.UpdatedAt) > Date.parse(task.CreatedAt));
}

// Nothing for no date: a task that was put into the table by hand may have none.
function spelledOut(date) {
  if (Number.isNaN(date.getTime())) return '';
  return (date.getFullYear() === new Date().getFullYear() ? shortDate : fullDate).format(date);
}

export function toggleDescription(row) {
  const button = row.querySelector('.task-expand');
  const expanded = row.classList.toggle('expanded');
  button.setAttribute('aria-expanded', expanded);
  button.textContent = expanded ? 'Show less' : 'Show more';
}

/** `opened` is the task that the changes are told against, where `task` holds some already. */
export function openEdit(row, task, opened = task) {
  if (row.querySelector('form')) return;
  const form = editTemplate.content.firstElementChild.cloneNode(true);
  const { Title, Description, Status } = form.elements;
  const problem = form.querySelector('.form-problem');
  problem.id = `problem-${task.TaskId}`;
  Title.setAttribute('aria-describedby', problem.id);
  form.setAttribute('aria-label', `Edit ${task.Title}`);
  for (const { Title: title, Description: description, Status: status } of [opened, task]) {
    [Title.value, Description.value, Status.value] = [title, description ?? '', status];
    if (!openedWith.has(form)) openedWith.set(form, fieldsOf(form)); // as the form holds it: some line ends are not kept
  }
  row.classList.add('editing');
  row.append(form);
  Title.focus();
}

export function closeEdit(row) {
  row.querySelector('form')?.remove();
  row.classList.remove('editing');
  row.querySelector('[data-action=edit]').focus({ preventScroll: true });
}

/** What is typed into a create or edit form, trimmed as the API trims it. */
export function fieldsOf(form) {
  const named = [...form.elements].filter((element) => element.name);
  return Object.fromEntries(named.map(({ name, value }) => [name, value.trim()]));
}

/** The fields of an edit form that differ from what it was opened with. */
export function changesIn(form) {
  const opened = openedWith.get(form);
  return Object.fromEntries(Object.entries(fieldsOf(form)).filter(([name, value]) => value !== opened[name]));
}

/** Says in the form why it was not accepted; an empty message takes that back. */
export function showFormProblem(form, message) {
  const { Title } = form.elements;
  form.querySelector('.form-problem').textContent = message;
  if (!message) return Title.removeAttribute('aria-invalid');
  if (/\btitle\b/i.test(message)) Title.setAttribute('aria-invalid', 'true');
  Title.focus();
}
