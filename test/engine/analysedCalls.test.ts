/** Which calls that an answer detector listened to are abandoned ones, in the windows that pacing must keep. */
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../src/base/time.ts';
import { PRESET_RULES, type AbandonRule } from '../../src/engine/abandon/rule.ts';
import type { AbandonWindow, PacingView } from '../../src/engine/pacing/strategy.ts';
import { EngineDesk } from '../support/engineDesk.ts';

/** A desk at which one call, answered at 10 s, is being analysed. */
function analysing(agents: number, rule: Partial<AbandonRule> = {}): { desk: EngineDesk; window: () => AbandonWindow } {
  let view: PacingView | undefined;
  const desk = new EngineDesk({ agents, enforcedRules: [{ ...PRESET_RULES.us, ...rule }] }, () => ({
    id: 'test', readings: () => ({}),
    dialCount: (now) => {
      view = now;
      return now.now === 0 && now.ringingSince.length === 0 && now.dueNow > 0 ? 1 : 0;
    },
  }));
  for (let agent = 0; agent < agents; agent += 1) desk.send('agentSignedIn', { agent });
  desk.record();
  desk.send('wake', {});
  desk.at(10_000).send('attemptAnswered', { attempt: 0, verdict: 'pending' });
  return { desk, window: () => view!.windows[0]! };
}

describe('a call that the answer detector listens to', () => {
  it('is not abandoned when the customer leaves before the verdict: the time that counts from the greeting has not begun', () => {
    const { desk, window } = analysing(1);
    desk.at(12_500).send('attemptEnded', { attempt: 0, cause: 'customerHangup' });
    expect(window()).toMatchObject({ abandoned: 0 });
  });

  it('is abandoned then where the time counts from the connection', () => {
    const { desk, window } = analysing(1, { startPoint: 'connected' });
    desk.at(12_500).send('attemptEnded', { attempt: 0, cause: 'customerHangup' });
    expect(window()).toMatchObject({ abandoned: 1 });
  });

  it('is not late when it reaches an agent at a verdict that knows of no greeting, as for a machine that is passed on', () => {
    const { desk, window } = analysing(1);
    desk.at(12_500).send('attemptClassified', { attempt: 0, machine: false, greetingStartAt: UNSET, greetingEndAt: UNSET });
    expect(window()).toMatchObject({ abandoned: 0, answered: 1 });
  });
});
