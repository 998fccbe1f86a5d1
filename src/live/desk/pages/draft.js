/**
 * What an agent has entered and the server has not confirmed yet, kept in this browser.
 *
 * Rule: a draft is of one agent, campaign, record and attempt. Once sent it keeps its key until the server has answered, so that a repeat saves nothing twice;
 * after a refusal the key is given up, because the next try is another write.
 *
 * @typedef {{ record: number, contact: string | null, attempt: string | null, values: Record<string, string>, statusId: string | null, nextCallAt: string,
 *   passTo: string, key: string | null, refusal: string | null }} Draft
 */

/**
 * @param {string} campaign
 * @param {string} agent
 */
export function createDrafts(campaign, agent) {
  const prefix = `overdial/draft/${campaign}/${agent}/`;
  /** @param {Pick<Draft, 'record' | 'attempt'>} draft */
  const nameOf = ({ record, attempt }) => `${prefix}${record}/${attempt ?? ''}`;
  return {
    /** @param {Draft} draft */
    keep(draft) {
      localStorage.setItem(nameOf(draft), JSON.stringify(draft));
    },
    /** @param {Pick<Draft, 'record' | 'attempt'>} draft */
    drop(draft) {
      localStorage.removeItem(nameOf(draft));
    },
    /** @returns {Draft[]} */
    all() {
      const found = [];
      for (let index = 0; index < localStorage.length; index += 1) {
        const name = localStorage.key(index);
        if (name?.startsWith(prefix)) found.push(JSON.parse(localStorage.getItem(name) ?? 'null'));
      }
      return found.filter((draft) => draft !== null);
    },
    /**
     * The draft of what is on the screen.
     * @param {Pick<Draft, 'record' | 'attempt'>} call
     * @returns {Draft | null}
     */
    of(call) {
      return JSON.parse(localStorage.getItem(nameOf(call)) ?? 'null');
    },
  };
}
