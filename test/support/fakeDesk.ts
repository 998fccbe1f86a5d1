/**
 * A desk without a loop, for tests of the API and the pages: it keeps agents and one campaign in memory, obeys the simplest rules of their states, and
 * writes down what was done. Calls come when a test says so.
 */
import type { AgentStateName, Mode } from '../../src/engine/vocabulary.ts';
import type { Desk, DeskAgent, DeskAnswer, DeskCall, DeskCampaign, DeskChange, DeskRecord, DeskRequest } from '../../src/live/loop/desk.ts';

export const FAKE_NOW = Date.UTC(2026, 10, 23, 9, 30);

export interface FakeDesk extends Desk {
  /** Every request that changed something, oldest first. */
  readonly done: DeskRequest[];
  /** What the campaign looks like, to be overwritten. */
  readonly figures: { -readonly [Key in keyof DeskCampaign]?: DeskCampaign[Key] };
  /** An answered call for the agent. */
  giveCall(agent: string, record?: Partial<DeskRecord>): void;
  customerHangsUp(agent: string): void;
  /** A change that concerns only team leaders, such as another agent's call. */
  say(change: Omit<DeskChange, 'seq' | 'at'>): void;
  /** The next write fails as a bug would. */
  breakNext(): void;
  /** Changes before this seq are forgotten. */
  forgetBefore(seq: number): void;
}

export const FAKE_RECORD: DeskRecord = {
  record: 17, contact: 'Eva Nová', timeZone: 'Europe/Prague', phones: [{ number: '420601234567', invalid: false }, { number: '420601234568', invalid: false }],
  numberPosition: 0, status: 'No answer', action: 'ready', attempts: 2, form: { city: 'Brno', seats: 4 },
};

interface Seat { phone: string | null; state: AgentStateName; pauseReason: string | null; leaving: boolean; autoDial: boolean; call: DeskCall | null; saved: string | null; since: number }

