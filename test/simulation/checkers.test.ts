/** The judge itself: it is silent about a good run and names every kind of breach. */
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/engine/vocabulary.ts';
import { parseCommandLine, parseEventLine } from '../../src/journal/codec.ts';
import { giveCommand } from '../../src/journal/commandTexts.ts';
import { EVENT_DEFAULTS } from '../../src/journal/story.ts';
import { RunChecker } from '../support/checkers.ts';
import { engineOptions, type EngineInput } from '../support/engineOptions.ts';

const OVER = 'startedAt=0 endedAt=20000 dials=1 outcome=noAnswer reason=null promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=rescheduledByDialer attemptsAfter=0 nextCallAtAfter=80000 hardOwnerAfter=none softOwnerAfter=none';
const TALKED = 'startedAt=0 endedAt=60000 dials=1 outcome=answered reason=saved promise=null promisedAt=unset counted=false status=none actionAtStart=notAssigned actionAfter=done attemptsAfter=0 nextCallAtAfter=unset hardOwnerAfter=none softOwnerAfter=none';

/** Two calls: one is not answered, one reaches Ann. */
const GOOD = `
0 recordCreated record=0 phones=[0]
0 recordCreated record=1 phones=[1,2]
0 agentSignedIn agent=0
  > agentState agent=0 state=ready
  > dial attempt=0 record=0 phone=0 dialNumber=1 agent=none
  > dial attempt=1 record=1 phone=0 dialNumber=1 agent=none
10000 attemptAnswered attempt=1
  > connect attempt=1 agent=0
  > agentState agent=0 state=talking
20000 attemptEnded attempt=0 cause=noAnswer
  > attemptOver attempt=0 outcome=noAnswer
  > activity record=0 kind=call agent=none ${OVER}
50000 attemptEnded attempt=1 cause=customerHangup
  > attemptOver attempt=1 outcome=answered
  > agentState agent=0 state=wrapping
60000 agentSaved agent=0 status=none
  > activity record=1 kind=call agent=0 ${TALKED}
  > agentState agent=0 state=ready
`.trim();

