import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/base/time.ts';
import type { Bucket, SelectionPolicy } from '../../../src/engine/selection/policy.ts';
import { policyProblems } from '../../../src/engine/selection/policyProblems.ts';
import { PRESET_POLICIES } from '../../../src/engine/selection/presets.ts';
import type { TraceEntry } from '../../../src/engine/selection/traceEntry.ts';
import { createDialer } from '../../../src/engine/dialer.ts';
import { MODES, NONE } from '../../../src/engine/vocabulary.ts';
import { ownStatus } from '../../support/engineOptions.ts';
import { createCommandTexts } from '../../../src/journal/commandTexts.ts';
import { ANN, BOB, keeping, promised, retried, Scene, type SceneInput } from '../../behaviours/scene.ts';

const QUEUE: Bucket = {
  name: 'all', scope: 'queue', match: { actions: ['notAssigned', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent'], owner: 'meOrNone' },
  honoursAffinity: false, blocks: 'never', order: [],
};
const AGENT: Bucket = { ...QUEUE, name: 'own', scope: 'agent' };
const own = (...buckets: Bucket[]): SelectionPolicy => ({ id: 'own', buckets });
const PREDICTIVE = { mode: 'predictive', listMix: null } as const;

describe('a policy is checked when it is loaded', () => {
  it('presets are sound and leave nobody out, but astercc-auto records without owner', () => {
    for (const [id, policy] of Object.entries(PRESET_POLICIES)) {
      for (const mode of MODES) {
        if (mode === 'predictive' && policy.buckets.every((bucket) => bucket.scope === 'agent')) continue;
        const { problems, warnings } = policyProblems(policy, { mode, listMix: null });
        expect([id, mode, problems]).toEqual([id, mode, []]);
        if (id === 'astercc-auto') expect(warnings.length > 0 && warnings.every((text) => text.includes('no hard owner'))).toBe(true);
        else expect([id, mode, warnings]).toEqual([id, mode, []]);
      }
    }
  });

  it('an agent bucket behind a queue bucket is refused in predictive mode only', () => {
    expect(policyProblems(own(QUEUE, AGENT), PREDICTIVE).problems).toEqual([{ bucket: 1, message: 'serves agents and stands behind one of the queue' }]);
    expect(policyProblems(own(QUEUE, AGENT), { mode: 'progressive', listMix: null }).problems).toEqual([]);
  });

  it('buckets without actions, names twice, no queue, and shares that are not 100 percent are refused', () => {
    const empty = { ...QUEUE, match: { ...QUEUE.match, actions: [] } };
    expect(policyProblems(own(empty, QUEUE), PREDICTIVE).problems.map(({ bucket }) => bucket)).toEqual([0, 1]);
    expect(policyProblems(own(AGENT), PREDICTIVE).problems.map(({ bucket }) => bucket)).toEqual([-1]);
    const mixed = { ...QUEUE, listMix: { method: 'evenMix', entries: [{ database: 'a', statuses: [], percent: 60 }] } } as const;
    expect(policyProblems(own(mixed), PREDICTIVE).problems).toEqual([{ bucket: 0, message: 'mixes lists by 60 percent; the shares must add up to 100' }]);
  });

  it('combinations that no bucket takes are named', () => {
    const noOwners = own({ ...QUEUE, match: { actions: ['notAssigned'], owner: 'none', called: 'never' } });
    const { warnings } = policyProblems(noOwners, PREDICTIVE);
    expect(warnings).toContain('no bucket takes notAssigned, hard owner, called never');
    expect(warnings).toContain('no bucket takes notAssigned, no hard owner, affinity expired, called before');
    expect(warnings).toContain('no bucket takes rescheduledByDialer, no hard owner, affinity unset, called before, retryMode progressive');
    expect(warnings.some((text) => text.startsWith('no bucket takes notAssigned, no hard owner') && text.endsWith('called never'))).toBe(false);
  });
});

describe('explaining a record', () => {
  const scene = (mode: 'progressive' | 'predictive', more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode, ...more }).at(HOUR_MS);

  it('says who could call it now, and from which bucket', () => {
    const one = scene('predictive', { lines: 0 });
    const [queue, owned, live] = [one.record(), one.record({ hardOwner: BOB }), one.record(promised(HOUR_MS, ANN))];
    expect([queue, owned, live].map((record) => one.dialer.explain(record)).map(({ by, agent, bucket, rule }) => [by, agent, bucket, rule])).toEqual([
      ['queue', NONE, 'fresh', null], ['agent', BOB, 'personalOther', null], ['agent', ANN, 'personalRescheduled', null],
    ]);
    expect(scene('progressive').dialer.facts().records).toBe(0);
  });

  it('names the rule that stands in the way, and when it ends', () => {
    const zones = [{ name: 'UTC', open: [[0, 2 * HOUR_MS], [24 * HOUR_MS, 30 * HOUR_MS]] as const, offsets: [[0, 0] as const] }];
    const one = scene('progressive', { zones, databases: [true, false] });
    const later = one.record(retried(HOUR_MS + 5));
    const off = one.record({ database: 1 });
    const numberless = one.record({ phones: [] });
    const blocked = one.record();
    one.send('recordBlocked', { record: blocked, blocked: true });
    const shut = one.record();
    const rule = (record: number, agent = NONE, at = HOUR_MS): unknown[] => {
      const { rule, until } = one.dialer.explain(record, agent, at);
      return [rule, until];
    };
    expect(rule(later)).toEqual(['notDue', HOUR_MS + 5]);
    expect(rule(off)).toEqual(['databaseInactive', null]);
    expect(rule(numberless)).toEqual(['noNumber', null]);
    expect(rule(blocked)).toEqual(['recordDone', null]);
    expect(rule(shut, NONE, 3 * HOUR_MS)).toEqual(['outsideWindow', 24 * HOUR_MS]);
    expect(rule(one.record({ hardOwner: BOB }), ANN)).toEqual(['ownedByOther', null]);
    expect(rule(one.record(promised(HOUR_MS, BOB)), ANN)).toEqual(['affinityLive', HOUR_MS + 15 * MINUTE_MS]);
    one.send('campaignStopped', {});
    expect(rule(shut)).toEqual(['campaignInactive', null]);
  });

  it('tells a record that needs an agent from one that the queue may have', () => {
    const one = new Scene({ bundle: 'thulium', mode: 'predictive', statuses: [ownStatus('spad', { systemStatus: 'callProgressive', setBy: ['dropped'] })], settings: { dropLimitMs: 0 } });
    one.signIn(ANN).pause(ANN).record();
    one.answer();
    expect(one.dialer.explain(0, NONE, HOUR_MS)).toMatchObject({ by: 'everyAgent', bucket: 'callProgressive' });
    one.setAction(0, 'notAssigned', HOUR_MS);
    expect(one.dialer.explain(0, NONE, HOUR_MS)).toMatchObject({ by: 'queue', bucket: 'calledBefore' });
  });
});

describe('the trace', () => {
  /** What a traced dialer tells of a few records, and whether its commands are those of one without trace. */
  function traced(input: SceneInput, layOut: (scene: Scene) => void): TraceEntry[] {
    const scene = new Scene(input);
    layOut(scene);
    const entries: TraceEntry[] = [];
    const commands: string[] = [];
    const dialer = createDialer(scene.options, { trace: (entry) => entries.push(entry), createStrategy: keeping(input.lines ?? 1) });
    const sink = createCommandTexts((text) => commands.push(text.trim().slice(2)));
    for (const event of scene.events) dialer.handle(event, sink);
    expect(commands).toEqual(scene.commands);
    return entries;
  }

  it('changes no choice, and names bucket, keys, runners-up and reasons', () => {
    const entries = traced({ bundle: 'daktela', mode: 'progressive' }, (scene) => {
      scene.at(HOUR_MS);
      scene.record({ priority: 1 });
      scene.record({ priority: 5 });
      scene.record(promised(HOUR_MS, BOB));
      scene.record(retried(HOUR_MS + SECOND_MS));
      scene.record({ hardOwner: BOB });
      scene.signIn(ANN);
    });
    expect(entries).toEqual([{
      at: HOUR_MS, agent: ANN, bucket: 'fresh', record: 1, keys: [{ by: 'priority', value: 5 }, { by: 'createdAt', value: HOUR_MS }],
      passedOver: [{ record: 3, reason: 'notDue' }, { record: 2, reason: 'affinityLive' }, { record: 0, reason: 'laterInOrder' }],
      skipped: { laterInOrder: 1, affinityLive: 1, notDue: 1, ownedByOther: 1 },
    }]);
  });

  it('names at most traceDepth records, and counts all', () => {
    const [entry] = traced({ bundle: 'daktela', mode: 'progressive', settings: { traceDepth: 2 } }, (scene) => {
      scene.recordsMany(6);
      scene.signIn(ANN);
    });
    expect([entry!.passedOver.map(({ record }) => record), entry!.skipped]).toEqual([[1, 2], { laterInOrder: 5 }]);
  });

  it('tells of requests that found nothing, of what an agent holds, and of the gate', () => {
    const asked = traced({ bundle: 'daktela', mode: 'preview' }, (scene) => {
      scene.signIn(ANN).request(ANN);
      scene.record();
      scene.request(ANN).request(ANN);
    });
    expect(asked.map(({ bucket, record }) => [bucket, record])).toEqual([[null, NONE], ['open', 0], ['held', 0]]);
    const gated = traced({ bundle: 'daktela', mode: 'predictive', lines: 1 }, (scene) => {
      scene.recordsMany(3);
      scene.signIn(ANN).pause(ANN).answer();
    });
    expect(gated.at(-1)).toMatchObject({ bucket: null, skipped: { gate: 2, inUse: 1 } });
  });

  it('tells when the budget is used up, and when a personal record blocks the rest', () => {
    const blocked = traced({ bundle: 'daktela', mode: 'predictive', lines: 3 }, (scene) => {
      scene.signIn(ANN).pause(ANN).record(promised(0, ANN));
      scene.recordsMany(2);
      scene.signIn(BOB);
    });
    expect(blocked.at(-1)).toMatchObject({ agent: NONE, bucket: null, skipped: { personalBlocks: 2, affinityLive: 1 } });
    const budget = traced({ bundle: 'daktela', mode: 'predictive', lines: 3, settings: { callsPerAgent: 1 } }, (scene) => {
      scene.recordsMany(2);
      scene.signIn(ANN).pause(ANN);
    });
    expect(budget.at(-1)).toMatchObject({ bucket: null, skipped: { budget: 1, inUse: 1 } });
  });
});
