/**
 * The agent's page: his shift, his call, the result of the call.
 *
 * Rule: what is shown is what the server says; nothing is guessed ahead. What he enters is kept in this browser until the server has confirmed it.
 */
import { createCallForm } from './callForm.js';
import { createDrafts } from './draft.js';
import { createResults } from './results.js';
import { ask, listen, newKey, refusalText, throttled } from './server.js';
import { alertWith, announce, byId, createClock, duration, make, setText, showBanners, showConnection, STATE_WORDS, timeIn, watchGate } from './show.js';

const clock = createClock();
/** @type {any} What the server said last: agent and campaign. */
let seen = null;
/** @type {ReturnType<typeof createDrafts> | null} */
let drafts = null;
/** @type {ReturnType<typeof createCallForm> | null} */
let form = null;
/** @type {ReturnType<typeof createResults> | null} */
let results = null;
let stopListening = () => {};

// Whoever signs in after somebody else gets a page of his own.
watchGate(() => { if (seen === null) void start(); else location.reload(); }, ask, refusalText);
void start();

/** Opens the desk if the browser has a session, else asks for a token. */
async function start() {
  const session = await ask('GET', '/v1/session');
  if (session.offline) {
    showConnection(false);
    setTimeout(() => void start(), 2_000);
    return;
  }
  const isSignedIn = session.ok && session.body !== null;
  const isAgent = isSignedIn && session.body.agent !== null;
  if (isSignedIn && !isAgent) alertWith('This token is not an agent\'s. The team leader\'s page is at /leader.');
  byId('gate').hidden = isAgent;
  byId('desk').hidden = true;
  byId('leave').hidden = !isSignedIn;
  if (!isAgent) {
    setText(byId('connection'), '');
    byId('token').focus();
    return;
  }
  stopListening();
  stopListening = listen({ onChange: refresh, onConnection: (isConnected) => { onConnection(isConnected); } });
}

const refresh = throttled(read, 100);

async function read() {
  const answer = await ask('GET', '/v1/agent');
  if (answer.status === 401) {
    stopListening();
    alertWith('Your session is over. Sign in again; what you have entered is kept.');
    await start();
    return;
  }
  if (!answer.ok) {
    alertWith(answer.offline ? '' : refusalText(answer));
    return;
  }
  const before = seen;
  seen = answer.body;
  const { agent, campaign } = seen;
  clock.set(campaign.now);
  if (before === null) begin(campaign, agent.agent);
  show(before);
  // What was under way when the page was left goes out again.
  if (before === null) void results?.sendAll();
}

/**
 * @param {any} campaign
 * @param {string} agent
 */
function begin(campaign, agent) {
  const kept = createDrafts(campaign.campaign, agent);
  const callForm = createCallForm({
    fields: campaign.fields, statuses: campaign.statuses, onEntry: (draft) => { kept.keep(draft); }, onSave: (draft) => { void results?.save(draft); },
  });
  results = createResults(kept, campaign, {
    shown: () => callForm.shown(), onSending: (draft, isSending) => { if (callForm.shown()?.record === draft.record) callForm.setSending(isSending); }, onDone: refresh,
  });
  drafts = kept;
  form = callForm;
}

/** @param {boolean} isConnected */
function onConnection(isConnected) {
  const was = byId('connection').textContent;
  showConnection(isConnected);
  if (!isConnected) alertWith('The connection is lost. Your call goes on; what you enter is kept here and sent when the connection is back.');
  else if (was === 'Connection lost') alertWith('');
  if (isConnected) void results?.sendAll();
}

// ---- what is shown

/** @param {any} before */
function show(before) {
  const { agent, campaign } = seen;
  const focused = document.activeElement;
  byId('desk').hidden = false;
  setText(byId('campaign'), campaign.campaign);
  setText(byId('who'), agent.agent);
  showBanners(campaign);
  showShift(agent, campaign);
  showCall(agent.call, campaign);
  results?.showUnsent();
  tick();
  if (before !== null && before.agent.state !== agent.state) announce(STATE_WORDS[agent.state] ?? agent.state);
  // A button that has gone takes the focus with it; the reader is put where the news is.
  if (focused instanceof HTMLElement && focused !== document.body && !focused.checkVisibility()) byId('state-title').focus();
}

/**
 * @param {any} agent
 * @param {any} campaign
 */
function showShift(agent, campaign) {
  const { state, phone, pauseReason, leaving, autoDial, legUp, call } = agent;
  const isIn = state !== 'signedOut';
  setText(byId('state'), STATE_WORDS[state] ?? state);
  byId('state-dot').className = `dot ${state}`;
  const more = [];
  if (state === 'paused' && pauseReason !== null) more.push(`Reason: ${pauseReason}.`);
  if (isIn) more.push(legUp ? `Telephone ${phone} is connected.` : `Telephone ${phone ?? ''} is not connected.`);
  if (state === 'ready') more.push('Calls come by themselves.');
  if (call !== null && pauseReason !== null && state !== 'paused') more.push('You pause after this call.');
  setText(byId('state-more'), more.join(' '));
  byId('sign-in-form').hidden = isIn;
  if (!isIn && byId('phone').value === '') byId('phone').value = phone ?? '';
  byId('shift').hidden = !isIn;
  byId('ready').hidden = state !== 'paused';
  byId('pause-form').hidden = state === 'paused';
  byId('sign-out').hidden = call !== null;
  byId('leaving-box').hidden = state === 'paused';
  byId('leaving').checked = leaving;
  const isAttended = campaign.mode === 'preview' || campaign.mode === 'auto';
  byId('attended').hidden = !isIn || !isAttended;
  byId('load').hidden = call !== null;
  byId('auto-box').hidden = campaign.mode !== 'auto';
  byId('auto').checked = autoDial;
  byId('idle').hidden = call !== null || state !== 'ready';
  setText(byId('idle'), isAttended ? 'Take the next record when you are ready.' : 'Waiting for the next call …');
}

