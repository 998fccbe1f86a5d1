/**
 * The dialer of a story, from its `given` lines.
 *
 * Rule: a setting is given by its name (`formLoadMs=0`), lists with commas (`attemptDelayMs=900000,3600000`), entries of a table
 * with a dot (`outcomeDelayMs.busy=120000`). Beside them: mode, bundle, policy, dictionary, statuses (of STORY_STATUSES, after the
 * dictionary's), agents (names), databases (`on,off`), window (`from-to,…`), channels, startsPerSecond and `lines`, the calls that pacing
 * keeps pending from each instant on (`0:1,60000:3`). A story that passes over an instant at which its dialer wanted to be woken fails.
 */
import type { SettingsOverrides } from '../../src/engine/bundles.ts';
import { createDialer } from '../../src/engine/dialer.ts';
import type { DialerOptions, Status } from '../../src/engine/options.ts';
import { pendingCalls, type CreateStrategy } from '../../src/engine/pacing/strategy.ts';
import { DICTIONARIES, type DictionaryId } from '../../src/engine/records/dictionaries.ts';
import { NEVER } from '../../src/base/time.ts';
import type { EventHandler } from '../../src/journal/replay.ts';
import type { Story } from '../../src/journal/story.ts';
import { engineOptions, ownStatus, type EngineInput } from './engineOptions.ts';

/** Statuses that the worked examples make in their campaigns, by id. */
const STORY_STATUSES: Readonly<Record<string, Status>> = Object.fromEntries([
  ownStatus('spad', { systemStatus: 'callProgressive', setBy: ['dropped'] }),
  ownStatus('sale', { validation: true }),
  ownStatus('never', { blocks: 'number', finalUntilRecycled: true }),
  ownStatus('blockRecord', { blocks: 'record' }),
  ownStatus('myRecord', { systemStatus: 'myRecord' }),
  ownStatus('notEarlier', { systemStatus: 'notEarlierThan' }),
  ownStatus('hidden', { hidden: true }),
  ownStatus('inactive', { active: false }),
].map((status) => [status.id, status]));

type Given = Story['given'];

export function storyDialer(given: Given): EventHandler {
  const dialer = createDialer(storyOptions(given), given['lines'] === undefined ? {} : { createStrategy: linesStrategy(String(given['lines'])) });
  return {
    handle: (event, out) => {
      const wakeAt = dialer.nextWakeAt();
      if (event.at > wakeAt) throw new Error(`the dialer wanted to be woken at ${wakeAt}, and the story goes on at ${event.at}`);
      dialer.handle(event, out);
    },
  };
}

function storyOptions(given: Given): DialerOptions {
  const { mode, bundle, policy, dictionary, statuses, agents, databases, window, channels, startsPerSecond, lines: _lines, ...settings } = given;
  const names = listOf(agents ?? 'Ann,Bob');
  const input: EngineInput = {
    agents: names.length,
    databases: listOf(databases ?? 'on').map((word) => word === 'on'),
    settings: settingsOf(settings),
    ...(mode === undefined ? {} : { mode: mode as NonNullable<EngineInput['mode']> }),
    ...(bundle === undefined ? {} : { bundle: bundle as NonNullable<EngineInput['bundle']> }),
    ...(policy === undefined ? {} : { policy: String(policy) }),
    ...(channels === undefined ? {} : { channels: Number(channels) }),
    ...(startsPerSecond === undefined ? {} : { startsPerSecond: Number(startsPerSecond) }),
    ...(window === undefined ? {} : { zones: [{ name: 'UTC', open: listOf(window).map(intervalOf), offsets: [[0, 0] as const] }] }),
  };
  const options = engineOptions(input);
  const base = dictionary === undefined ? options.statuses : DICTIONARIES[dictionary as DictionaryId];
  return { ...options, statuses: [...base, ...listOf(statuses ?? '').map((id) => STORY_STATUSES[id]!)] };
}

function settingsOf(given: Given): SettingsOverrides {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const [table, entry] = name.split('.') as [string, string | undefined];
    if (entry !== undefined) settings[table] = { ...(settings[table] as object | undefined), [entry]: value };
    else if (LISTS.has(table)) settings[table] = listOf(value).map((word) => (Number.isNaN(Number(word)) ? word : Number(word)));
    else settings[table] = value;
  }
  return settings;
}

const LISTS = new Set(['attemptDelayMs', 'countedOutcomes']);

/** Keeps so many calls pending from each instant on, whoever is there. */
function linesStrategy(text: string): CreateStrategy {
  const steps = listOf(text).map((step) => step.split(':').map(Number) as [number, number]);
  return () => ({
    id: 'lines',
    dialCount: (view) => Math.max(0, (steps.findLast(([at]) => at <= view.now)?.[1] ?? 0) - pendingCalls(view)),
    nextReviewAt: (view) => steps.find(([at]) => at > view.now)?.[0] ?? NEVER,
    readings: () => ({}),
  });
}

function intervalOf(text: string): readonly [number, number] {
  const [from, to] = text.split('-').map(Number) as [number, number];
  return [from, to];
}

function listOf(value: string | number | boolean | null): string[] {
  const text = String(value);
  return text === '' ? [] : text.split(',');
}