export function createFakeDesk({ agents = ['anna', 'bob'], mode = 'predictive' }: { readonly agents?: readonly string[]; readonly mode?: Mode } = {}): FakeDesk {
  const seats = new Map<string, Seat>(agents.map((name) => [name, {
    phone: null, state: 'signedOut', pauseReason: null, leaving: false, autoDial: false, call: null, saved: null, since: FAKE_NOW,
  }]));
  const done: DeskRequest[] = [];
  const answers = new Map<string, Promise<DeskAnswer>>();
  const listeners = new Set<(change: DeskChange) => void>();
  const changes: DeskChange[] = [];
  const figures: FakeDesk['figures'] = {};
  let seq = 100;
  let attempts = 0;
  let oldest = 100;
  let isBroken = false;
  const started = Date.now();
  const now = (): number => FAKE_NOW + Date.now() - started;

  const tell = (kind: DeskChange['kind'], agent: string | null): void => {
    const change = { seq, at: now(), kind, agent };
    changes.push(change);
    for (const listener of listeners) listener(change);
  };
  const become = (name: string, state: AgentStateName): void => {
    const seat = seats.get(name)!;
    seat.state = state;
    seat.since = now();
    tell('agent', name);
  };
  const ok = (detail?: Readonly<Record<string, unknown>>): DeskAnswer => ({ ok: true, seq, ...(detail === undefined ? {} : { detail }) });
  const conflict = (state: AgentStateName): DeskAnswer => ({ ok: false, why: 'conflict', message: `is not allowed now: you are ${state}`, state });
  const invalid = (message: string, allowed: readonly string[]): DeskAnswer => ({ ok: false, why: 'invalid', message, allowed });

  const load = (agent: string, seat: Seat): void => {
    const at = now();
    seat.call = { record: FAKE_RECORD, attempt: null, phase: 'loaded', since: at, answeredAt: null, endedAt: null };
    become(agent, 'reserved');
  };
  const save = (request: Extract<DeskRequest, { kind: 'save' }>, seat: Seat): DeskAnswer => {
    const { agent, attempt, status, nextCallAt } = request;
    const content = JSON.stringify([status, request.form, nextCallAt, request.passTo]);
    if (seat.call === null) return seat.saved === content ? ok() : conflict(seat.state);
    if (attempt !== undefined && attempt !== seat.call.attempt) return { ok: false, why: 'notFound', message: 'is not your call' };
    if (seat.call.phase !== 'wrapUp') return conflict(seat.state);
    if (status !== null && !STATUSES.some(({ id }) => id === status)) return invalid(`there is no status '${status}'`, STATUSES.map(({ id }) => id));
    if (nextCallAt !== null && nextCallAt < now()) return invalid('nextCallAt is in the past', [new Date(now()).toISOString()]);
    if (nextCallAt === null && STATUSES.find(({ id }) => id === status)?.nextCallRequired === true) return invalid('this status needs a next call', []);
    seat.call = null;
    seat.saved = content;
    become(agent, 'ready');
    return ok();
  };
  const act = (request: DeskRequest): DeskAnswer => {
    const seat = 'agent' in request ? seats.get(request.agent) : undefined;
    if ('agent' in request && seat === undefined) return { ok: false, why: 'notFound', message: `there is no agent '${request.agent}'` };
    switch (request.kind) {
      case 'signIn':
        if (seat!.state !== 'signedOut') return conflict(seat!.state);
        seat!.phone = request.phone;
        become(request.agent, 'paused');
        return ok();
      case 'ready':
        if (seat!.state !== 'paused' && seat!.state !== 'ready') return conflict(seat!.state);
        seat!.pauseReason = null;
        become(request.agent, 'ready');
        return ok();
      case 'pause':
        if (seat!.state === 'signedOut') return conflict(seat!.state);
        seat!.pauseReason = request.reason;
        become(request.agent, seat!.call === null ? 'paused' : seat!.state);
        return ok();
      case 'signOut':
        if (seat!.state === 'signedOut' || seat!.call !== null) return conflict(seat!.state);
        become(request.agent, 'signedOut');
        return ok();
      case 'announceLeaving':
        seat!.leaving = request.leaving;
        tell('agent', request.agent);
        return ok();
      case 'hangUp':
        if (seat!.call?.phase !== 'talking') return conflict(seat!.state);
        endCall(request.agent);
        return ok();
      case 'save': return save(request, seat!);
      case 'loadRecord':
        if (seat!.state !== 'ready' || figures.mode === 'predictive') return conflict(seat!.state);
        load(request.agent, seat!);
        return ok();
      case 'dial':
        if (seat!.call?.phase !== 'loaded' && (seat!.call?.phase !== 'wrapUp' || seat!.call.answeredAt !== null)) return conflict(seat!.state);
        seat!.call = { ...seat!.call, phase: 'dialling', attempt: `run-${++attempts}`, since: now() };
        tell('call', request.agent);
        return ok();
      case 'skip':
        if (seat!.call?.phase !== 'loaded') return conflict(seat!.state);
        seat!.call = null;
        become(request.agent, 'ready');
        return ok();
      case 'chooseNumber':
        if (seat!.call?.phase !== 'loaded') return conflict(seat!.state);
        if (request.position >= seat!.call.record.phones.length) return invalid('there is no such number', ['0', '1']);
        seat!.call = { ...seat!.call, record: { ...seat!.call.record, numberPosition: request.position } };
        tell('call', request.agent);
        return ok();
      case 'obtain': return ok({ batch: 'obtain', done: 3, limitReached: false });
      case 'autoDial':
        seat!.autoDial = request.on;
        tell('agent', request.agent);
        return ok();
      case 'start': case 'stop': case 'drain':
        figures.dialling = ({ start: 'on', stop: 'stopped', drain: 'draining' } as const)[request.kind];
        tell('campaign', null);
        return ok();
      case 'level':
        figures.level = request.level;
        tell('campaign', null);
        return ok();
      case 'importRecords': {
        const problems = request.records.flatMap(({ phones }, index) => (/^\+?[1-9][0-9]{6,14}$/.test(phones[0] ?? '') ? [] : [{ index, message: 'is no number' }]));
        return ok({ problems });
      }
      case 'block': return ok();
    }
  };
  const endCall = (name: string): void => {
    const seat = seats.get(name)!;
    seat.call = { ...seat.call!, phase: 'wrapUp', since: now(), endedAt: now() };
    become(name, 'wrapping');
  };
  const agentOf = (name: string, { saved: _saved, ...seat }: Seat): DeskAgent => ({ agent: name, legUp: seat.state !== 'signedOut', ...seat });

  figures.mode = mode;
  return {
    done, figures,
    submit: async (request, key) => {
      const known = key === undefined ? undefined : answers.get(key);
      if (known !== undefined) return known;
      if (isBroken) {
        isBroken = false;
        throw new Error('a secret of the inside');
      }
      const answered = Promise.resolve().then(() => {
        seq += 1;
        const answer = act(request);
        if (answer.ok) done.push(request);
        return answer;
      });
      if (key !== undefined) answers.set(key, answered);
      return answered;
    },
    campaign: () => {
      const counts = { signedOut: 0, ready: 0, reserved: 0, talking: 0, wrapping: 0, paused: 0 };
      for (const { state } of seats.values()) counts[state] += 1;
      return { ...CAMPAIGN, now: now(), seq, agents: counts, ...figures };
    },
    agents: () => [...seats].map(([name, seat]) => agentOf(name, seat)),
    agent: (name) => (seats.has(name) ? agentOf(name, seats.get(name)!) : null),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    changesSince: (since) => (since < oldest ? null : changes.filter((change) => change.seq > since)),
    giveCall: (name, record = {}) => {
      seq += 1;
      const at = now();
      seats.get(name)!.call = { record: { ...FAKE_RECORD, ...record }, attempt: `run-${++attempts}`, phase: 'talking', since: at, answeredAt: at, endedAt: null };
      tell('call', name);
      become(name, 'talking');
    },
    customerHangsUp: (name) => {
      seq += 1;
      endCall(name);
    },
    say: ({ kind, agent }) => {
      seq += 1;
      tell(kind, agent);
    },
    breakNext: () => { isBroken = true; },
    forgetBefore: (before) => { oldest = before; },
  };
}

