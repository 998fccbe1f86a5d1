/**
 * Calls at a steady rate through the driver and a real Asterisk: SIPp plays customers and agents' telephones. Measures what section 11 of the
 * live contract asks of the telephony: answer → both legs bridged, answer → message started, lost and left-over calls.
 */
import { freeUdpPort } from './support/asterisk.ts';
import { startRig } from './support/rig.ts';
import { startSipp } from './support/sipp.ts';
import type { Step } from './support/sippScenario.ts';

export interface LoadOptions {
  readonly callsPerSecond: number; readonly seconds: number;
  readonly talkMs: number;
  /** One of so many answered calls gets the message instead of an agent. */
  readonly messageEvery: number;
}

export interface LoadResult {
  readonly dialled: number; readonly answered: number; readonly bridged: number; readonly messages: number; readonly ended: number;
  /** Calls that SIPp saw. */
  readonly invites: number;
  readonly peak: number; readonly lost: number; readonly leftOver: number;
  /** ms, sorted. */
  readonly answerToBridged: readonly number[]; readonly answerToMessage: readonly number[]; readonly dialAck: readonly number[];
}

const PICKS_UP: readonly Step[] = [{ send: 100 }, { send: 180 }, { pause: 300 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }];
const AGENT: readonly Step[] = [{ send: 180 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }];

export async function runLoad(root: string, { callsPerSecond, seconds, talkMs, messageEvery }: LoadOptions): Promise<LoadResult> {
  const agentPort = await freeUdpPort();
  const count = Math.ceil(callsPerSecond * (talkMs / 1_000 + 1.5));
  const phones = Array.from({ length: count }, (_, index) => ({ phone: `a${index}`, password: 'x', contact: `sip:agent@127.0.0.1:${agentPort}`, silentSeconds: 0 }));
  const rig = await startRig(root, { trunkNames: ['public'], phones });
  const customers = await startSipp(rig.ports['public']!, PICKS_UP, { isQuiet: true });
  const agents = await startSipp(agentPort, AGENT, { isQuiet: true });
  try {
    for (const { phone } of phones) await rig.driver.execute({ kind: 'agentLeg.open', leg: phone, agent: phone, phone });
    await rig.until('all legs are up', () => rig.events.filter(({ kind }) => kind === 'leg.up').length === count, 30_000);
    const free = phones.map(({ phone }) => phone);
    const legOf = new Map<string, string>();
    const dialAck: number[] = [];
    let seen = rig.events.length;
    let answers = 0;
    let open = 0;
    let peak = 0;
    const follow = (): void => {
      for (; seen < rig.events.length; seen += 1) {
        const event = rig.events[seen]!;
        if (event.kind === 'answered') {
          answers += 1;
          const leg = answers % messageEvery === 0 ? undefined : free.shift();
          if (leg === undefined) {
            void rig.driver.execute({ kind: 'drop', attempt: event.attempt, message: 'vm-goodbye' });
          } else {
            legOf.set(event.attempt, leg);
            void rig.driver.execute({ kind: 'bridge', attempt: event.attempt, leg });
            setTimeout(() => { void rig.driver.execute({ kind: 'hangup', attempt: event.attempt }); }, talkMs);
          }
        } else if (event.kind === 'ended') {
          open -= 1;
          const leg = legOf.get(event.attempt);
          // As an agent in wrap-up: his leg goes home first.
          if (leg !== undefined) setTimeout(() => { free.push(leg); }, 250);
        }
      }
    };
    const following = setInterval(follow, 1);
    const total = Math.round(callsPerSecond * seconds);
    const startedAt = performance.now();
    for (let call = 0; call < total; call += 1) {
      const wait = startedAt + (call * 1_000) / callsPerSecond - performance.now();
      if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
      open += 1;
      peak = Math.max(peak, open);
      const sentAt = performance.now();
      void rig.dial(`c${call}`, 'public', `+4420${String(10_000_000 + call)}`).then(() => { dialAck.push(performance.now() - sentAt); });
    }
    const endedCount = (): number => rig.events.filter(({ kind }) => kind === 'ended').length;
    const waitedFrom = performance.now();
    while (endedCount() < total && performance.now() - waitedFrom < 30_000) await new Promise((resolve) => { setTimeout(resolve, 100); });
    clearInterval(following);
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    const channels = ((await rig.ari('GET', '/channels')).body as { id: string }[]).filter(({ id }) => !id.startsWith('od-leg-')).length;
    const bridges = ((await rig.ari('GET', '/bridges')).body as { id: string }[]).filter(({ id }) => id !== 'od-hold').length;
    const of = (kind: string): number => rig.events.filter((event) => event.kind === kind).length;
    const answeredAt = new Map(rig.events.flatMap((event) => (event.kind === 'answered' ? [[event.attempt, event.atMs] as const] : [])));
    const since = (kind: string): number[] => rig.events.flatMap((event) => (
      event.kind === kind && 'attempt' in event && (event.kind !== 'message' || event.phase === 'started') ? [event.atMs - answeredAt.get(event.attempt)!] : [])).toSorted((a, b) => a - b);
    const answerToMessage = since('message');
    return {
      dialled: total, answered: of('answered'), bridged: of('bridged'), messages: answerToMessage.length, ended: of('ended'), invites: customers.invites(), peak,
      lost: total - of('answered'), leftOver: channels + bridges, answerToBridged: since('bridged'), answerToMessage, dialAck: dialAck.toSorted((a, b) => a - b),
    };
  } finally {
    await customers.stop();
    await agents.stop();
    await rig.close();
  }
}

/** Of sorted values. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
