// The tasks as the page shows them: what the server has said, with what is still on its way there laid over it.

const firstPage = 200; // small, so that something is seen soon
const furtherPages = 1_000;

/** Tells of every change by the event `change`. */
export class TaskStore extends EventTarget {
  #api;
  #confirmed = new Map();
  #pages = []; // as they were read last: { token, etag, tasks, nextToken }
  #patches = new Map(); // task id -> changes that the server has not answered yet, in their order
  #drafts = new Map(); // tasks that the server has not numbered yet
  #hidden = new Set(); // deleted here, and not to come back
  #written = new Map(); // task id -> when, in #clock, the server last confirmed a change of ours
  #clock = 0;
  #shown; // [...] until something changes

  /** Whether all pages have been read once. */
  complete = false;

  constructor(api) {
    super();
    this.#api = api;
  }

  /** Every task that is to be seen. A task that has not changed is the same object as before. */
  get tasks() {
    return (this.#shown ??= [...this.#drafts.values(), ...this.#visible()]);
  }

  find(taskId) {
    return this.#drafts.get(taskId) ?? this.#overlaid(this.#confirmed.get(taskId));
  }

  /** Reads the list again; pages that have not changed are not sent again. Rejects with a `Problem`. */
  async refresh() {
    const begun = ++this.#clock;
    const pages = [];
    let token = null;
    do {
      const known = this.#pages[pages.length];
      const page = await this.#api.page({ token, limit: token ? furtherPages : firstPage, etag: known?.token === token ? known.etag : undefined });
      pages.push(page ? { ...page, token } : known);
      token = pages.at(-1).nextToken;
      if (!this.complete) this.#add(pages.at(-1).tasks);
    } while (token);

    const unchanged = this.complete && pages.length === this.#pages.length && pages.every((page, i) => page === this.#pages[i]);
    this.#pages = pages;
    this.complete = true;
    if (!unchanged) this.#replace(pages, begun);
  }

  /** Shows a task at once, and resolves to it as the server has it; it goes again when the server refuses. */
  async create(fields) {
    const now = new Date().toISOString();
    const draft = { TaskId: `draft-${++this.#clock}`, Description: '', Status: 'Open', ...fields, CreatedAt: now, UpdatedAt: now, pending: true };
    this.#drafts.set(draft.TaskId, draft);
    this.#changed();
    try {
      const task = await this.#api.create(fields);
      this.#confirm(task);
      return task;
    } finally {
      this.#drafts.delete(draft.TaskId);
      this.#changed();
    }
  }

  /** Shows the change at once; it goes again when the server refuses. Changes of one task reach the server in their order. */
  async update(taskId, fields) {
    const patches = this.#patches.get(taskId) ?? [];
    const patch = { fields, before: patches.at(-1)?.done ?? Promise.resolve() };
    this.#patches.set(taskId, [...patches, patch]);
    this.#changed();
    patch.done = patch.before.then(() => this.#send(taskId, patch));
    const answer = patch.done;
    patch.done = patch.done.catch(() => {});
    return answer;
  }

  /** Takes a task out of sight; the server is told by `remove`. */
  hide(taskId) {
    this.#hidden.add(taskId);
    this.#changed();
  }

  unhide(taskId) {
    this.#hidden.delete(taskId);
    this.#changed();
  }

  /** Deletes a hidden task; it comes back when the server refuses. One that had gone already is gone. */
  async remove(taskId) {
    try {
      await this.#api.remove(taskId);
    } catch (problem) {
      if (problem.status !== 404) {
        this.unhide(taskId);
        throw problem;
      }
    }
    this.#forget(taskId);
  }

  async #send(taskId, patch) {
    try {
      this.#confirm(await this.#api.update(taskId, patch.fields));
    } catch (problem) {
      if (problem.status === 404) this.#forget(taskId);
      throw problem;
    } finally {
      const rest = this.#patches.get(taskId).filter((other) => other !== patch);
      if (rest.length > 0) this.#patches.set(taskId, rest);
      else this.#patches.delete(taskId);
      this.#changed();
    }
  }

  #confirm(task) {
    this.#confirmed.set(task.TaskId, task);
    this.#written.set(task.TaskId, ++this.#clock);
  }

  #forget(taskId) {
    this.#confirmed.delete(taskId);
    this.#hidden.add(taskId);
    this.#written.set(taskId, ++this.#clock);
    this.#changed();
  }

  #add(tasks) {
    for (const task of tasks) if (!this.#written.has(task.TaskId)) this.#keep(this.#confirmed, task);
    this.#changed();
  }

  // What was written after the reading began may not be in it yet.
  #replace(pages, begun) {
    const read = new Map();
    for (const { tasks } of pages) for (const task of tasks) this.#keep(read, task);
    for (const [taskId, at] of this.#written) {
      if (at <= begun) this.#written.delete(taskId);
      else if (this.#confirmed.has(taskId)) read.set(taskId, this.#confirmed.get(taskId));
      else read.delete(taskId);
    }
    this.#confirmed = read;
    this.#changed();
  }

  /** Puts a task among others as the object that is known for it, where it is the same task. */
  #keep(among, task) {
    const known = this.#confirmed.get(task.TaskId);
    const same = known && Object.keys(task).every((name) => task[name] === known[name]);
    among.set(task.TaskId, same ? known : task);
  }

  *#visible() {
    for (const task of this.#confirmed.values()) if (!this.#hidden.has(task.TaskId)) yield this.#overlaid(task);
  }

  #overlaid(task) {
    const patches = task && this.#patches.get(task.TaskId);
    return patches ? Object.assign({}, task, ...patches.map((patch) => patch.fields), { pending: true }) : task;
  }

  #changed() {
    this.#shown = undefined;
    this.dispatchEvent(new Event('change'));
  }
}
