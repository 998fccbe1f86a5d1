import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, NEVER } from '../../../src/base/time.ts';
import { createDialer } from '../../../src/engine/dialer.ts';
import type { PacingStrategy, PacingView } from '../../../src/engine/pacing/strategy.ts';
import { make, makeFromText, PRIORS, requiredParameters, saveToText, STRATEGY_IDS, type MadeStrategy } from './support/strategies.ts';
import { fakeView } from './support/fakeView.ts';
import { smallScenario } from './support/smallScenario.ts';
import { StoryPlayer, stories, type Step } from './support/story.ts';
import { commandLog, watchedRun, type WatchedRun } from './support/watchedRun.ts';

const OPENING = 9 * HOUR_MS;
const RUNS = { numRuns: 40 };

/** Plays a story to one strategy and returns its answers and review times, one of each a step. */
function answers(made: MadeStrategy, story: readonly Step[], player = new StoryPlayer()): number[] {
  return story.flatMap((step) => {
    player.play(step, [made.strategy]);
    return answer(made, player);
  });
}

function answer({ strategy }: MadeStrategy, player: StoryPlayer): number[] {
  const view = player.view();
  return [strategy.dialCount(view), strategy.nextReviewAt?.(view) ?? NEVER];
}

/** The dials and outcomes of a run in which nothing went wrong. */
function faultless(run: WatchedRun): WatchedRun {
  expect(run.faults).toEqual([]);
  expect(run.outcomes).toHaveLength(run.dialledAt.length);
  expect(run.questions).toBeGreaterThan(0);
  return run;
}

describe.each(STRATEGY_IDS)('%s, told random stories,', (id) => {
  it('answers with a whole number from 0 and a review in the future', () => {
    fc.assert(fc.property(stories, (story) => {
      const player = new StoryPlayer();
      const made = make(id);
      for (const step of story) {
        player.play(step, [made.strategy]);
        const [dials, reviewAt] = answer(made, player);
        expect(Number.isInteger(dials) && dials! >= 0).toBe(true);
        expect(reviewAt).toBeGreaterThan(player.view().now);
        for (const reading of Object.values(made.strategy.readings())) expect(Number.isFinite(reading)).toBe(true);
      }
    }), RUNS);
  });

  it('dials nothing without agents', () => {
    fc.assert(fc.property(stories, (story) => {
      const player = new StoryPlayer();
      const { strategy } = make(id);
      for (const step of story) {
        player.play(step, [strategy]);
        strategy.dialCount(player.view());
      }
      expect(strategy.dialCount(player.view({ noAgents: true }))).toBe(0);
    }), RUNS);
  });

  it('gives the same answers from the same memory, view and stream', () => {
    fc.assert(fc.property(stories, (story) => {
      expect(answers(make(id), story)).toEqual(answers(make(id), story));
    }), { numRuns: 10 });
  });

  it('goes on unchanged when it is saved, as text, and loaded at any step', () => {
    fc.assert(fc.property(stories, fc.nat(), (story, at) => {
      const cut = at % story.length;
      const player = new StoryPlayer();
      const straight = make(id);
      answers(straight, story.slice(0, cut), player);
      const loaded = makeFromText(id, saveToText(straight));
      for (const step of story.slice(cut)) {
        player.play(step, [straight.strategy, loaded.strategy]);
        expect(answer(loaded, player)).toEqual(answer(straight, player));
        expect(loaded.strategy.readings()).toEqual(straight.strategy.readings());
      }
    }), RUNS);
  });

  it('needs no data: with nothing counted it dials for free agents, whatever its priors say', () => {
    const extreme = { answerRate: 1e-3, resolutionMs: 1, talkMs: 1, wrapMs: 0 };
    for (const priors of [PRIORS, extreme, { ...extreme, answerRate: 1, talkMs: HOUR_MS }]) {
      const { strategy } = make(id, {}, 'test', priors);
      const dials = [0, 1_000, 2_500, 3_000, 20_000].map((now) => strategy.dialCount(fakeView({ now, ready: 4, talking: 1 })));
      for (const count of dials) expect(Number.isInteger(count)).toBe(true);
      expect(Math.max(...dials)).toBeGreaterThan(0);
    }
  });
});

