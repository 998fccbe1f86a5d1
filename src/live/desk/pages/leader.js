/**
 * The team leader's page: what the campaign and its agents do now, and the few things that a leader may change.
 *
 * Rule: figures are those that the server has committed; what stops calls asks once more before it is done.
 */
import { drawChart } from './chart.js';
import { ask, listen, newKey, refusalText, throttled } from './server.js';
import { alertWith, announce, byId, createClock, dateAndTime, duration, make, percent, setText, showBanners, showConnection, STATE_WORDS, watchGate } from './show.js';

const clock = createClock();
/** @type {any} */
let campaign = null;
/** @type {any[]} */
let agents = [];
/** @type {any[]} */
let samples = [];
let stopListening = () => {};

watchGate(() => { void start(); }, ask, refusalText);
void start();

async function start() {
  const session = await ask('GET', '/v1/session');
  if (session.offline) {
    showConnection(false);
    setTimeout(() => void start(), 2_000);
    return;
  }
  const isSignedIn = session.ok && session.body !== null;
  const isLeader = isSignedIn && session.body.roles.includes('teamLeader');
  if (isSignedIn && !isLeader) alertWith('This token is not a team leader\'s. The agent\'s page is at /agent.');
  byId('gate').hidden = isLeader;
  byId('desk').hidden = true;
  byId('leave').hidden = !isSignedIn;
  if (!isLeader) {
    setText(byId('connection'), '');
    byId('token').focus();
    return;
  }
  setText(byId('who'), session.body.label ?? 'Team leader');
  stopListening();
  stopListening = listen({ onChange: refresh, onConnection });
}

/** @param {boolean} isConnected */
function onConnection(isConnected) {
  const was = byId('connection').textContent;
  showConnection(isConnected);
  if (!isConnected) alertWith('The connection is lost. The figures below are old; dialling goes on as it was.');
  else if (was === 'Connection lost') alertWith('');
}

const refresh = throttled(read, 500);
const refreshChart = throttled(readHistory, 5_000);
setInterval(() => { if (campaign !== null) refreshChart(); }, 5_000);
window.addEventListener('resize', () => { drawChart(byId('chart'), samples); });

async function read() {
  const [campaigns, people] = await Promise.all([ask('GET', '/v1/campaigns'), ask('GET', '/v1/agents')]);
  if (campaigns.status === 401) {
    stopListening();
    alertWith('Your session is over. Sign in again.');
    await start();
    return;
  }
  if (!campaigns.ok || !people.ok) {
    if (!campaigns.offline) alertWith(refusalText(campaigns.ok ? people : campaigns));
    return;
  }
  const isFirst = campaign === null;
  campaign = campaigns.body.campaigns[0];
  agents = people.body.agents;
  clock.set(campaign.now);
  show();
  if (isFirst) refreshChart();
}

async function readHistory() {
  const answer = await ask('GET', `${campaignPath()}/history`);
  if (!answer.ok) return;
  samples = answer.body.samples;
  drawChart(byId('chart'), samples);
}

function campaignPath() {
  return `/v1/campaigns/${encodeURIComponent(campaign.campaign)}`;
}

// ---- what is shown

function show() {
  const focused = document.activeElement;
  byId('desk').hidden = false;
  setText(byId('campaign'), campaign.campaign);
  showBanners(campaign);
  showTiles();
  showDialling();
  showWindows();
  showAgents();
  rows(byId('records'), Object.entries(campaign.records).map(([name, count]) => [ACTION_WORDS[name] ?? name, String(count)]));
  rows(byId('readings'), Object.entries(campaign.readings).map(([name, value]) => [name, number(/** @type {number} */ (value))]));
  // A button that is out of use loses the focus; the reader stays in its part of the page.
  if (focused instanceof HTMLButtonElement && focused.disabled) byId('control-title').focus();
}

/** @type {Record<string, string>} */
const ACTION_WORDS = {
  notAssigned: 'Not assigned', ready: 'Being worked on', callImmediately: 'To be called at once', rescheduledByDialer: 'Later, by the dialer',
  rescheduledByAgent: 'Later, promised by an agent', done: 'Done',
};

function showTiles() {
  const { ringing, waiting, talking, occupancy, dials, answered, dropped, level, readings } = campaign;
  const staffed = agents.filter(({ state }) => state !== 'signedOut').length;
  const tiles = [
    ['Ringing', String(ringing)], ['Waiting', String(waiting)], ['In a call', String(talking)], ['Agents in', String(staffed)],
    ['Occupancy', percent(occupancy)], [level !== null ? 'Level (set)' : 'Level', number(level ?? readings.level ?? null)],
    ['Dials', String(dials)], ['Answered', String(answered)], ['Abandoned', String(dropped)],
  ];
  const box = byId('tiles');
  if (box.childElementCount !== tiles.length) box.replaceChildren(...tiles.map(([name]) => make('div', { className: 'card tile' }, make('dt', {}, name ?? ''), make('dd', { className: 'figure' }))));
  tiles.forEach(([name, value], index) => {
    setText(box.children[index].firstElementChild, name ?? '');
    setText(box.children[index].lastElementChild, value ?? '');
  });
  box.children[1].classList.toggle('is-bad', waiting > 0);
}

