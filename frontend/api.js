// Where the task API is, and how to speak to it. Knows nothing of the page.

const patienceMs = 35_000; // API Gateway itself gives up after 30 s.

/** What went wrong, in words for the person at the page: a heading, a sentence and, when the API answered, its status and request id. */
export class Problem extends Error {
  constructor(heading, message, { status = 0, requestId = '', cause } = {}) {
    super(message, { cause });
    this.name = 'Problem';
    this.heading = heading;
    this.status = status;
    this.requestId = requestId;
  }
}

/** Reads `{"apiUrl": "https://…"}` from the config.json that each deployment writes beside the page. */
export async function readApiUrl() {
  let response;
  try {
    response = await fetch(new URL('config.json', document.baseURI), { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) });
  } catch (cause) {
    throw notConnected('config.json could not be loaded: the server of this page does not answer.', cause);
  }

  if (!response.ok) throw notConnected(`There is no config.json beside this page (HTTP ${response.status}).`);

  const config = await response.json().catch((cause) => {
    throw notConnected('config.json beside this page is not valid JSON.', cause);
  });
  const url = parseUrl(config?.apiUrl);
  if (!/^https?:$/.test(url?.protocol)) throw notConnected('config.json beside this page has no "apiUrl" with a full http or https address.');
  return url.href.replace(/\/+$/, '');
}

/** The four things that can be asked of the API at `apiUrl`; each rejects with a `Problem`. */
export function connect(apiUrl) {
  const taskUrl = (taskId) => `${apiUrl}/tasks/${encodeURIComponent(taskId)}`;
  return {
    /** One page of tasks, in no particular order, or null where it is still the one with that tag; `nextToken` is null after the last. */
    async page({ token, limit, etag }) {
      const query = new URLSearchParams({ limit, ...(token && { nextToken: token }) });
      const { status, answer, headers } = await send('GET', `${apiUrl}/tasks?${query}`, { headers: etag && { 'If-None-Match': etag } });
      if (status === 304) return null;
      if (!Array.isArray(answer)) throw notTheApi(apiUrl);
      return { tasks: answer, nextToken: headers.get('X-Next-Token'), etag: headers.get('ETag') ?? undefined };
    },

    create: async (fields) => taskIn(await send('POST', `${apiUrl}/tasks`, json(fields)), apiUrl),
    update: async (taskId, fields) => taskIn(await send('PUT', taskUrl(taskId), json(fields)), apiUrl),
    /** Goes out also while the page is being left. */
    remove: async (taskId) => void (await send('DELETE', taskUrl(taskId), { keepalive: true })),
  };
}

const json = (fields) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) });

async function send(method, url, options = {}) {
  let response, text;
  try {
    response = await fetch(url, {
      ...options,
      method,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch (cause) {
    throw unreachable(url, cause);
  }

  const answer = parseJson(text);
  if (!response.ok && response.status !== 304) throw refused(response, answer);
  return { status: response.status, answer, headers: response.headers };
}

function taskIn({ answer }, apiUrl) {
  if (!answer?.data?.TaskId) throw notTheApi(apiUrl);
  return answer.data;
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseUrl(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function notConnected(message, cause) {
  return new Problem('This page is not connected to an API', `${message} Deploying the site writes it.`, { cause });
}

function notTheApi(apiUrl) {
  return new Problem('This is not the task API', `${apiUrl} answered, but not with tasks. Check "apiUrl" in config.json.`);
}

// A browser hides from scripts whether nothing listened or CORS refused, so the message names both.
function unreachable(url, cause) {
  const { origin } = new URL(url);
  const why = navigator.onLine === false ? 'This device is offline.'
    : cause.name === 'TimeoutError' ? `${origin} took too long to answer.`
    : `${origin} does not answer, or does not allow requests from ${location.origin}.`;
  return new Problem('The task API cannot be reached', why, { cause });
}

// The functions answer {"error", "message"}; API Gateway's own refusals hold "message" alone.
function refused(response, answer) {
  const heading = answer?.error ?? `The task API answered ${response.status}`;
  const message = answer?.message ?? 'It gave no reason.';
  return new Problem(heading, message, { status: response.status, requestId: response.headers.get('X-Request-Id') ?? '' });
}
