/**
 * How a page speaks with the server: requests as JSON with a time limit, and the stream of changes.
 *
 * Rule: no answer is `offline`, never an exception; the stream comes back by itself, and silence counts as a lost connection.
 *
 * @typedef {{ ok: boolean, offline: boolean, status: number, body: any }} Answer
 */

const ANSWER_MS = 10_000;
/** The server says that it is there every 15 s. */
const SILENCE_MS = 40_000;

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: unknown, key?: string }} [options] `key`: the write's Idempotency-Key
 * @returns {Promise<Answer>}
 */
export async function ask(method, path, { body, key } = {}) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  try {
    const response = await fetch(path, {
      method, headers, credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_MS), ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { ok: response.ok, offline: false, status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { ok: false, offline: true, status: 0, body: null };
  }
}

/**
 * What a refusal says to a person.
 * @param {Answer} answer
 */
export function refusalText({ offline, body, status }) {
  if (offline) return 'No connection to the server.';
  const error = body?.error ?? { message: `The server answered ${status}.` };
  const parts = [sentence(error.message)];
  for (const problem of error.problems ?? []) parts.push(sentence(`${problem.path}: ${problem.message}`));
  if (error.allowed?.length > 0) parts.push(`Allowed: ${error.allowed.join(', ')}.`);
  return parts.join(' ');
}

/** @param {string} text */
function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/**
 * Listens to the changes until the page is left.
 * @param {{ onChange: () => void, onConnection: (isConnected: boolean) => void }} listener
 */
export function listen({ onChange, onConnection }) {
  /** @type {EventSource | null} */
  let source = null;
  let silence = 0;
  let again = 0;
  const lost = () => {
    onConnection(false);
    clearTimeout(silence);
    clearTimeout(again);
    source?.close();
    // A new stream reads the whole state anyway; the browser's own way gives up where the server answers with an error.
    again = window.setTimeout(open, 1_000);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = window.setTimeout(lost, SILENCE_MS);
  };
  const open = () => {
    source = new EventSource('/v1/events');
    source.addEventListener('hello', () => {
      heard();
      onConnection(true);
      onChange();
    });
    for (const kind of ['changes', 'reset']) {
      source.addEventListener(kind, () => {
        heard();
        onChange();
      });
    }
    source.addEventListener('alive', heard);
    source.addEventListener('error', lost);
  };
  window.addEventListener('offline', lost);
  open();
  return () => {
    window.removeEventListener('offline', lost);
    clearTimeout(silence);
    clearTimeout(again);
    source?.close();
  };
}

/**
 * Runs the work at most once in `everyMs`, and always once more after the last call.
 * @param {() => Promise<void>} work
 * @param {number} everyMs
 */
export function throttled(work, everyMs) {
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
      await new Promise((resolve) => { setTimeout(resolve, everyMs); });
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}

/** A key that no other write has. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