const STATUSES = [
  { id: 'sold', name: 'Sold', nextCallRequired: false, validation: true },
  { id: 'callback', name: 'Call back', nextCallRequired: true, validation: false },
  { id: 'refused', name: 'Not interested', nextCallRequired: false, validation: false },
];

const CAMPAIGN: DeskCampaign = {
  campaign: 'telesales-20', mode: 'predictive', driver: 'rehearsal', dialling: 'on', dryRun: false, now: 0, seq: 0, telephony: 'ready', level: null,
  agents: { signedOut: 0, ready: 0, reserved: 0, talking: 0, wrapping: 0, paused: 0 }, ringing: 4, waiting: 1, talking: 9, occupancy: 0.812,
  dials: 1_204, answered: 402, dropped: 7,
  windows: [{ rule: 'us', limit: 0.03, startedAt: FAKE_NOW - 86_400_000 * 4, endsAt: FAKE_NOW + 86_400_000 * 26, abandoned: 7, answered: 402 }],
  calendarShiftMs: 0, readings: { level: 1.62, answerProbability: 0.31, handleSeconds: 142.5 },
  records: { notAssigned: 0, ready: 3_120, callImmediately: 2, rescheduledByDialer: 861, rescheduledByAgent: 44, done: 973 },
  statuses: STATUSES,
  fields: [
    { id: 'city', label: 'City', type: 'text', mandatory: false },
    { id: 'seats', label: 'Seats', type: 'number', mandatory: true },
    { id: 'plan', label: 'Plan', type: 'choice', choices: ['Basic', 'Plus'], mandatory: true },
    { id: 'moveIn', label: 'Move in', type: 'date', mandatory: false },
  ],
};
