/**
 * The agents' telephones: each is called once at sign-in and stays connected for the shift, in one bridge with music between calls.
 *
 * Rule: `leg.up` when the phone has answered and stands in the holding bridge; `leg.down` once, whatever ended it. A leg goes back by being added
 * to the holding bridge (Asterisk moves it). The phone is called with `app`: without a driver an agent's call may end. Source: live, section 4.
 */
import { phoneEndpoint } from '../../asteriskConfig/settings.ts';
import type { Ack, LegId, TelephonyCommand } from '../port/port.ts';
import { step } from './ariClient.ts';
import type { AriFact } from './ariEvents.ts';
import type { DriverContext } from './driverContext.ts';
import { HOLDING_BRIDGE, isFitting, legChannel } from './ids.ts';

interface AgentLeg { readonly leg: LegId; isUp: boolean; isClosed: boolean }

export interface AgentLegs {
  readonly size: number;
  all(): readonly LegId[];
  has(leg: LegId): boolean;
  isUp(leg: LegId): boolean;
  open(command: Extract<TelephonyCommand, { kind: 'agentLeg.open' }>): Promise<Ack>;
  close(leg: LegId): Promise<Ack>;
  onFact(leg: LegId, fact: AriFact): void;
  bringHome(leg: LegId): Promise<void>;
  /** Found up at the start or after a reconnect. */
  adopt(leg: LegId, isInCall: boolean): void;
  lost(leg: LegId, why: string): void;
}

/** `onLost` is told before the event goes out. */
export function createAgentLegs(context: DriverContext, onLost: (leg: LegId) => void): AgentLegs {
  const { ari, emit, options, times, counts } = context;
  const legs = new Map<LegId, AgentLeg>();
  /** Told as down: if one of them is found alive later, it is nobody's. */
  const gone = new Set<LegId>();

  const toHolding = async (leg: LegId): Promise<number | null> => (await ari.post(`/bridges/${HOLDING_BRIDGE}/addChannel`, { channel: legChannel(leg) })).status;

  async function cameUp(entry: AgentLeg): Promise<void> {
    if (entry.isUp) return;
    const status = await toHolding(entry.leg);
    if (status !== null && status < 300 && legs.get(entry.leg) === entry && !entry.isUp) {
      entry.isUp = true;
      emit({ kind: 'leg.up', leg: entry.leg });
    }
  }

  /** Did the call to the phone come about? One that is not there after the time of a second look never will be. */
  async function settle(leg: LegId): Promise<void> {
    await new Promise((resolve) => { setTimeout(resolve, times.secondLookMs); });
    if (!legs.has(leg)) return;
    const { status } = await ari.get(`/channels/${step(legChannel(leg))}`);
    if (status === 404) lost(leg, 'not connected');
    else if (status !== 200) await settle(leg);
  }

  const endOrphan = (leg: LegId): void => {
    counts.orphans += 1;
    void ari.del(`/channels/${step(legChannel(leg))}`);
  };

  const lost = (leg: LegId, why: string): void => {
    if (!legs.delete(leg)) return;
    gone.add(leg);
    onLost(leg);
    emit({ kind: 'leg.down', leg, why });
  };

  return {
    get size() { return legs.size; },
    all: () => [...legs.keys()],
    has: (leg) => legs.has(leg),
    isUp: (leg) => legs.get(leg)?.isUp ?? false,
    lost,
    open: async ({ leg, phone }) => {
      if (!isFitting(leg)) return { ok: false, why: 'refused', detail: 'the leg\'s id has other than letters, digits, hyphens and underscores' };
      if (legs.has(leg)) return { ok: false, why: 'duplicate' };
      if (!context.isReady()) return { ok: false, why: 'refused', detail: 'the connection to Asterisk is not ready' };
      if (!options.phones.includes(phone)) return { ok: false, why: 'refused', detail: 'no such telephone' };
      legs.set(leg, { leg, isUp: false, isClosed: false });
      const { status, detail } = await ari.post(`/channels/${step(legChannel(leg))}`, {
        endpoint: `PJSIP/${phoneEndpoint(phone)}`, app: 'overdial', appArgs: 'leg', timeout: Math.ceil(times.legRingMs / 1_000),
      });
      if (status === 200) return { ok: true };
      if (status === null) {
        counts.unknownRequests += 1;
        void settle(leg);
        return { ok: false, why: 'unknown', detail };
      }
      if (status === 409) {
        legs.delete(leg);
        return { ok: false, why: 'duplicate' };
      }
      // The phone is not registered; no event will come. The acknowledgement goes first.
      setImmediate(() => { lost(leg, 'unreachable'); });
      return { ok: true };
    },
    close: async (leg) => {
      const entry = legs.get(leg);
      if (entry === undefined) return { ok: false, why: 'gone' };
      entry.isClosed = true;
      const { status, detail } = await ari.del(`/channels/${step(legChannel(leg))}`);
      if (status === null || status >= 500) {
        counts.unknownRequests += 1;
        return { ok: false, why: 'unknown', detail };
      }
      if (status === 404) {
        lost(leg, 'closed');
        return { ok: false, why: 'gone' };
      }
      return { ok: true };
    },
    onFact: (leg, { fact, cause, sip }) => {
      const entry = legs.get(leg);
      if (entry === undefined) {
        if (fact === 'inStasis') endOrphan(leg);
      } else if (fact === 'inStasis') {
        void cameUp(entry);
      } else if (fact === 'destroyed') {
        lost(leg, whyDown(entry, cause, sip));
      }
    },
    bringHome: async (leg) => { if (legs.get(leg)?.isUp === true) await toHolding(leg); },
    adopt: (leg, isInCall) => {
      const entry = legs.get(leg);
      if (entry !== undefined) {
        void cameUp(entry);
        return;
      }
      if (gone.has(leg)) {
        endOrphan(leg);
        return;
      }
      legs.set(leg, { leg, isUp: true, isClosed: false });
      if (!isInCall) void toHolding(leg);
    },
  };
}

function whyDown({ isUp, isClosed }: AgentLeg, cause: number, sip: number | null): string {
  if (isClosed) return 'closed';
  if (cause === 44) return 'silent';
  if (isUp) return 'hung up';
  return sip === 486 || cause === 17 ? 'busy' : cause === 19 ? 'no answer' : `not connected (${sip ?? cause})`;
}
