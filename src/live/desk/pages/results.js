/**
 * What becomes of a call's result: kept, sent, sent again, and shown where it could not be saved.
 *
 * Rule: a save has one key until the server has answered it; no answer means that it is sent again, a refusal that a person decides.
 */
import { dispositionOf } from './callForm.js';
import { ask, newKey, refusalText } from './server.js';
import { alertWith, announce, byId, make } from './show.js';

const AGAIN_MS = 2_000;

/** @typedef {import('./draft.js').Draft} Draft */

/**
 * @param {ReturnType<typeof import('./draft.js').createDrafts>} drafts
 * @param {{ fields: any[], statuses: any[] }} campaign
 * @param {{ shown: () => Pick<Draft, 'record' | 'attempt'> | null, onSending: (draft: Draft, isSending: boolean) => void, onDone: () => void }} page
 */
export function createResults(drafts, { fields, statuses }, { shown, onSending, onDone }) {
  let isSending = false;

  /** @param {Draft} draft */
  const send = async (draft) => {
    if (isSending) return;
    isSending = true;
    const answer = await ask('PUT', '/v1/agent/call/disposition', { body: dispositionOf(draft, fields), ...(draft.key === null ? {} : { key: draft.key }) });
    isSending = false;
    // No answer, or one that says nothing of this save: the draft keeps its key and goes out again.
    if (answer.offline || answer.status === 401 || answer.status === 429 || answer.status >= 500) {
      alertWith('Not saved yet: there is no answer from the server. It is kept here and sent again by itself.');
      setTimeout(() => { void sendAll(); }, AGAIN_MS);
      return;
    }
    if (answer.ok) {
      drafts.drop(draft);
      alertWith('');
      announce('Saved');
    } else {
      drafts.keep({ ...draft, key: null, refusal: refusalText(answer) });
      alertWith(`Not saved. ${refusalText(answer)}`);
    }
    onSending(draft, false);
    onDone();
  };
  const sendAll = async () => {
    for (const draft of drafts.all()) if (draft.key !== null) await send(draft);
  };

  /** @param {Draft} draft */
  const enteredIn = ({ statusId, values, nextCallAt, passTo }) => {
    const entered = [statuses.find(({ id }) => id === statusId)?.name ?? 'no status'];
    for (const [name, value] of Object.entries(values)) if (value !== '') entered.push(`${name}: ${value}`);
    if (nextCallAt !== '') entered.push(`next call: ${nextCallAt}`);
    if (passTo !== '') entered.push(`pass on to: ${passTo}`);
    return entered.join(' · ');
  };
  const showUnsent = () => {
    const now = shown();
    const others = drafts.all().filter(({ record, attempt }) => now?.record !== record || now.attempt !== attempt);
    byId('unsent-box').hidden = others.length === 0;
    const text = JSON.stringify(others);
    if (byId('unsent').dataset.text === text) return;
    byId('unsent').dataset.text = text;
    byId('unsent').replaceChildren(...others.map((draft) => {
      const why = draft.key !== null ? 'Being sent …' : (draft.refusal ?? 'The call was closed before you saved.');
      return make(
        'li', {}, make('strong', {}, draft.contact ?? `Record ${draft.record}`), make('p', {}, enteredIn(draft)), make('p', { className: 'hint' }, why),
        make('button', { type: 'button', onclick: () => { drafts.drop(draft); showUnsent(); } }, 'Discard'),
      );
    }));
  };

  return {
    /** @param {Draft} draft */
    async save(draft) {
      const keyed = { ...draft, key: newKey() };
      drafts.keep(keyed);
      onSending(keyed, true);
      await send(keyed);
    },
    /** Sends again what has no answer yet. */
    sendAll,
    /** Shows the drafts of calls that are no longer on the screen. */
    showUnsent,
  };
}
