// Short messages over the page, spoken by screen readers.

const news = document.getElementById('news');
const newsText = document.getElementById('news-text');
const undoButton = document.getElementById('undo');
const failure = document.getElementById('failure');
const failureText = document.getElementById('failure-text');
const failureRequest = document.getElementById('failure-request');
const newsMs = 6_000;
let newsTimer;
let offer; // { undo, pass } while a deletion can be taken back

document.getElementById('dismiss').addEventListener('click', clear);
undoButton.addEventListener('click', takeBack);
news.addEventListener('focusin', hold);
news.addEventListener('pointerenter', hold);
news.addEventListener('focusout', letGo);
news.addEventListener('pointerleave', letGo);

/** Good news passes by itself. */
export function tell(text) {
  clear();
  newsText.textContent = text;
  news.classList.add('shown');
  letGo();
}

/** News of something that can be taken back until the message goes: then, and not before, it is done by `pass`. */
export function tellUndoable(text, { undo, pass }) {
  tell(text);
  offer = { undo, pass };
  undoButton.hidden = false;
}

/** Takes back what the last message offers; answers whether there was something. */
export function takeBack() {
  if (!offer) return false;
  const { undo } = offer;
  offer = undefined;
  clear();
  undo();
  return true;
}

/** Does now what waits for its message to pass. */
export function settle() {
  const pass = offer?.pass;
  offer = undefined;
  pass?.();
}

/** Bad news stays until it is dismissed or something succeeds. */
export function tellFailure(what, problem) {
  clear();
  failure.hidden = false;
  failureText.textContent = `${what} ${problem.message}`;
  failureRequest.textContent = problem.requestId ? `Request ${problem.requestId}` : '';
}

// Who reads slowly, or is on the way to the button, is not hurried.
function hold() {
  clearTimeout(newsTimer);
}

function letGo() {
  clearTimeout(newsTimer);
  if (newsText.textContent) newsTimer = setTimeout(clear, newsMs);
}

function clear() {
  clearTimeout(newsTimer);
  settle();
  undoButton.hidden = true;
  news.classList.remove('shown');
  newsText.textContent = '';
  failure.hidden = true;
  failureText.textContent = '';
  failureRequest.textContent = '';
}