/** What is changed in the good run: a piece of its text and what stands there instead; and what the judge says. */
const BREACHES: readonly (readonly [title: string, from: string, to: string, says: RegExp, options?: EngineInput])[] = [
  ['time that goes back', '20000 attemptEnded', '9000 attemptEnded', /time goes back/],
  ['a call that begins twice', 'dial attempt=1 record=1', 'dial attempt=0 record=1', /attempt 0 begins twice/],
  ['two calls of one record', 'dial attempt=1 record=1 phone=0 dialNumber=1', 'dial attempt=1 record=0 phone=0 dialNumber=2', /record 0 is dialled while its attempt 0 is under way/],
  ['a dial while the campaign is stopped', '0 agentSignedIn agent=0', '0 campaignStopped', /dialled while the campaign is stopped/],
  ['a dial outside the window', '', '', /outside its window/, { zones: [{ name: 'UTC', open: [[1, 9e9]], offsets: [[0, 0]] }] }],
  ['a dial of a done record', 'record=0 phones=[0]', 'record=0 action=done phones=[0]', /record 0 is dialled, though it is done/],
  ['a dial of a deleted record', '0 agentSignedIn', '0 recordDeleted record=1\n0 agentSignedIn', /record 1 is dialled, though it is deleted/],
  ['a number that the record does not have', 'record=1 phone=0', 'record=1 phone=2', /record 1 has no number 2/],
  ['a blocked number', '0 agentSignedIn', '0 numberBlocked number=1 scope=global blocked=true\n0 agentSignedIn', /number 1 is blocked/],
  ['a dial number that does not follow', 'record=1 phone=0 dialNumber=1', 'record=1 phone=0 dialNumber=2', /dial 2 follows dial 0/],
  ['more calls than channels', '', '', /2 calls on 1 channels/, { channels: 1 }],
  ['more starts than the second has', '', '', /2 starts in one second, 1 allowed/, { startsPerSecond: 1 }],
  ['a dial without an agent where agents attend', '', '', /without an agent in mode progressive/, { mode: 'progressive' }],
  ['a dial for an agent who does not hold the record', 'dialNumber=1 agent=none\n10000', 'dialNumber=1 agent=0\n10000', /dialled for agent 0, who is ready with record -1/],
  ['a database that is switched off', 'recordCreated record=1', 'recordCreated record=1 database=1', /another database or type/, { databases: [true, false] }],
  ['a record that is not due', 'recordCreated record=1', 'recordCreated record=1 nextCallAt=5', /record 1 is called before it is due/],
  ['a record of another agent', 'recordCreated record=1', 'recordCreated record=1 hardOwner=1', /record 1 of agent 1 goes to the queue/],
  ['a callback of another agent', 'recordCreated record=1', 'recordCreated record=1 action=rescheduledByAgent nextCallAt=0 softOwner=1', /record 1, softly owned by agent 1, goes to the queue/],
  ['a connection with nobody', '10000 attemptAnswered attempt=1', '10000 wake', /attempt 1 is connected, though nobody is on the line/],
  ['a connection to an agent who is not free', '  > agentState agent=0 state=ready\n  > dial', '  > dial', /connected to agent 0, who is signedOut/],
  ['an agent with two calls', '20000 attemptEnded attempt=0 cause=noAnswer', '20000 attemptAnswered attempt=0\n  > connect attempt=0 agent=0', /agent 0 holds attempt 1 and attempt 0/],
  ['a drop of a call that does not wait', '  > attemptOver attempt=0', '  > drop attempt=0\n  > attemptOver attempt=0', /drop of attempt 0, which is not waiting/],
  ['an end without a beginning', 'attemptOver attempt=0', 'attemptOver attempt=7', /attempt 7 ends and never began/],
  ['two ends', '  > attemptOver attempt=0 outcome=noAnswer', '  > attemptOver attempt=0 outcome=noAnswer\n  > attemptOver attempt=0 outcome=busy', /attempt 0 ends twice, noAnswer and busy/],
  ['an end that never comes', '  > attemptOver attempt=0 outcome=noAnswer\n', '', /attempt 0 never ended/],
  ['an answer that no agent took', 'outcome=noAnswer\n', 'outcome=answered\n', /attempt 0 ends as answered with agent -1/],
  ['a drop that was not commanded', 'outcome=noAnswer\n', 'outcome=dropped\n', /attempt 0 ends as dropped after null/],
  ['a state that cannot follow', 'state=wrapping', 'state=paused', /agent 0 goes from talking to paused/],
  ['an agent who is ready with a record', '60000 agentSaved agent=0 status=none\n  > activity record=1 kind=call agent=0', '60000 agentSaved agent=0 status=none\n  > agentState agent=0 state=ready\n  > activity record=1 kind=call agent=0', /agent 0 is ready and holds record 1/],
  ['an activity with other dials', 'dials=1 outcome=noAnswer', 'dials=2 outcome=noAnswer', /2 dials in the activity, 1 were made/],
  ['an activity from another action', 'actionAtStart=notAssigned actionAfter=done', 'actionAtStart=callImmediately actionAfter=done', /record 1 was notAssigned, its turn began from callImmediately/],
  ['a counter that moves uncounted', 'actionAfter=rescheduledByDialer attemptsAfter=0', 'actionAfter=rescheduledByDialer attemptsAfter=1', /counted false, attempts 0 to 1/],
  ['a done record with a next call', 'actionAfter=done attemptsAfter=0 nextCallAtAfter=unset', 'actionAfter=done attemptsAfter=0 nextCallAtAfter=7', /record 1 is done with a next call/],
  ['a retry without a time', 'nextCallAtAfter=80000', 'nextCallAtAfter=unset', /record 0 is rescheduledByDialer without a next call/],
  ['two owners', 'nextCallAtAfter=80000 hardOwnerAfter=none softOwnerAfter=none', 'nextCallAtAfter=80000 hardOwnerAfter=0 softOwnerAfter=1', /record 0 has two owners/],
];

describe('the judge', () => {
  it('has nothing to say of a good run', () => {
    expect(judge(GOOD)).toEqual([]);
  });

  it.each(BREACHES.map(([title, from, to, says, options]) => ({ title, from, to, says, options })))('names $title', ({ from, to, says, options }) => {
    const text = GOOD.replace(from, to);
    expect(options !== undefined || text !== GOOD).toBe(true);
    expect(judge(text, options).join('\n')).toMatch(says);
  });

  it('compares the engine’s counts with its books', () => {
    const wrong = judge(GOOD, {}, { callsInProgress: 1, records: 3, done: 2 });
    expect(wrong.join('\n')).toMatch(/counts 1 calls in progress, the books 0\n.*counts 3 records, the books 2\n.*counts 2 records done, the books 1/);
  });
});

function judge(text: string, options: EngineInput = {}, counts = { callsInProgress: 0, records: 2, done: 1 }): string[] {
  const checker = new RunChecker(engineOptions({ agents: 2, ...options }));
  text.split('\n').forEach((line, index) => {
    if (line.trimStart().startsWith('>')) {
      const parsed = parseCommandLine(line, index + 1);
      if (!parsed.ok) throw new Error(`${line}: ${parsed.problem.message}`);
      giveCommand(parsed.value, checker.observer);
    } else {
      const parsed = parseEventLine(line, index + 1, EVENT_DEFAULTS);
      if (!parsed.ok) throw new Error(`${line}: ${parsed.problem.message}`);
      checker.observer.event(parsed.value);
    }
  });
  const byAction = { ...Object.fromEntries(ACTIONS.map((action) => [action, 0])), rescheduledByDialer: 1, done: counts.done } as Record<(typeof ACTIONS)[number], number>;
  checker.finish({ lateFacts: 0, rejections: 0, turnsOpen: 0, byAction, records: counts.records, callsInProgress: counts.callsInProgress }, true);
  return checker.problems;
}