/**
 * @param {any} call
 * @param {any} campaign
 */
function showCall(call, campaign) {
  byId('call').hidden = call === null;
  if (call === null || form === null || drafts === null) {
    form?.clear();
    return;
  }
  const { record, phase } = call;
  const isNew = form.show(call, (of) => drafts?.of(of) ?? null);
  const name = record.contact ?? `Record ${record.record}`;
  setText(byId('call-title'), name);
  setText(byId('phase'), PHASE_WORDS[phase] ?? phase);
  setText(byId('record-status'), campaign.statuses.find((/** @type {any} */ { id }) => id === record.status)?.name ?? record.status ?? 'none');
  setText(byId('attempts'), String(record.attempts));
  setText(byId('next-call-hint'), `Time at the customer (${record.timeZone})`);
  showNumbers(call, mayDial(call, campaign));
  byId('dial').hidden = !mayDial(call, campaign);
  setText(byId('dial'), phase === 'loaded' ? 'Dial' : 'Dial again');
  byId('skip').hidden = phase !== 'loaded';
  byId('hang-up').hidden = phase !== 'talking' && phase !== 'dialling';
  byId('save').disabled = phase !== 'wrapUp';
  byId('save-hint').hidden = phase === 'wrapUp';
  if (!isNew) return;
  const shown = form.shown();
  form.setSending(shown !== null && (drafts.of(shown)?.key ?? null) !== null);
  announce(`${PHASE_WORDS[phase] ?? phase}: ${name}`);
  byId('call-title').focus();
}

/** @type {Record<string, string>} */
const PHASE_WORDS = { loaded: 'Not dialled yet', dialling: 'Dialling', talking: 'Talking', wrapUp: 'Over: save the result' };

/**
 * By hand, before the first dial and after one that nobody answered.
 * @param {any} call
 * @param {any} campaign
 */
function mayDial({ phase, times, record }, { mode }) {
  const hasNumber = record.phones.some((/** @type {any} */ { invalid }) => !invalid);
  return hasNumber && (mode === 'preview' || mode === 'auto') && (phase === 'loaded' || (phase === 'wrapUp' && times.answeredAt === null));
}

/**
 * @param {any} call
 * @param {boolean} canDial
 */
function showNumbers({ record }, canDial) {
  const box = byId('numbers');
  const text = JSON.stringify([record.phones, record.numberPosition, canDial]);
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...record.phones.map((/** @type {any} */ { number, invalid }, /** @type {number} */ index) => {
    const input = make('input', {
      type: 'radio', name: 'number', value: String(index), checked: index === record.numberPosition, disabled: !canDial || invalid,
      onchange: () => act('POST', '/v1/agent/call/number', { index }),
    });
    return make('label', { className: 'choice' }, input, make('span', {}, `+${number.replace(/^\+/, '')}${invalid ? ' (not in service)' : ''}`));
  }));
}

function tick() {
  if (seen === null) return;
  const { agent } = seen;
  const now = clock.now();
  setText(byId('since'), agent.state === 'signedOut' ? '' : duration(now - agent.since));
  if (agent.call === null) return;
  const { times, record } = agent.call;
  setText(byId('call-time'), duration((times.endedAt ?? now) - (times.answeredAt ?? times.since)));
  setText(byId('customer-time'), `${timeIn(now + seen.campaign.calendarShiftMs, record.timeZone)} (${record.timeZone})`);
}
setInterval(tick, 1_000);

// ---- what he does

/**
 * A write; refusals are shown.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function act(method, path, body = {}) {
  const answer = await ask(method, path, { body, key: newKey() });
  alertWith(answer.ok ? '' : refusalText(answer));
  refresh();
  return answer;
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {() => [path: string, body?: unknown]} requestOf
 */
function on(id, kind, requestOf) {
  byId(id).addEventListener(kind, (/** @type {Event} */ event) => {
    event.preventDefault();
    void act('POST', ...requestOf());
  });
}
on('sign-in-form', 'submit', () => ['/v1/agent/sign-in', { phone: byId('phone').value.trim() }]);
on('ready', 'click', () => ['/v1/agent/ready']);
on('pause-form', 'submit', () => ['/v1/agent/pause', { reason: byId('reason').value.trim() }]);
on('sign-out', 'click', () => ['/v1/agent/sign-out']);
byId('leaving').addEventListener('change', () => act('POST', '/v1/agent/leaving', { leaving: byId('leaving').checked }));
on('load', 'click', () => ['/v1/agent/record/load', { record: null }]);
on('dial', 'click', () => ['/v1/agent/dial']);
on('skip', 'click', () => ['/v1/agent/skip']);
on('hang-up', 'click', () => ['/v1/agent/call/hangup']);
byId('auto').addEventListener('change', () => act('POST', '/v1/agent/auto-dial', { on: byId('auto').checked }));
byId('obtain').addEventListener('click', async () => {
  const answer = await act('POST', '/v1/agent/obtain');
  if (answer.ok) announce(`Customers received: ${answer.body.detail?.done ?? 0}`);
});
byId('leave').addEventListener('click', async () => {
  await ask('DELETE', '/v1/session');
  stopListening();
  location.reload();
});
