import { describe, expect, it } from 'vitest';
import { createPrometheusMetrics } from '../../../src/live/metrics/prometheus.ts';

/** Live, section 7: every metric with its labels. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  overdial_attempts_total: ['campaign', 'outcome', 'trunk'], overdial_abandoned_total: ['campaign'], overdial_abandon_ratio: ['campaign', 'window'],
  overdial_answer_to_bridge_seconds: [], overdial_answer_to_message_seconds: [], overdial_event_lag_seconds: [], overdial_command_seconds: ['command'],
  overdial_commit_seconds: [], overdial_inbox_depth: [], overdial_channels: ['trunk'], overdial_agents: ['state'], overdial_driver_state: ['state'],
  overdial_orphans_total: [], overdial_unknown_total: [], overdial_refused_total: ['reason'], overdial_message_failed_total: [],
};

async function filled(): Promise<string> {
  const metrics = createPrometheusMetrics('camp');
  metrics.attemptEnded('main', 'busy');
  metrics.abandoned();
  metrics.abandonRatio(0.02);
  metrics.answerToBridge(0.04);
  metrics.answerToMessage(0.2);
  metrics.eventLag(0.001);
  metrics.command('dial', 0.003);
  metrics.commit(0.006);
  metrics.inboxDepth(3);
  metrics.channels('main', 7);
  metrics.agents('ready', 4);
  metrics.driverState('blind');
  metrics.orphan();
  metrics.unknown();
  metrics.refused('rate');
  metrics.messageFailed();
  return metrics.text();
}

describe('metrics', () => {
  it('are exactly those that are agreed, with no further label', async () => {
    const text = await filled();
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1]!);
    expect(names.toSorted()).toEqual(Object.keys(METRICS).toSorted());
    for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#'))) {
      const [, name = '', labels = ''] = /^([a-z_]+)(?:\{(.*)\})? /.exec(line) ?? [];
      const base = name.replace(/_(bucket|sum|count)$/, '');
      const used = [...labels.matchAll(/(\w+)="/g)].map((match) => match[1]!).filter((label) => label !== 'le').toSorted();
      expect(used, line).toEqual(METRICS[base]);
    }
  });

  it('show what they were told', async () => {
    const text = await filled();
    for (const line of [
      'overdial_attempts_total{campaign="camp",trunk="main",outcome="busy"} 1', 'overdial_abandoned_total{campaign="camp"} 1',
      'overdial_abandon_ratio{campaign="camp",window="30d"} 0.02', 'overdial_answer_to_bridge_seconds_bucket{le="0.05"} 1', 'overdial_answer_to_bridge_seconds_bucket{le="0.025"} 0',
      'overdial_command_seconds_count{command="dial"} 1', 'overdial_inbox_depth 3', 'overdial_channels{trunk="main"} 7', 'overdial_agents{state="ready"} 4',
      'overdial_agents{state="paused"} 0', 'overdial_driver_state{state="blind"} 1', 'overdial_driver_state{state="ready"} 0', 'overdial_refused_total{reason="rate"} 1',
    ]) expect(text).toContain(line);
  });

  it('two campaigns of one process keep their figures apart', async () => {
    const other = createPrometheusMetrics('other');
    await filled();
    expect(await other.text()).not.toContain('outcome=');
  });
});
