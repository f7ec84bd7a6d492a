// Keeps the list as the server has it, while somebody looks: a cheap question every moment, less often while nobody answers.

const pauseMs = 1_500;
const longestPauseMs = 30_000;

/** Calls `read` until the page goes; `tell(state, problem)` hears `live`, `reconnecting` or `offline`. */
export class Live {
  #read;
  #tell;
  #timer;
  #failures = 0;
  #reading;

  constructor(read, tell) {
    this.#read = read;
    this.#tell = tell;
    addEventListener('online', () => this.now());
    addEventListener('offline', () => tell('offline'));
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.now();
    });
  }

  /** Reads at once; resolves, never rejects, when that is done. */
  now() {
    clearTimeout(this.#timer);
    return (this.#reading ??= this.#once().finally(() => {
      this.#reading = undefined;
      if (!document.hidden) this.#timer = setTimeout(() => this.now(), Math.min(pauseMs * 2 ** this.#failures, longestPauseMs));
    }));
  }

  async #once() {
    try {
      await this.#read();
      this.#failures = 0;
      this.#tell('live');
    } catch (problem) {
      this.#failures++;
      this.#tell(navigator.onLine === false ? 'offline' : 'reconnecting', problem);
    }
  }
}
