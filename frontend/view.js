// Which tasks are shown, in which order, and how the page's address says so.

const statuses = { open: 'Open', 'in-progress': 'In Progress', completed: 'Completed' };
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const later = (name) => (a, b) => (a[name] < b[name] ? 1 : a[name] > b[name] ? -1 : 0);

const orders = {
  newest: later('CreatedAt'),
  oldest: (a, b) => later('CreatedAt')(b, a),
  changed: later('UpdatedAt'),
  title: (a, b) => collator.compare(a.Title, b.Title),
};

/** Reads `?status=…&q=…&sort=…`; what means nothing is left out. */
export function viewOf(search) {
  const query = new URLSearchParams(search);
  const known = (name, values, otherwise) => (Object.hasOwn(values, query.get(name) ?? '') ? query.get(name) : otherwise);
  return { status: known('status', statuses, 'all'), q: query.get('q') ?? '', sort: known('sort', orders, 'newest') };
}

/** The address of a view: its defaults are not spelled out. */
export function addressOf({ status, q, sort }) {
  const query = new URLSearchParams({ ...(status !== 'all' && { status }), ...(q && { q }), ...(sort !== 'newest' && { sort }) });
  return query.size > 0 ? `?${query}` : location.pathname;
}

/** The tasks of a view in its order. Every word of the search has to stand somewhere in the title or the description. */
export function select(tasks, { status, q, sort }) {
  const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const order = orders[sort];
  return tasks
    .filter((task) => (status === 'all' || task.Status === statuses[status]) && words.every((word) => textOf(task).includes(word)))
    .sort((a, b) => order(a, b) || (a.TaskId < b.TaskId ? 1 : -1));
}

/** How many tasks each status has, under the names of the view. */
export function countsOf(tasks) {
  const counts = { all: tasks.length };
  for (const [name, status] of Object.entries(statuses)) counts[name] = tasks.filter((task) => task.Status === status).length;
  return counts;
}

const texts = new WeakMap();

function textOf(task) {
  let text = texts.get(task);
  if (text === undefined) texts.set(task, (text = `${task.Title}\n${task.Description ?? ''}`.toLocaleLowerCase()));
  return text;
}