function showDialling() {
  const { dialling, mode, driver, telephony, level } = campaign;
  const words = { on: 'On: calls are placed.', draining: 'Paused: calls go on, no new ones are placed.', stopped: 'Stopped.' }[/** @type {'on'} */ (dialling)];
  setText(byId('dialling'), `${words} Mode ${mode}, telephone ${driver}: ${telephony}.`);
  byId('start').disabled = dialling === 'on';
  byId('drain').disabled = dialling !== 'on';
  byId('stop').disabled = dialling === 'stopped';
  byId('level-back').disabled = level === null;
}

function showWindows() {
  byId('windows').replaceChildren(...campaign.windows.map((/** @type {any} */ { rule, limit, abandoned, answered, endsAt }) => {
    const rate = answered === 0 ? null : abandoned / answered;
    return make(
      'tr', {}, make('th', { scope: 'row' }, rule), make('td', { className: `number ${rate !== null && rate > limit ? 'over' : 'within'}` }, percent(rate, 2)),
      make('td', { className: 'number' }, percent(limit)), make('td', { className: 'number' }, `${abandoned} of ${answered}`), make('td', {}, dateAndTime(endsAt)),
    );
  }));
}

function showAgents() {
  const counts = Object.entries(campaign.agents).filter(([, count]) => count !== 0);
  setText(byId('agents-sum'), counts.map(([state, count]) => `${STATE_WORDS[state] ?? state}: ${count}`).join(' · '));
  byId('agents').replaceChildren(...agents.map(({ agent, state, since, phone, legUp, leaving, pauseReason, call }) => {
    const remarks = [];
    if (pauseReason !== null && state === 'paused') remarks.push(pauseReason);
    if (leaving) remarks.push('leaves after this call');
    if (call !== null) remarks.push(`record ${call.record}`);
    const dot = make('span', { className: `dot ${state}`, 'aria-hidden': 'true' });
    return make(
      'tr', {}, make('th', { scope: 'row' }, agent), make('td', {}, dot, STATE_WORDS[state] ?? state),
      make('td', { className: 'number', 'data-since': state === 'signedOut' ? '' : String(since) }, state === 'signedOut' ? '' : duration(clock.now() - since)),
      make('td', {}, phone === null ? '' : `${phone}${legUp ? '' : state === 'signedOut' ? '' : ' (not connected)'}`), make('td', {}, remarks.join(', ')),
    );
  }));
}

/**
 * @param {HTMLElement} body
 * @param {string[][]} pairs
 */
function rows(body, pairs) {
  body.replaceChildren(...pairs.map(([name, value]) => make('tr', {}, make('th', { scope: 'row' }, name ?? ''), make('td', { className: 'number' }, value ?? ''))));
}

/** @param {number | null} value */
function number(value) {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

setInterval(() => {
  for (const cell of document.querySelectorAll('[data-since]')) {
    const since = /** @type {HTMLElement} */ (cell).dataset.since ?? '';
    if (since !== '' && cell instanceof HTMLElement) setText(cell, duration(clock.now() - Number(since)));
  }
}, 1_000);

// ---- what a leader does

/**
 * @param {string} path
 * @param {unknown} body
 * @param {string} done
 */
async function act(path, body, done) {
  const answer = await ask('POST', path, { body, key: newKey() });
  alertWith(answer.ok ? '' : refusalText(answer));
  if (answer.ok) announce(done);
  refresh();
}

/**
 * Asks before something is done that calls feel.
 * @param {string} title
 * @param {string} text
 * @returns {Promise<boolean>}
 */
function confirmed(title, text) {
  const dialog = byId('confirm');
  setText(byId('confirm-title'), title);
  setText(byId('confirm-text'), text);
  setText(byId('confirm-yes'), title.replace('?', ''));
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => { dialog.addEventListener('close', () => { resolve(dialog.returnValue === 'yes'); }, { once: true }); });
}

/**
 * @param {string} id
 * @param {() => string} pathOf
 * @param {string} done
 * @param {[title: string, text: string]} [question]
 */
function on(id, pathOf, done, question) {
  byId(id).addEventListener('click', async () => {
    if (question !== undefined && !(await confirmed(...question))) return;
    await act(pathOf(), {}, done);
  });
}
on('start', () => `${campaignPath()}/start`, 'Dialling is on');
on('drain', () => `${campaignPath()}/drain`, 'Dialling is paused', ['Pause dialling?', 'No new calls are placed. Calls that ring or talk go on.']);
on('stop', () => `${campaignPath()}/stop`, 'Dialling is stopped', ['Stop?', 'No new calls are placed, and calls that ring are cancelled. Calls with an agent go on.']);
on('stop-all', () => '/v1/stop-all', 'All dialling is stopped', ['Stop all?', 'Every campaign of this server stops dialling at once, and calls that ring are cancelled.']);
byId('level-form').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  const level = Number(byId('level').value);
  void act(`${campaignPath()}/level`, { override: level }, `The level is ${level}`);
});
byId('level-back').addEventListener('click', () => act(`${campaignPath()}/level`, { override: null }, 'The strategy has the level again'));
byId('leave').addEventListener('click', async () => {
  await ask('DELETE', '/v1/session');
  stopListening();
  location.reload();
});
