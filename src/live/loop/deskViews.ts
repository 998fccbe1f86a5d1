/** What pages see of a campaign: the last committed state, with names where the engine has indices. */
import type { ActionName, AgentStateName } from '../../engine/vocabulary.ts';
import { AGENT_STATES } from '../../engine/vocabulary.ts';
import type { Store } from '../store/openStore.ts';
import { attemptId } from './coreState.ts';
import type { DeskAgent, DeskCall, DeskCampaign, DeskRecord, FormValues } from './desk.ts';
import type { LiveCore } from './liveCore.ts';

export interface DeskViews {
  campaign(): DeskCampaign;
  agents(): readonly DeskAgent[];
  agent(name: string): DeskAgent | null;
  /** These records have changed; new ones are found by themselves. */
  note(records: Iterable<number>): void;
}

export function createDeskViews(store: Store, core: LiveCore, now: () => number): DeskViews {
  const { state } = core;
  const { setup, dialer: options, staff } = state.session;
  const texts = store.db.prepare('SELECT contact, form.body AS form FROM record LEFT JOIN form ON form.record = record.id WHERE record.id = ?');
  const byAction = core.dialer.facts().byAction as Record<ActionName, number>;
  /** Of each record, as it was counted; null: deleted. */
  const counted = state.ids.map((_, index) => countedAs(core, index));
  const note = (records: Iterable<number>): void => {
    for (let index = counted.length; index < state.ids.length; index += 1) {
      const action = countedAs(core, index);
      counted.push(action);
      if (action !== null) byAction[action] += 1;
    }
    for (const index of records) {
      const before = counted[index] ?? null;
      const now = countedAs(core, index);
      counted[index] = now;
      if (before !== null) byAction[before] -= 1;
      if (now !== null) byAction[now] += 1;
    }
  };

  const recordOf = (index: number, chosen: number | null): DeskRecord => {
    const one = core.dialer.record(index);
    const row = texts.get(state.ids[index]) as { contact: string | null; form: string | null } | undefined;
    return {
      record: state.ids[index]!, contact: row?.contact ?? null, timeZone: options.zones[one.zone]!.name,
      phones: one.phones.map((phone) => ({ number: state.numbers[phone.number]!, invalid: phone.invalid })), numberPosition: chosen ?? one.numberIndex,
      status: options.statuses[one.status]?.id ?? null, action: one.action, attempts: one.attempts,
      form: row?.form === null || row?.form === undefined ? {} : JSON.parse(row.form) as FormValues,
    };
  };
  const callOf = (agent: number): DeskCall | null => {
    const { screen } = state.agents[agent]!;
    if (screen === null) return null;
    const { record, attempt, phase, since, answeredAt, endedAt, chosen } = screen;
    return { record: recordOf(record, chosen), attempt: attempt === null ? null : attemptId(state, attempt), phase, since, answeredAt, endedAt };
  };
  const agentOf = (agent: number): DeskAgent => {
    const { phone, state: name, since, pauseReason, leaving, autoDial, legUp } = state.agents[agent]!;
    return { agent: options.agents[agent]!, phone, state: name, since, pauseReason, leaving, autoDial, legUp, call: callOf(agent) };
  };

  return {
    note,
    campaign: () => {
      const at = now();
      const agents = Object.fromEntries(AGENT_STATES.map((name) => [name, 0])) as Record<AgentStateName, number>;
      let staffedMs = 0;
      let busyMs = 0;
      for (const one of state.agents.slice(0, staff)) {
        agents[one.state] += 1;
        const elapsedMs = Math.max(0, at - one.since);
        const isBusy = one.state === 'talking' || one.state === 'wrapping';
        staffedMs += one.staffedMs + (one.state === 'signedOut' || one.state === 'paused' ? 0 : elapsedMs);
        busyMs += one.busyMs + (isBusy ? elapsedMs : 0);
      }
      let ringing = 0;
      let waiting = 0;
      let talking = 0;
      for (const call of state.calls.values()) {
        if (call.isOver) continue;
        if (call.agent !== null) talking += 1;
        else if (call.answeredAt === null) ringing += 1;
        else waiting += 1;
      }
      return {
        campaign: setup.campaign, mode: options.settings.mode, driver: setup.driver, dialling: state.dialling, dryRun: setup.trunks.every((trunk) => trunk.dryRun),
        now: at, seq: state.seq, telephony: state.telephony, level: state.level, agents, ringing, waiting, talking,
        occupancy: staffedMs > 0 ? busyMs / staffedMs : null, dials: state.dials, answered: state.answered, dropped: state.dropped,
        windows: core.dialer.windows().map((window) => ({
          rule: window.ruleSet, limit: window.limit, startedAt: window.startedAt, endsAt: window.endsAt, abandoned: window.abandoned, answered: window.answered,
        })),
        readings: core.dialer.readings(), records: { ...byAction },
        statuses: options.statuses.filter((status) => status.active && !status.hidden)
          .map(({ id, name, nextCallRequired, validation }) => ({ id, name, nextCallRequired, validation })),
        fields: setup.fields, calendarShiftMs: setup.calendarShiftMs ?? 0,
      };
    },
    agents: () => state.agents.slice(0, staff).map((_, agent) => agentOf(agent)),
    agent: (name) => {
      const agent = options.agents.indexOf(name);
      return agent < 0 || agent >= staff ? null : agentOf(agent);
    },
  };
}

function countedAs(core: LiveCore, index: number): ActionName | null {
  const { action, deleted } = core.dialer.record(index);
  return deleted ? null : action;
}
