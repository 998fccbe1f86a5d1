import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { LiveBench } from './support.ts';

const AGENTS = ['Ann', 'Bob'] as const;

type Step = readonly [what: string, place: number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('signIn', 'signIn', 'signOut', 'pause', 'ready', 'answer', 'answer', 'ring', 'busy', 'hangsUp', 'hangsUp', 'loseLeg', 'save', 'save', 'agentHangsUp', 'blind', 'back',
    'lostAll', 'restart', 'level', 'stop', 'start', 'again', 'pass', 'pass', 'loseCall'),
  fc.nat({ max: 40 }),
);

async function take(bench: LiveBench, [what, place]: Step): Promise<void> {
  const { exchange } = bench;
  const agent = AGENTS[place % 2]!;
  const calls = [...exchange.calls.values()];
  const call = calls[place % Math.max(1, calls.length)];
  switch (what) {
    case 'signIn': await bench.signIn(agent); break;
    case 'signOut': case 'ready': await bench.ask({ kind: what, agent }); break;
    case 'pause': await bench.ask({ kind: 'pause', agent, reason: 'tea' }); break;
    case 'save': await bench.ask({ kind: 'save', agent, status: null, form: { place }, nextCallAt: null, passTo: null }); break;
    case 'agentHangsUp': await bench.ask({ kind: 'hangUp', agent }); break;
    case 'level': await bench.ask({ kind: 'level', level: place % 4 === 0 ? null : place % 4 }); break;
    case 'stop': case 'start': await bench.ask({ kind: what }); break;
    case 'answer': if (call !== undefined && !call.up) exchange.answer(call.id); break;
    case 'ring': if (call !== undefined) exchange.tell({ kind: 'ringing', attempt: call.id, early: false }); break;
    case 'busy': if (call !== undefined && !call.up) exchange.end(call.id, 'busy'); break;
    case 'hangsUp': if (call !== undefined) exchange.end(call.id, call.up ? 'answered' : 'noAnswer', 'customer'); break;
    // Facts that come twice, or about calls that nobody knows.
    case 'again': exchange.tell({ kind: 'answered', attempt: `${bench.live.run}-${place}` }); break;
    case 'loseCall': if (call !== undefined) exchange.calls.delete(call.id); break;
    case 'loseLeg': { const leg = [...exchange.legs][0]; if (leg !== undefined) exchange.loseLeg(leg); break; }
    case 'blind': exchange.tell({ kind: 'driver', state: 'blind', epoch: exchange.epoch }); break;
    case 'back': exchange.tell({ kind: 'driver', state: 'ready', epoch: exchange.epoch }); break;
    case 'lostAll':
      exchange.calls.clear();
      exchange.legs.clear();
      exchange.epoch += '+';
      exchange.tell({ kind: 'driver', state: 'ready', epoch: exchange.epoch });
      break;
    case 'restart': await bench.restart(); break;
    default: await bench.clock.pass(place * 250);
  }
  await bench.clock.pass(place % 3 === 0 ? 100 : 0);
}

/** A call is lost while the dialer is still looking for another, and the connection comes back once more in that time. */
const LOST_DURING_A_LOOK: Step[] = [
  ['signIn', 0], ['loseCall', 0], ['back', 0], ['signIn', 0], ['signIn', 0], ['signIn', 0], ['loseCall', 0], ['signIn', 0], ['signIn', 0], ['signIn', 0],
];

describe('whatever happens in whatever order', () => {
  it('no number is dialled twice under one name, every attempt ends once, tables agree with the engine, and the journal replays', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const bench = new LiveBench({ settings: { formSaveMs: 20_000, maxRepeatAttempts: 50 }, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } } });
      await bench.start();
      await bench.records(30);
      for (const one of [['signIn', 0], ['signIn', 1], ...steps] as const) await take(bench, one);
      expect(bench.failures).toEqual([]);
      for (const [attempt, times] of bench.exchange.dialled) expect([attempt, times]).toEqual([attempt, 1]);
      // Everything is ended and looked at once more: nothing may be left open.
      await bench.ask({ kind: 'stop' });
      bench.exchange.tell({ kind: 'driver', state: 'ready', epoch: bench.exchange.epoch });
      await bench.clock.pass(5_000);
      for (const call of bench.exchange.calls.values()) bench.exchange.end(call.id, call.up ? 'answered' : 'noAnswer', 'customer');
      await bench.clock.pass(30_000);
      expect(bench.rows('SELECT serial FROM attempt WHERE ended_at IS NULL')).toEqual([]);
      expect(bench.rows('SELECT seq, n FROM outbox WHERE state IN (\'new\', \'sent\')')).toEqual([]);
      expect(bench.live.agents().filter((one) => one.state === 'talking')).toEqual([]);
      expect(replayStore(bench.store).difference).toBeNull();
      await bench.restart();
      expect(bench.remarks.filter((remark) => /put right/.test(remark))).toEqual([]);
      await bench.kill();
    }), { numRuns: 15, examples: [[LOST_DURING_A_LOOK]] });
  }, 240_000);
});
