/**
 * The customers' calls that the driver answers for, each from its dial to its one `ended`.
 *
 * Rule: a call leaves the table in the instant in which `ended` is told, so nothing can follow; what comes for an id that is not in the table is
 * late. Withdrawing and hanging up are repeated while nobody knows whether they were carried out (they may be done twice without harm; a dial
 * never is).
 */
import type { OutcomeName } from '../../../engine/vocabulary.ts';
import type { AttemptId, LegId, Raw } from '../port/port.ts';
import { step } from './ariClient.ts';
import type { DriverContext } from './driverContext.ts';
import { callBridge, legChannel } from './ids.ts';

export interface CustomerCall {
  readonly id: AttemptId; readonly channel: string;
  /** null: the call was found, not placed. */
  readonly trunk: string | null;
  readonly ringMs: number; readonly amd: 'off' | 'first';
  isRinging: boolean; isAnswered: boolean;
  /** Why we withdrew it before it was answered. */
  cancelled: 'ringTimer' | 'trunkTimeout' | 'asked' | null;
  /** We ended it after the answer. */
  isHungUp: boolean;
  /** Asterisk said that the call is about to end. */
  isEnding: boolean;
  /** Nobody knows whether it was placed; looking will tell. */
  isUnsure: boolean;
  /** It is being looked for. */
  isExpected: boolean;
  detector: 'off' | 'listening' | 'done';
  leg: LegId | null;
  /** With this leg. */
  isBridged: boolean;
  /** The bridge made for this call; whether it was. */
  bridge: Promise<boolean> | null;
  /** Channels that have come into it. */
  readonly entered: Set<string>;
  message: 'none' | 'asked' | 'started' | 'over';
  /** Message to play when the detector gives the call back. */
  waitingMessage: string | null;
  timer: NodeJS.Timeout | null;
}

export interface CustomerCalls {
  readonly size: number;
  get(id: AttemptId): CustomerCall | undefined;
  all(): readonly CustomerCall[];
  wasUsed(id: AttemptId): boolean;
  /** The leg is with nobody, or with this call only. */
  giveLeg(leg: LegId, to: CustomerCall | null): void;
  add(id: AttemptId, how: Pick<CustomerCall, 'trunk' | 'ringMs' | 'amd'>): CustomerCall;
  /** Forgets a call that never was. */
  remove(call: CustomerCall): void;
  end(call: CustomerCall, outcome: OutcomeName, by: 'customer' | 'us' | 'network' | 'unknown', raw: Raw): void;
  /** Withdraws it before the answer. */
  cancel(call: CustomerCall, why: NonNullable<CustomerCall['cancelled']>): void;
  /** Ends it after the answer. */
  hangUp(call: CustomerCall): void;
  /** Asterisk seems not to know the call, and no event said how it ended: after a moment it is looked for, and if it is gone it is over. */
  expectEnd(call: CustomerCall): void;
  arm(call: CustomerCall, ms: number, then: () => void): void;
  makeBridge(call: CustomerCall): Promise<boolean>;
  stop(): void;
}

const GRACE_MS = 1_000;

/** What a call is that we withdrew before it was answered. */
export const WITHDRAWN = { ringTimer: 'noAnswer', asked: 'cancelled', trunkTimeout: 'congestion' } as const;

