// A list of which only the rows near the window are in the document. Rows may have any height: each is measured once it is seen.

const nearPixels = 600;
const firstGuess = 76; // of a height, until one has been measured

/** Shows things with a `TaskId` in a `<ul>`; rows are made by `create(id)` and brought up to date by `draw(row, thing)`. */
export class VirtualList {
  #list;
  #create;
  #draw;
  #things = [];
  #tops = [0]; // one more than there are things: the last is the height of all
  #heights = new Map();
  #rows = new Map(); // id -> { row, thing }
  #sizes = new ResizeObserver((entries) => this.#measured(entries));
  #waiting = false;
  #toEnd = false; // the reader has asked for the end, and for nothing else since

  constructor(list, { create, draw }) {
    this.#list = list;
    this.#create = create;
    this.#draw = draw;
    for (const event of ['scroll', 'resize']) addEventListener(event, () => this.#soon(), { passive: true });
    list.addEventListener('focusout', () => this.#soon());
    addEventListener('keydown', (event) => {
      this.#toEnd = isForEnd(event);
      if (!this.#toEnd) return;
      // The browser would glide to where the end is now, and go on doing so against rows that turn out higher or lower on the way.
      event.preventDefault();
      scrollToEnd();
    });
    for (const event of ['wheel', 'pointerdown', 'focusin']) addEventListener(event, () => (this.#toEnd = false), { passive: true });
  }

  show(things) {
    this.#things = things;
    const ids = new Set(things.map((thing) => thing.TaskId));
    for (const id of this.#heights.keys()) if (!ids.has(id)) this.#heights.delete(id);
    this.#layOut();
  }

  /** `things`, and among them those whose rows are being edited: words being typed are not taken away by what happens elsewhere. */
  withEdited(things) {
    const all = [...things];
    this.#things.forEach((thing, at) => {
      if (this.edits(thing.TaskId) && !things.some(({ TaskId }) => TaskId === thing.TaskId)) all.splice(at, 0, thing);
    });
    return all;
  }

  edits(id) {
    return this.rowOf(id)?.classList.contains('editing') ?? false;
  }

  /** The row in the document, if it is there. */
  rowOf(id) {
    return this.#rows.get(id)?.row;
  }

  /** The id of the one that follows, or of the one before the last. */
  neighbourOf(id) {
    const at = this.#things.findIndex((thing) => thing.TaskId === id);
    return (this.#things[at + 1] ?? this.#things[at - 1])?.TaskId;
  }

  #layOut() {
    const guess = this.#guess();
    this.#tops = [0];
    for (const { TaskId } of this.#things) this.#tops.push(this.#tops.at(-1) + (this.#heights.get(TaskId) ?? guess));
    this.#list.style.height = `${this.#tops.at(-1)}px`;
    this.#place();
  }

  #guess() {
    let sum = 0;
    for (const height of this.#heights.values()) sum += height;
    return sum === 0 ? firstGuess : sum / this.#heights.size;
  }

  // Rows in their order, so that the keyboard and screen readers meet them so; one that is in use stays where it is.
  #place() {
    const { first, last } = this.#near();
    const wanted = new Map();
    this.#things.forEach((thing, i) => {
      if ((i >= first && i < last) || this.#inUse(thing.TaskId)) wanted.set(thing.TaskId, i);
    });
    for (const [id, { row }] of this.#rows) if (!wanted.has(id)) this.#drop(id, row);

    let next = this.#list.firstElementChild;
    for (const [id, i] of wanted) {
      const row = this.#drawn(this.#things[i]);
      row.style.transform = `translateY(${this.#tops[i]}px)`;
      row.ariaPosInSet = i + 1;
      row.ariaSetSize = this.#things.length;
      if (row === next) next = next.nextElementSibling;
      else this.#list.insertBefore(row, next);
    }
  }

  #near() {
    const top = this.#list.getBoundingClientRect().top;
    const from = this.#indexAt(-top - nearPixels);
    const to = this.#indexAt(-top + innerHeight + nearPixels);
    return { first: from, last: Math.min(to + 1, this.#things.length) };
  }

  #indexAt(y) {
    let low = 0;
    let high = this.#things.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #inUse(id) {
    const row = this.rowOf(id);
    return row !== undefined && (row.contains(document.activeElement) || this.edits(id));
  }

  #drawn(thing) {
    let known = this.#rows.get(thing.TaskId);
    if (!known) {
      known = { row: this.#create(thing.TaskId), thing: undefined };
      this.#rows.set(thing.TaskId, known);
      this.#sizes.observe(known.row);
    }
    if (known.thing !== thing) this.#draw(known.row, thing);
    known.thing = thing;
    return known.row;
  }

  #drop(id, row) {
    this.#sizes.unobserve(row);
    this.#rows.delete(id);
    row.remove();
  }

  #measured(entries) {
    let changed = false;
    for (const { target, borderBoxSize } of entries) {
      const id = target.dataset.taskId;
      const height = borderBoxSize[0].blockSize;
      if (this.rowOf(id) !== target || height === 0 || height === this.#heights.get(id)) continue;
      this.#heights.set(id, height);
      changed = true;
    }
    if (changed) this.#keepPlace(() => this.#layOut());
  }

  // What is being read stays under the eyes when rows turn out higher or lower than guessed, and the end stays the end.
  #keepPlace(change) {
    const atEnd = this.#toEnd || (scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 1);
    const firstRead = this.#indexAt(-this.#list.getBoundingClientRect().top);
    const before = this.#tops[firstRead];
    change();
    const moved = this.#tops[firstRead] - before;
    if (atEnd) scrollToEnd();
    else if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
  }

  #soon() {
    if (this.#waiting || this.#list.hidden) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#place();
    });
  }
}

function isForEnd({ key, target, shiftKey, altKey, metaKey }) {
  return key === 'End' && !shiftKey && !altKey && !metaKey && !target.matches('input, textarea, select');
}

function scrollToEnd() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
}
