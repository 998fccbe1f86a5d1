/**
 * The campaign's statuses by index, and the automatic status of each trigger (records: section 10.2): the campaign's own
 * entry if there is one, else the last active status of its list that claims the trigger, else none.
 */
import type { CampaignSettings, Status } from '../options.ts';
import { NONE, OUTCOMES, TRIGGERS, type OutcomeName, type Trigger } from '../vocabulary.ts';

export class StatusBook {
  readonly statuses: readonly Status[];
  readonly initial: number;
  /** By number of the outcome: the status that it sets, or NONE. */
  readonly automaticByOutcome: Int16Array;
  /** A bit for each outcome that sets one: most set none, and a bit costs a quarter of an element. */
  readonly automaticOutcomes: number;
  /** The status that a save without one sets, or NONE. */
  readonly ofNoQualification: number;
  private readonly automatic: Readonly<Record<Trigger, number>>;

  constructor(statuses: readonly Status[], settings: CampaignSettings) {
    this.statuses = statuses;
    this.initial = settings.initialStatusId === null ? NONE : this.indexOf(settings.initialStatusId);
    this.automatic = Object.fromEntries(TRIGGERS.map((trigger) => [trigger, this.claimant(trigger, settings)])) as Record<Trigger, number>;
    this.automaticByOutcome = Int16Array.from(OUTCOMES, (outcome) => this.automaticFor(TRIGGER_OF_OUTCOME[outcome]));
    this.automaticOutcomes = this.automaticByOutcome.reduce((bits, status, outcome) => (status === NONE ? bits : bits | (1 << outcome)), 0);
    this.ofNoQualification = this.automaticFor('noQualification');
  }

  /** The status that the trigger sets, or NONE. */
  private automaticFor(trigger: Trigger | null): number {
    return trigger === null ? NONE : this.automatic[trigger];
  }

  get(index: number): Status | undefined {
    return this.statuses[index];
  }

  private claimant(trigger: Trigger, settings: CampaignSettings): number {
    const own = settings.automaticStatus[trigger];
    if (own !== undefined) return own === null ? NONE : this.activeIndexOf(own);
    return this.statuses.findLastIndex((status) => status.active && status.setBy.includes(trigger));
  }

  /** An inactive status can be set by nobody and nothing. */
  private activeIndexOf(id: string): number {
    const index = this.indexOf(id);
    return this.statuses[index]!.active ? index : NONE;
  }

  private indexOf(id: string): number {
    const index = this.statuses.findIndex((status) => status.id === id);
    if (index === -1) throw new RangeError(`status '${id}' is not in the campaign; allowed: ${this.statuses.map((status) => status.id).join(', ')}`);
    return index;
  }
}

/** The trigger of an outcome (records: section 3), or null. */
const TRIGGER_OF_OUTCOME: { readonly [K in OutcomeName]: Trigger | null } = {
  answered: null, busy: 'busy', noAnswer: 'noAnswer', rejected: 'noAnswer', machine: 'machine', invalidNumber: 'invalidNumber', customerHangup: 'customerHangup',
  dropped: 'dropped', unknown: null, congestion: 'congestion', cancelled: null,
};