export function createCustomerCalls(context: DriverContext): CustomerCalls {
  const { ari, ids, counts } = context;
  const calls = new Map<AttemptId, CustomerCall>();
  const used = new Set<AttemptId>();
  const laters = new Set<NodeJS.Timeout>();
  let isStopped = false;

  const later = (ms: number, then: () => void): void => {
    if (isStopped) return;
    const timer = setTimeout(() => { laters.delete(timer); then(); }, ms);
    laters.add(timer);
  };
  const isOpen = (call: CustomerCall): boolean => calls.get(call.id) === call;
  const disarm = (call: CustomerCall): void => {
    if (call.timer !== null) clearTimeout(call.timer);
    call.timer = null;
  };

  async function del(call: CustomerCall): Promise<void> {
    const { status } = await ari.del(`/channels/${step(call.channel)}`);
    if (!isOpen(call)) return;
    if (status === null || status >= 500) {
      counts.unknownRequests += 1;
      later(500, () => { if (isOpen(call)) void del(call); });
    } else if (status === 404) {
      self.expectEnd(call);
    }
  }

  async function look(call: CustomerCall): Promise<void> {
    call.isExpected = false;
    if (!isOpen(call)) return;
    const { status } = await ari.get(`/channels/${step(call.channel)}`);
    // Gone from an Asterisk that was started anew means nothing: the reconnect will say what became of all calls.
    if (status === 404 && await context.isSameEpoch()) endMissed(call);
    else if (status !== 200) self.expectEnd(call);
  }

  function endMissed(call: CustomerCall): void {
    if (call.isAnswered) self.end(call, 'answered', call.isHungUp ? 'us' : 'unknown', { reason: 'endMissed' });
    else if (call.cancelled === null) self.end(call, 'unknown', 'unknown', { reason: 'endMissed' });
    else self.end(call, WITHDRAWN[call.cancelled], 'us', { reason: call.cancelled === 'trunkTimeout' ? 'trunkTimeout' : 'endMissed' });
  }

  const self: CustomerCalls = {
    get size() { return calls.size; },
    get: (id) => calls.get(id),
    all: () => [...calls.values()],
    wasUsed: (id) => used.has(id),
    giveLeg: (leg, to) => {
      for (const call of calls.values()) {
        if (call.leg !== leg || call === to) continue;
        call.leg = null;
        call.isBridged = false;
      }
      if (to === null || to.leg === leg) return;
      to.leg = leg;
      to.isBridged = false;
      to.entered.delete(legChannel(leg));
    },
    add: (id, how) => {
      const call: CustomerCall = {
        id, channel: ids.channelOf(id), ...how, isRinging: false, isAnswered: false, cancelled: null, isHungUp: false, isEnding: false, isUnsure: false, isExpected: false, detector: 'off', leg: null,
        isBridged: false, bridge: null, entered: new Set(), message: 'none', waitingMessage: null, timer: null,
      };
      calls.set(id, call);
      used.add(id);
      return call;
    },
    remove: (call) => {
      disarm(call);
      calls.delete(call.id);
      used.delete(call.id);
    },
    end: (call, outcome, by, raw) => {
      if (!isOpen(call)) return;
      disarm(call);
      calls.delete(call.id);
      context.emit({ kind: 'ended', attempt: call.id, outcome, by, raw });
      void cleanUp(context, call);
    },
    cancel: (call, why) => {
      call.cancelled ??= why;
      disarm(call);
      void del(call);
    },
    hangUp: (call) => {
      call.isHungUp = true;
      disarm(call);
      void del(call);
    },
    expectEnd: (call) => {
      if (call.isExpected) return;
      call.isExpected = true;
      later(GRACE_MS, () => { void look(call); });
    },
    arm: (call, ms, then) => {
      disarm(call);
      call.timer = setTimeout(then, ms);
    },
    makeBridge: (call) => {
      call.bridge ??= ari.post(`/bridges/${step(callBridge(call.id))}`, { type: 'mixing' }).then(({ status }) => status === 200);
      return call.bridge;
    },
    stop: () => {
      isStopped = true;
      for (const call of calls.values()) disarm(call);
      for (const timer of laters) clearTimeout(timer);
    },
  };
  return self;
}

/** The agent goes back to where he waits, and the bridge is taken away. */
async function cleanUp({ ari, bringHome }: DriverContext, call: CustomerCall): Promise<void> {
  if (call.leg !== null) await bringHome(call.leg);
  if (call.bridge === null) return;
  await call.bridge;
  await ari.del(`/bridges/${step(callBridge(call.id))}`);
}
