/**
 * The form of the call on the screen: the campaign's fields, the statuses, the next call.
 *
 * Rule: it is built once a call, so that what is being typed stays when the state changes; every entry is kept as a draft at once; while a save is
 * under way the form is closed, so that what was sent and what is shown are the same.
 */
import { byId, make, setText } from './show.js';

/** @typedef {import('./draft.js').Draft} Draft */

/**
 * @param {{ fields: any[], statuses: any[], onEntry: (draft: Draft) => void, onSave: (draft: Draft) => void }} options
 */
export function createCallForm({ fields, statuses, onEntry, onSave }) {
  const element = byId('call-form');
  /** @type {Map<string, any>} */
  const inputs = new Map();
  /** @type {{ record: number, contact: string | null, attempt: string | null } | null} */
  let shown = null;

  const chosenStatus = () => element.querySelector('input[name=status]:checked')?.value ?? null;
  /** @returns {Draft} */
  const read = () => {
    if (shown === null) throw new Error('there is no form on the screen');
    return {
      ...shown, values: Object.fromEntries([...inputs].map(([id, input]) => [id, input.value])), statusId: chosenStatus(),
      nextCallAt: byId('next-call').value, passTo: byId('pass-to').value.trim(), key: null, refusal: null,
    };
  };
  const showNeeds = () => {
    const status = statuses.find(({ id }) => id === chosenStatus());
    const isRequired = status?.nextCallRequired === true;
    byId('next-call').required = isRequired;
    byId('next-call-need').hidden = !isRequired;
    for (const { id, mandatory } of fields) {
      const isNeeded = mandatory && status?.validation === true;
      inputs.get(id).required = isNeeded;
      byId(`need-${id}`).hidden = !isNeeded;
    }
  };
  element.addEventListener('input', () => {
    showNeeds();
    onEntry(read());
  });
  element.addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    onSave(read());
  });

  /**
   * @param {Record<string, string | number | boolean | null>} values what the record holds
   * @param {Draft | null} draft
   */
  const build = (values, draft) => {
    inputs.clear();
    byId('fields').replaceChildren(...fields.map((field) => {
      const kept = draft?.values[field.id] ?? valueText(values[field.id]);
      const input = inputOf(field, kept);
      inputs.set(field.id, input);
      return make('p', { className: 'field' }, make('label', { for: input.id }, field.label, ' ', make('span', { className: 'need', id: `need-${field.id}`, hidden: true }, 'needed')), input);
    }));
    byId('fields-box').hidden = fields.length === 0;
    byId('statuses-box').hidden = statuses.length === 0;
    byId('statuses').replaceChildren(...statuses.map(({ id, name }, index) => make(
      'label', { className: 'choice' }, make('input', { type: 'radio', name: 'status', value: id, id: `status-${index}`, checked: draft?.statusId === id }), make('span', {}, name),
    )));
    byId('next-call').value = draft?.nextCallAt ?? '';
    byId('pass-to').value = draft?.passTo ?? '';
    showNeeds();
  };

  return {
    /** The call that the form is of, or null. */
    shown: () => shown,
    /**
     * @param {any} call
     * @param {(call: Pick<Draft, 'record' | 'attempt'>) => Draft | null} draftOf
     * @returns {boolean} whether this is another call than before
     */
    show({ record, form, attempt }, draftOf) {
      const isSame = shown?.record === record.record;
      if (isSame && shown !== null && shown.attempt !== attempt) {
        // The record was loaded before it was dialled, or dialled again: what was typed goes with it.
        const before = draftOf(shown);
        shown = { ...shown, attempt };
        if (before !== null) onEntry(read());
      }
      if (isSame) return false;
      shown = { record: record.record, contact: record.contact, attempt };
      build(form, draftOf(shown));
      return true;
    },
    clear() {
      shown = null;
    },
    /** @param {boolean} isSending */
    setSending(isSending) {
      byId('call-fields').disabled = isSending;
      setText(byId('save'), isSending ? 'Saving …' : 'Save');
    },
    read,
  };
}

/**
 * The body of the save.
 * @param {Draft} draft
 * @param {any[]} fields
 */
export function dispositionOf({ attempt, values, statusId, nextCallAt, passTo }, fields) {
  const form = Object.fromEntries(fields.map(({ id, type }) => [id, fieldValue(type, values[id] ?? '')]));
  return { ...(attempt === null ? {} : { attempt }), statusId, form, nextCallAt: nextCallAt === '' ? null : nextCallAt, passTo: passTo === '' ? null : passTo };
}

/**
 * @param {string} type
 * @param {string} text
 */
function fieldValue(type, text) {
  if (text.trim() === '') return null;
  return type === 'number' ? Number(text) : text;
}

/** @param {string | number | boolean | null | undefined} value */
function valueText(value) {
  return value === null || value === undefined ? '' : String(value);
}

/**
 * @param {any} field
 * @param {string} value
 */
function inputOf({ id, type, choices }, value) {
  const common = { id: `field-${id}`, name: id, 'autocomplete': 'off' };
  if (type === 'choice') {
    // A value that is no longer a choice stays to be seen.
    const all = ['', ...(choices ?? []), ...(value !== '' && !choices?.includes(value) ? [value] : [])];
    const select = make('select', common, ...all.map((choice) => make('option', { value: choice }, choice === '' ? '–' : choice)));
    select.value = value;
    return select;
  }
  const kind = type === 'number' || type === 'date' ? type : 'text';
  return make('input', { ...common, type: kind, value, ...(kind === 'number' ? { step: 'any' } : { maxLength: 10_000 }) });
}
