import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NEVER, UNSET } from '../../src/base/time.ts';
import type { Commands } from '../../src/engine/commands.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { EventHandler } from '../../src/journal/replay.ts';
import { checkStory, readStory } from '../../src/journal/story.ts';
import { createJournalWriter } from '../../src/journal/writer.ts';
import { expectStory } from '../support/story.ts';

/** Dials record 3 on every wake; connects every answer to the agent who signed in last, or drops it. */
class SmallDialer implements EventHandler {
  private agent = -1;
  private attempts = 0;

  handle(event: DialerEvent, out: Commands): void {
    if (event.kind === 'agentSignedIn') {
      this.agent = event.agent;
      out.agentState(event.agent, 'ready');
    } else if (event.kind === 'wake') {
      out.dial(this.attempts, 3, 0, 1, -1);
      this.attempts += 1;
    } else if (event.kind === 'attemptAnswered') {
      if (event.attempt >= this.attempts) throw new Error(`attempt ${event.attempt} is unknown`);
      if (this.agent === -1) out.drop(event.attempt);
      else out.connect(event.attempt, this.agent);
    }
  }
}

const STORY = `# An answered call goes to the free agent.
# shows dial connect drop
given callsPerAgent=2 mode=predictive strict=true limit=null

    0 agentSignedIn agent=1
    0 wake
      > dial attempt=0 record=3 phone=0 dialNumber=1 agent=none
# Eight seconds later somebody answers.
 8200 attemptAnswered attempt=0
      > connect attempt=0 agent=1
`;

describe('a story', () => {
  it('comes back as it stands if the dialer does what it expects', () => {
    expect(checkStory(STORY, new SmallDialer())).toBe(STORY);
  });

  it('comes back with what the dialer does instead', () => {
    const wrong = STORY.replace('connect attempt=0 agent=1', 'drop attempt=0');
    expect(wrong).not.toBe(STORY);
    expect(checkStory(wrong, new SmallDialer())).toBe(STORY);
    expect(checkStory(STORY.replaceAll(/^ {6}>.*\n/gm, ''), new SmallDialer())).toBe(STORY);
  });

  it('shows every command if it does not say which', () => {
    expect(checkStory('0 agentSignedIn agent=1', new SmallDialer())).toBe('0 agentSignedIn agent=1\n      > agentState agent=1 state=ready');
  });

  it('may be pasted from a journal', () => {
    let text = '';
    const writer = createJournalWriter({ overdial: '0', scenario: 's', scenarioDigest: '0', seed: '1', dialer: {} as never }, (piece) => { text += piece; });
    writer.event({ kind: 'wake', at: 5 });
    writer.dial(0, 3, 0, 1, -1);
    writer.finish();
    const excerpt = text.split('\n').slice(1, 3).join('\n');
    expect(checkStory(excerpt, new SmallDialer())).toBe('      5 wake\n      > dial attempt=0 record=3 phone=0 dialNumber=1 agent=none');
  });

  it('tells its settings, the commands that it shows, and its events with what they leave out', () => {
    const story = readStory(STORY);
    expect(story.given).toEqual({ callsPerAgent: 2, mode: 'predictive', strict: true, limit: null });
    expect(story.shows).toEqual(new Set(['dial', 'connect', 'drop']));
    expect(story.lines.at(-2)).toEqual({
      line: 9, text: ' 8200 attemptAnswered attempt=0', event: { kind: 'attemptAnswered', at: 8_200, attempt: 0, verdict: 'none' },
    });
    const created = readStory('0 recordCreated record=0 action=rescheduledByAgent nextCallAt=never phones=[0]').lines[0]!.event;
    expect(created).toEqual({
      kind: 'recordCreated', at: 0, record: 0, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: 0, action: 'rescheduledByAgent', nextCallAt: NEVER,
      hardOwner: -1, softOwner: -1, status: -1, phones: [0],
    });
    expect(readStory('0 agentSaved agent=1 status=2').lines[0]!.event).toMatchObject({ nextCallAt: UNSET, passTo: -1, formComplete: true });
  });

  it('lists all that cannot be read in it', () => {
    const story = '# shows dial ring\ngiven 5\n5 wake\n4 wake\n6 wakeUp\n  > dial attempt=0\n';
    const { problems } = readStory(story);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[1, 14], [2, 7], [4, 1], [5, 3], [6, 19]]);
    expect(() => checkStory(story, new SmallDialer())).toThrow(/story:1:14 unknown command "ring"[^]*story:4:1 time goes back from 5 to 4\nstory:5:3 [^]*story:6:19/);
  });

  it('names the line at which the dialer throws', () => {
    expect(() => checkStory('# x\n0 attemptAnswered attempt=9', new SmallDialer())).toThrow('story line 2, "0 attemptAnswered attempt=9": Error: attempt 9 is unknown');
  });
});

describe('a story file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-story-'));
  const file = join(folder, 'one.story');
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fails the test when the dialer tells another story, and is rewritten only on request', () => {
    const wrong = STORY.replace('connect attempt=0 agent=1', 'drop attempt=0');
    writeFileSync(file, wrong);
    const given: unknown[] = [];
    const create = (settings: unknown): SmallDialer => {
      given.push(settings);
      return new SmallDialer();
    };
    vi.stubEnv('OVERDIAL_UPDATE', '');
    expect(() => expectStory(file, create)).toThrow(/one\.story/);
    expect(readFileSync(file, 'utf8')).toBe(wrong);
    vi.stubEnv('OVERDIAL_UPDATE', '1');
    expectStory(file, create);
    expect(readFileSync(file, 'utf8')).toBe(STORY);
    vi.stubEnv('OVERDIAL_UPDATE', '');
    expectStory(file, create);
    expect(given[0]).toEqual({ callsPerAgent: 2, mode: 'predictive', strict: true, limit: null });
  });
});