describe.each(STRATEGY_IDS)('%s, in the simulated world,', (id) => {
  const run = (parts: Parameters<typeof smallScenario>[0] = {}): WatchedRun => faultless(watchedRun(id, requiredParameters(id), smallScenario(parts)));
  let ordinary: WatchedRun | undefined;
  const ordinaryRun = (): WatchedRun => (ordinary ??= run());

  it('reads documented fields only, and dials, in the ordinary case', () => {
    const { dialledAt, read } = ordinaryRun();
    expect(dialledAt.length).toBeGreaterThan(50);
    for (const field of read) expect(field).not.toMatch(/record|customer(?!Hangups)|phone|score/i);
  });

  it('sees nothing before its event: told the same events again, without a world, the dialer gives the same commands', () => {
    const { options, events, commands } = ordinaryRun();
    const lines: string[] = [];
    const dialer = createDialer(options);
    for (const event of events) dialer.handle(event, commandLog(lines));
    expect(lines).toEqual(commands);
  });

  it('goes on unchanged when the dialer is restored from a snapshot at any event', () => {
    const { options, events, commands } = ordinaryRun();
    fc.assert(fc.property(fc.nat({ max: events.length - 1 }), (cut) => {
      const lines: string[] = [];
      const before = createDialer(options);
      for (const event of events.slice(0, cut)) before.handle(event, commandLog(lines));
      const after = createDialer(options, { snapshot: structuredClone(before.snapshot()) });
      for (const event of events.slice(cut)) after.handle(event, commandLog(lines));
      expect(lines).toEqual(commands);
    }), { numRuns: 4 });
  });

  it('is clipped to the channels and to the starts of a second', () => {
    const { callsPeak, startsPeak } = run({ carrier: { channels: 5, startsPerSecond: 2, setUp: 1 } });
    expect(callsPeak).toBeLessThanOrEqual(5);
    expect(startsPeak).toBeLessThanOrEqual(2);
  });

  it('is clipped to the records: a list that runs out is called once', () => {
    expect(run({ list: { records: 40 } }).dialledAt).toHaveLength(40);
    expect(run({ list: { records: 1 } }).dialledAt).toHaveLength(1);
  });

  it('survives a campaign that nobody answers', () => {
    const { outcomes } = run({ customers: { shares: { person: 0, noAnswer: 100 } } });
    expect(new Set(outcomes)).toEqual(new Set(['noAnswer']));
  });

  it('survives a campaign without agents until a quarter past, and dials nothing before', () => {
    const { dialledAt } = run({ agents: { count: 6, shift: { from: '09:15', to: '09:30' } } });
    expect(dialledAt.length).toBeGreaterThan(10);
    expect(dialledAt[0]!).toBeGreaterThanOrEqual(OPENING + 15 * MINUTE_MS);
  });

  it('survives all agents leaving at once, and begins again when they are back', () => {
    const { dialledAt } = run({ agents: { count: 6, breaks: [{ start: '09:10', length: 600 }] } });
    // Talks under way at the break end within minutes; from then on nobody is there until 09:20.
    expect(dialledAt.some((at) => at < OPENING + 10 * MINUTE_MS)).toBe(true);
    expect(dialledAt.some((at) => at > OPENING + 20 * MINUTE_MS)).toBe(true);
  });

  it('survives a step in the answer rate, up and down', () => {
    run({ customers: { personShare: { steps: { '00:00': 5, '09:10': 80, '09:20': 5 } } } });
  });

  it('survives an answer detector, hold of dialling while a person waits, and no time to wait', () => {
    const audio = {
      kind: 'audio', personVerdictAfterGreeting: 0.5, machineVerdict: { distribution: 'uniform', min: 1.8, max: 4 }, missedVerdict: 1.5,
      falsePositivePercent: 5, falseNegativePercent: 10, believedFalsePositivePercent: 2,
    };
    run({ detector: audio, campaign: { answeredGate: true } });
    run({ campaign: { dropLimitMs: 0 } });
  });
});

describe('the suite itself', () => {
  const callsPerReady = (view: PacingView): number => Math.max(0, view.ready - view.ringingSince.length - view.waitingSince.length);

  function runOf(dialCount: PacingStrategy['dialCount'], rest: Partial<PacingStrategy> = {}): WatchedRun {
    return watchedRun('progressive', {}, smallScenario(), () => ({ id: 'cheat', dialCount, readings: () => ({}), ...rest }));
  }

  it('finds nothing wrong with an honest strategy', () => {
    faultless(runOf(callsPerReady));
  });

  it('finds a strategy that reads what is not documented, writes, lists fields, or keeps the view', () => {
    expect(() => runOf((view) => Number((view as unknown as { s: object }).s !== undefined))).toThrow(/undocumented field s/);
    expect(() => runOf((view) => Number((view.today as unknown as { row: object }).row !== undefined))).toThrow(/undocumented field today\.row/);
    expect(() => runOf((view) => ((view as unknown as { ready: number }).ready = 0))).toThrow(/wrote/);
    expect(() => runOf((view) => Object.keys(view).length)).toThrow(/listed/);
    let kept: PacingView | undefined;
    expect(() => runOf((view) => (kept ??= view).ready)).toThrow(/revoked/);
  });

  it('finds a strategy that dials without agents, has a reading that is no number, or reviews the present', () => {
    expect(runOf((view) => (view.ready === 0 ? 1 : 0)).faults.join()).toMatch(/without agents/);
    expect(runOf(callsPerReady, { readings: () => ({ level: NaN }) }).faults.join()).toMatch(/level = NaN/);
    expect(() => runOf(callsPerReady, { nextReviewAt: (view) => view.now })).toThrow(/again and again/);
  });

  it('lets the engine clip a strategy without measure, and stop one that answers with no number', () => {
    const { faults, callsPeak } = runOf((view) => (callsPerReady(view) > 0 ? 1_000_000 : 0));
    expect(faults).toEqual([]);
    expect(callsPeak).toBe(60);
    expect(() => runOf(() => NaN)).toThrow(/asked for NaN dials/);
    expect(() => runOf(() => -1)).toThrow(/asked for -1 dials/);
    expect(() => runOf(() => 0.5)).toThrow(/asked for 0.5 dials/);
  });
});
