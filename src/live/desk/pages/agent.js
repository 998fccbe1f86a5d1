/**
 * The agent's page: his shift, his call, the result of the call.
 *
 * Rule: what is shown is what the server says; nothing is guessed ahead. What he enters is kept in this browser until the server has confirmed it.
 */
import { createCallForm, dispositionOf } from './callForm.js';
import { createDrafts } from './draft.js';
import { ask, listen, newKey, refusalText, throttled } from './server.js';
import { alertWith, announce, byId, createClock, duration, make, setText, showBanners, showConnection, STATE_WORDS, timeIn, watchGate } from './show.js';

const clock = createClock();
/** @type {any} What the server said last: agent and campaign. */
let seen = null;
/** @type {ReturnType<typeof createDrafts> | null} */
let drafts = null;
/** @type {ReturnType<typeof createCallForm> | null} */
let form = null;
let stopListening = () => {};
let isSending = false;

watchGate(() => { void start(); }, ask, refusalText);
void start();

/** Opens the desk if the browser has a session, else asks for a token. */
async function start() {
  const session = await ask('GET', '/v1/session');
  if (session.offline) {
    showConnection(false);
    setTimeout(start, 2_000);
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
  drafts ??= createDrafts(campaign.campaign, agent.agent);
  form ??= createCallForm({ fields: campaign.fields, statuses: campaign.statuses, onEntry: keep, onSave: (draft) => { void save(draft); } });
  show(before);
}

/** @param {boolean} isConnected */
function onConnection(isConnected) {
  const was = byId('connection').textContent;
  showConnection(isConnected);
  if (!isConnected) alertWith('The connection is lost. Your call goes on; what you enter is kept here and sent when the connection is back.');
  else if (was === 'Connection lost') alertWith('');
  if (isConnected) void sendAll();
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
  showUnsent();
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
  showNumbers(call);
  byId('dial').hidden = phase !== 'loaded' || campaign.mode === 'predictive';
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

/** @param {any} call */
function showNumbers({ record, phase }) {
  const box = byId('numbers');
  const text = JSON.stringify([record.phones, record.numberPosition, phase]);
  if (box.dataset.text === text) return;
  box.dataset.text = text;
  box.replaceChildren(...record.phones.map((/** @type {any} */ { number, invalid }, /** @type {number} */ index) => {
    const input = make('input', {
      type: 'radio', name: 'number', value: String(index), checked: index === record.numberPosition, disabled: phase !== 'loaded' || invalid,
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
  setText(byId('customer-time'), `${timeIn(now, record.timeZone)} (${record.timeZone})`);
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

// ---- the result of the call

/** @param {import('./draft.js').Draft} draft */
function keep(draft) {
  drafts?.keep(draft);
}

/** @param {import('./draft.js').Draft} draft */
async function save(draft) {
  const keyed = { ...draft, key: newKey() };
  drafts?.keep(keyed);
  form?.setSending(true);
  await send(keyed);
}

/** @param {import('./draft.js').Draft} draft */
async function send(draft) {
  if (isSending) return;
  isSending = true;
  const answer = await ask('PUT', '/v1/agent/call/disposition', { body: dispositionOf(draft, seen.campaign.fields), ...(draft.key === null ? {} : { key: draft.key }) });
  isSending = false;
  const isShown = form?.shown()?.record === draft.record;
  // No answer, or one that says nothing of this save: the draft keeps its key and goes out again.
  if (answer.offline || answer.status === 401 || answer.status === 429 || answer.status >= 500) {
    alertWith('Not saved yet: there is no answer from the server. It is kept here and sent again by itself.');
    setTimeout(sendAll, 2_000);
    return;
  }
  if (answer.ok) {
    drafts?.drop(draft);
    alertWith('');
    announce('Saved');
  } else {
    drafts?.keep({ ...draft, key: null, refusal: refusalText(answer) });
    alertWith(`Not saved. ${refusalText(answer)}`);
  }
  if (isShown) form?.setSending(false);
  refresh();
}

/** Sends again what has no answer yet. */
async function sendAll() {
  for (const draft of drafts?.all() ?? []) if (draft.key !== null) await send(draft);
}

/** Drafts of calls that are no longer on the screen. */
function showUnsent() {
  const shown = form?.shown() ?? null;
  const others = (drafts?.all() ?? []).filter(({ record, attempt }) => shown?.record !== record || shown.attempt !== attempt);
  byId('unsent-box').hidden = others.length === 0;
  const text = JSON.stringify(others);
  if (byId('unsent').dataset.text === text) return;
  byId('unsent').dataset.text = text;
  byId('unsent').replaceChildren(...others.map((draft) => {
    const { record, contact, statusId, values, nextCallAt, passTo, key, refusal } = draft;
    const status = seen.campaign.statuses.find((/** @type {any} */ { id }) => id === statusId)?.name ?? 'no status';
    const entered = [status, ...Object.entries(values).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`)];
    if (nextCallAt !== '') entered.push(`next call: ${nextCallAt}`);
    if (passTo !== '') entered.push(`pass on to: ${passTo}`);
    const why = key !== null ? 'Being sent …' : (refusal ?? 'The call was closed before you saved.');
    return make(
      'li', {}, make('strong', {}, contact ?? `Record ${record}`), make('p', {}, entered.join(' · ')), make('p', { className: 'hint' }, why),
      make('button', { type: 'button', onclick: () => { drafts?.drop(draft); showUnsent(); } }, 'Discard'),
    );
  }));
}
