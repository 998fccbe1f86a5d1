/**
 * A small scenario for tests of strategies: one team, half an hour, short calls, so that a run takes milliseconds and still sees
 * drops, hang-ups and machines. A test replaces the parts that it is about.
 */
import type { CompiledScenario } from '../../../../src/scenario/compiled.ts';
import { compileFile } from '../../../scenario/files.ts';

const BASE = {
  id: 'small',
  calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '09:00', to: '09:30' } },
  agents: { count: 6, signInDelay: { distribution: 'uniform', min: 0, max: 20 } },
  campaign: {
    mode: 'predictive', strategy: { id: 'progressive' }, callingWindows: 'shift', maxTotalAttempts: 1, ringLimitMs: 25_000, dropLimitMs: 2_000, formSaveMs: 36_000_000,
    enforcedRules: ['us'],
  },
  list: 'endless',
  carrier: { channels: { perAgent: 10 }, setUp: { distribution: 'uniform', min: 1, max: 2 } },
  detector: 'network',
  customers: {
    shares: { person: 40, machine: 20, noAnswer: 20, busy: 20 },
    ring: { person: { distribution: 'lognormal', mean: 7, cv: 0.5 }, machine: 12, noAnswer: 'none', busy: 1 },
    patience: { distribution: 'exponential', mean: 4 },
    handle: [{ id: 'talk', share: 100, talk: { distribution: 'lognormal', mean: 40, cv: 1 }, wrap: { distribution: 'exponential', mean: 6 } }],
  },
};

type Parts = Readonly<Record<string, unknown>>;

/** The small scenario with these parts in place of its own; `campaign` and `customers` are merged, the rest is replaced. */
export function smallScenario(parts: Parts = {}): CompiledScenario {
  const merged = {
    ...BASE, ...parts,
    campaign: { ...BASE.campaign, ...(parts['campaign'] as Parts | undefined) }, customers: { ...BASE.customers, ...(parts['customers'] as Parts | undefined) },
  };
  return compileFile('small.yaml', (file) => (file === 'small.yaml' ? JSON.stringify(merged) : null));
}
