/**
 * What both pages show with: elements whose content is text and never HTML, times, and words for screen readers.
 */

/**
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * An element with properties and children. Texts become text nodes.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] names with a hyphen are attributes
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role' || name === 'for' || name === 'class') element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/**
 * Sets a text where it differs, so that screen readers hear only what is new.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Says something in the page's live region; `isAlert`: at once, and it stays until the next alert.
 * @param {string} text
 */
export function announce(text) {
  setText(byId('announcement'), text);
}

/** @param {string} text empty: takes it away */
export function alertWith(text) {
  const box = byId('alert');
  setText(box, text);
  box.hidden = text === '';
}

/**
 * The campaign's time, which in a rehearsal may run faster than the clock on the wall: learnt from the answers.
 */
export function createClock() {
  let at = Date.now();
  let readAt = performance.now();
  let rate = 1;
  /** @type {{ at: number, readAt: number } | null} Where the rate is measured from. */
  let base = null;
  return {
    /** @param {number} now */
    set(now) {
      at = now;
      readAt = performance.now();
      if (base !== null && readAt - base.readAt < 2_000) return;
      if (base !== null) rate = Math.min(200, Math.max(0, (at - base.at) / (readAt - base.readAt)));
      base = { at, readAt };
    },
    now: () => at + (performance.now() - readAt) * rate,
  };
}

/**
 * m:ss, or h:mm:ss.
 * @param {number} ms
 */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const rest = `${String(Math.floor(seconds / 60) % 60).padStart(seconds >= 3_600 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds >= 3_600 ? `${Math.floor(seconds / 3_600)}:${rest}` : rest;
}

/**
 * @param {number} at
 * @param {string} timeZone
 */
export function timeIn(at, timeZone) {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/**
 * A window may have no end: it is that of the whole campaign.
 * @param {number} at
 */
export function dateAndTime(at) {
  if (at > 8.64e15) return 'with the campaign';
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);
}

/**
 * @param {number | null} share 0 to 1
 * @param {number} digits
 */
export function percent(share, digits = 1) {
  return share === null ? '–' : `${(share * 100).toFixed(digits)} %`;
}

/** @type {Record<string, string>} */
export const STATE_WORDS = {
  signedOut: 'Signed out', ready: 'Ready', reserved: 'Busy with a record', talking: 'In a call', wrapping: 'Wrap-up', paused: 'Paused',
};

/**
 * Banners that both pages show.
 * @param {{ dryRun: boolean, driver: string, telephony: string, dialling: string, level: number | null }} campaign
 */
export function showBanners({ dryRun, driver, telephony, dialling, level }) {
  /** @type {[string, string][]} */
  const banners = [];
  if (telephony === 'down') banners.push(['bad', 'The telephone system does not answer. Nothing is dialled.']);
  if (telephony === 'blind') banners.push(['bad', 'The connection to the telephone system is disturbed. Nothing new is dialled.']);
  if (dryRun) banners.push(['fair', 'Dry run: everything is checked, no call is placed.']);
  if (driver === 'rehearsal') banners.push(['calm', 'Rehearsal: customers are simulated, no telephone is used.']);
  if (dialling === 'stopped') banners.push(['fair', 'Dialling is stopped.']);
  if (dialling === 'draining') banners.push(['fair', 'Dialling is paused: calls go on, no new ones are placed.']);
  if (level !== null) banners.push(['calm', `The team leader has set the level to ${level}.`]);
  const box = byId('banners');
  const text = banners.map(([, words]) => words).join('\n');
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...banners.map(([kind, words]) => make('p', { className: `banner ${kind}` }, words)));
}

/** @param {boolean} isConnected */
export function showConnection(isConnected) {
  const element = byId('connection');
  element.className = isConnected ? 'connection good' : 'connection bad';
  setText(element, isConnected ? 'Connected' : 'Connection lost');
}

/**
 * The form in which a token is typed.
 * @param {() => void} onSignedIn
 * @param {(method: string, path: string, options: { body: unknown }) => Promise<import('./server.js').Answer>} ask
 * @param {(answer: import('./server.js').Answer) => string} refusalText
 */
export function watchGate(onSignedIn, ask, refusalText) {
  byId('gate-form').addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const input = byId('token');
    const answer = await ask('POST', '/v1/session', { body: { token: input.value.trim() } });
    alertWith(answer.ok ? '' : refusalText(answer));
    if (!answer.ok) {
      input.focus();
      return;
    }
    input.value = '';
    onSignedIn();
  });
}
