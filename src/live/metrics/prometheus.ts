/**
 * The metrics of live mode for Prometheus.
 *
 * Rule: exactly the names and labels of the list below, in a registry of their own; nothing that names a person is a label.
 * Source: live, section 7.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { AGENT_STATES } from '../../engine/vocabulary.ts';
import type { LiveMetrics } from './liveMetrics.ts';

/** Metrics of one campaign. */
export function createPrometheusMetrics(campaign: string): LiveMetrics {
  const registers = [new Registry()];
  const registry = registers[0]!;
  const counter = (name: string, help: string, ...labelNames: string[]) => new Counter({ name: `overdial_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, ...labelNames: string[]) => new Gauge({ name: `overdial_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, ...labelNames: string[]) =>
    new Histogram({ name: `overdial_${name}_seconds`, help, labelNames, buckets: BUCKETS_SECONDS, registers });
  const attempts = counter('attempts_total', 'Attempts that ended.', 'campaign', 'trunk', 'outcome');
  const abandoned = counter('abandoned_total', 'Persons who answered and got no agent in time.', 'campaign');
  const ratio = gauge('abandon_ratio', 'Abandoned over answered calls.', 'campaign', 'window');
  const bridge = histogram('answer_to_bridge', 'From the answer to both legs bridged.');
  const message = histogram('answer_to_message', 'From the answer to the start of the message.');
  const lag = histogram('event_lag', 'From the driver to the loop.');
  const command = histogram('command', 'From a command to its acknowledgement.', 'command');
  const commit = histogram('commit', 'One transaction, with its flush to the disk.');
  const inbox = gauge('inbox_depth', 'Items that wait for the loop.');
  const channels = gauge('channels', 'Calls in progress.', 'trunk');
  const agents = gauge('agents', 'Agents by state.', 'state');
  const driver = gauge('driver_state', '1 for the state that the telephone driver is in.', 'state');
  const orphans = counter('orphans_total', 'Calls of ours that the journal did not know.');
  const unknown = counter('unknown_total', 'Acknowledgements and outcomes that nobody can tell.');
  const refused = counter('refused_total', 'Dials and requests that were refused.', 'reason');
  const failed = counter('message_failed_total', 'Messages that could not be played.');
  abandoned.inc({ campaign }, 0);
  for (const state of AGENT_STATES) agents.set({ state }, 0);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    attemptEnded: (trunk, outcome) => { attempts.inc({ campaign, trunk, outcome }); },
    abandoned: () => { abandoned.inc({ campaign }); },
    abandonRatio: (value) => { ratio.set({ campaign, window: '30d' }, value); },
    answerToBridge: (seconds) => { bridge.observe(seconds); },
    answerToMessage: (seconds) => { message.observe(seconds); },
    eventLag: (seconds) => { lag.observe(seconds); },
    command: (kind, seconds) => { command.observe({ command: kind }, seconds); },
    commit: (seconds) => { commit.observe(seconds); },
    inboxDepth: (items) => { inbox.set(items); },
    channels: (trunk, calls) => { channels.set({ trunk }, calls); },
    agents: (state, count) => { agents.set({ state }, count); },
    driverState: (state) => { for (const each of DRIVER_STATES) driver.set({ state: each }, each === state ? 1 : 0); },
    orphan: () => { orphans.inc(); },
    unknown: () => { unknown.inc(); },
    refused: (reason) => { refused.inc({ reason }); },
    messageFailed: () => { failed.inc(); },
  };
}

const BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5];
const DRIVER_STATES = ['ready', 'blind', 'down'] as const;
