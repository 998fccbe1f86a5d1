/** The transition table of records, section 5: each event in each standing of a record, allowed or refused with its reason. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../src/base/time.ts';
import { RecordFlag, RecordTable } from '../../src/engine/records/recordTable.ts';
import { applyRow, LEGAL_STANDINGS, makeReady, ROWS, type RowValues, withAttemptsKept } from '../../src/engine/records/transitions.ts';
import { Action, ACTIONS, NONE, type Rejection } from '../../src/engine/vocabulary.ts';
import { answering, EngineDesk, only } from '../support/engineDesk.ts';

const ANN = 0;
const BOB = 1;

/** How record 0 stands, and how it comes to stand so. Ann holds it where somebody does. */
const STANDINGS = {
  open: () => desk('predictive', 0),
  unattended: () => desk('predictive', 1),
  readyUndialled: () => held(5_000),
  ringing: () => held(0),
  talking: () => talking(),
  wrapping: () => wrapping(),
  done: () => saved(),
} as const;
type Standing = keyof typeof STANDINGS;

const EVENTS = {
  setAction: (d: EngineDesk) => d.send('actionSet', { record: 0, action: 'callImmediately', nextCallAt: UNSET, softOwner: NONE }),
  setActionDone: (d: EngineDesk) => d.send('actionSet', { record: 0, action: 'done', nextCallAt: UNSET, softOwner: NONE }),
  setActionReady: (d: EngineDesk) => d.send('actionSet', { record: 0, action: 'ready', nextCallAt: UNSET, softOwner: NONE }),
  setOwnerHolder: (d: EngineDesk) => d.send('ownerSet', { record: 0, agent: ANN }),
  setOwnerOther: (d: EngineDesk) => d.send('ownerSet', { record: 0, agent: BOB }),
  clearOwner: (d: EngineDesk) => d.send('ownerCleared', { record: 0 }),
  setStatus: (d: EngineDesk) => d.send('statusSet', { record: 0, status: 3 }),
  move: (d: EngineDesk) => d.send('recordMoved', { record: 0, recordType: 0, database: 1 }),
  block: (d: EngineDesk) => d.send('recordBlocked', { record: 0, blocked: true }),
  unblock: (d: EngineDesk) => d.send('recordBlocked', { record: 0, blocked: false }),
  delete: (d: EngineDesk) => d.send('recordDeleted', { record: 0 }),
  save: (d: EngineDesk) => d.send('agentSaved', { agent: ANN, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true }),
  saveByOther: (d: EngineDesk) => d.send('agentSaved', { agent: BOB, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true }),
} as const;
type EventName = keyof typeof EVENTS;

const IN_USE = 'recordInUse';
const NOT_HOLDER = 'notHolder';
/** What is allowed, by the specification: null, or the reason of the refusal. Order: open, unattended, readyUndialled, ringing, talking, wrapping, done. */
const LAW: { readonly [K in EventName]: readonly (Rejection | null)[] } = {
  setAction: [null, IN_USE, null, IN_USE, IN_USE, IN_USE, null],
  setActionDone: [null, IN_USE, null, IN_USE, IN_USE, IN_USE, null],
  setActionReady: Array<Rejection>(7).fill('actionNotSettable'),
  setOwnerHolder: [null, IN_USE, null, null, null, null, null],
  setOwnerOther: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  clearOwner: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  setStatus: ['noActivity', IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  move: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  block: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  unblock: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  delete: [null, IN_USE, IN_USE, IN_USE, IN_USE, IN_USE, null],
  save: [NOT_HOLDER, NOT_HOLDER, NOT_HOLDER, NOT_HOLDER, NOT_HOLDER, null, NOT_HOLDER],
  saveByOther: Array<Rejection>(7).fill(NOT_HOLDER),
};

const CASES = (Object.keys(LAW) as EventName[]).flatMap((event) =>
  (Object.keys(STANDINGS) as Standing[]).map((standing, index) => ({ event, standing, reason: LAW[event][index]! as Rejection | null })));

describe('a record event in a standing', () => {
  it.each(CASES.filter(({ reason }) => reason === null))('$event is legal while the record is $standing', ({ event, standing }) => {
    const d = STANDINGS[standing]();
    const commands = EVENTS[event](d);
    expect(only('rejected', commands)).toEqual([]);
    expect(d.dialer.facts().rejections).toBe(0);
    if (event !== 'delete') expect(only('activity', commands)).toHaveLength(1);
  });

  it.each(CASES.filter(({ reason }) => reason !== null))('$event is refused ($reason) while the record is $standing, and nothing changes', ({ event, standing, reason }) => {
    const d = STANDINGS[standing]();
    const before = d.dialer.snapshot();
    const commands = EVENTS[event](d);
    expect(commands).toEqual([`rejected record=${recordNamed(event, standing)} reason=${reason}`]);
    expect(isDeepStrictEqual(d.dialer.snapshot(), { ...before, rejections: before.rejections + 1 })).toBe(true);
  });

  it('is decided by the table: R05 to R35 name the standings in which each is legal', () => {
    const anyTurn = ['unattended', 'readyUndialled', 'ready'];
    const noActivity = ['open', 'done'];
    expect(sorted(LEGAL_STANDINGS)).toMatchObject(sorted({
      load: ['open', 'readyUndialled', 'ready'], take: ['open'], connect: ['unattended'], release: ['readyUndialled', 'ready'], cancel: ['unattended'],
      turnFailed: anyTurn, save: ['ready'], saveTimeout: ['ready'], setAction: [...noActivity, 'readyUndialled'],
      setOwner: [...noActivity, 'readyUndialled', 'ready'], clearOwner: noActivity, setStatus: noActivity, move: noActivity, recycle: ['done', 'open'],
      block: noActivity, unblock: noActivity, delete: noActivity,
    }));
  });
});

/** Row, action after, next call, attempts, hard owner, soft owner, retry mode. `=` kept, `0` zero or unset, `v` the given value. */
const EFFECTS: readonly (readonly [keyof typeof ROWS, keyof typeof Action | '=' | 'atStart', string])[] = [
  ['R05', 'ready', '====='], ['R07', 'done', '====='], ['R08', '=', '====='], ['R09', 'ready', '====='], ['R10', 'atStart', '====='], ['R11', '=', '====='],
  ['R12', 'rescheduledByDialer', 'vvvvv'], ['R13', 'done', '=v==='], ['R14', 'ready', '====='], ['R15', 'atStart', 'v===='],
  ['R16', 'rescheduledByAgent', 'v=vv0'], ['R17', 'rescheduledByAgent', 'v=vv0'], ['R18', 'rescheduledByAgent', 'v=vv0'],
  ['R19', 'rescheduledByDialer', 'v==00'], ['R20', 'rescheduledByDialer', 'v==0v'], ['R21', 'done', '====='],
  ['R23', 'notAssigned', 'v0=v0'], ['R24', 'callImmediately', 'v0=v0'], ['R25', 'rescheduledByAgent', 'v0=v0'], ['R26', 'done', 'v0=v0'],
  ['R27', '=', '==v0='], ['R28', '=', '==00='], ['R29', '=', '====='], ['R30', '=', '====='], ['R31', 'notAssigned', '00=00'], ['R32', 'done', '====='],
  ['R33', '=', '====='], ['R34', '=', '====='],
];

describe('a row of the table', () => {
  it.each(EFFECTS)('%s leads to %s and writes %s', (name, to, effects) => {
    fc.assert(fc.property(standingRecord, rowValues, (before, values) => {
      const records = tableWith(before);
      applyRow(records, 0, ROWS[name], values);
      const action = to === '=' ? before.action : to === 'atStart' ? values.actionAtStart : Action[to];
      const [next, attempts, hard, soft, retry] = effects.split('') as [string, string, string, string, string];
      const hardOwner = chosen(hard, before.hardOwner, values.hardOwner, NONE);
      const isDone = action === Action.done;
      expect(fieldsOf(records)).toEqual({
        action, attempts: chosen(attempts, before.attempts, values.attempts, 0), hardOwner,
        nextCallAt: isDone ? UNSET : chosen(next, before.nextCallAt, values.nextCallAt, UNSET),
        softOwner: isDone || hardOwner !== NONE ? NONE : chosen(soft, before.softOwner, values.softOwner, NONE),
        retryProgressive: !isDone && chosen(retry, before.retryProgressive, values.retryProgressive, false),
      });
    }), { numRuns: 60 });
  });

  it('with which an agent gets a record does the same when it is written without being read', () => {
    fc.assert(fc.property(standingRecord, rowValues, fc.constantFrom(ROWS.R05, ROWS.R09), (before, values, row) => {
      const [read, direct] = [tableWith(before), tableWith(before)];
      applyRow(read, 0, row, values);
      makeReady(direct, 0);
      expect(direct.save()).toEqual(read.save());
    }));
  });

  it('leaves a counter that has been written already as it is', () => {
    fc.assert(fc.property(standingRecord, rowValues, (before, values) => {
      const [given, kept] = [tableWith(before), tableWith(before)];
      applyRow(given, 0, ROWS.R13, { ...values, attempts: given.attempts[0]! });
      applyRow(kept, 0, withAttemptsKept(ROWS.R13), values);
      expect(kept.save()).toEqual(given.save());
    }));
  });

  it('is there for every change that the specification lists', () => {
    expect(EFFECTS.map(([name]) => name)).toEqual(Object.keys(ROWS));
  });
});

// ---- how a record comes to stand

function desk(mode: 'predictive' | 'progressive', lines: number, formLoadMs = 0): EngineDesk {
  const d = new EngineDesk({ mode, bundle: 'daktela', databases: [true, true], settings: { formLoadMs } }, answering((view) => Math.max(0, lines - view.ringingSince.length)));
  d.record();
  d.send('wake', {});
  return d;
}

function held(formLoadMs: number): EngineDesk {
  const d = desk('progressive', 0, formLoadMs);
  d.send('agentSignedIn', { agent: ANN });
  return d;
}

function talking(): EngineDesk {
  const d = held(0).at(10_000);
  d.send('attemptAnswered', { attempt: 0, verdict: 'none' });
  return d;
}

function wrapping(): EngineDesk {
  const d = talking().at(60_000);
  d.send('attemptEnded', { attempt: 0, cause: 'customerHangup' });
  return d;
}

function saved(): EngineDesk {
  const d = wrapping();
  EVENTS.save(d);
  return d;
}

/** A save names the record that its agent holds, if he holds one. */
function recordNamed(event: EventName, standing: Standing): string {
  const isHeld = standing !== 'open' && standing !== 'unattended' && standing !== 'done';
  return event === 'saveByOther' || (event === 'save' && !isHeld) ? 'none' : '0';
}

// ---- rows

const agent = fc.constantFrom<number>(NONE, ANN, BOB);
const instant = fc.oneof(fc.constant(UNSET), fc.integer({ min: 0, max: 1e9 }));
const action = fc.constantFrom(...ACTIONS.keys()) as fc.Arbitrary<Action>;
const standingRecord = fc.record({ action, attempts: fc.nat(9), nextCallAt: instant, hardOwner: agent, softOwner: agent, retryProgressive: fc.boolean() });
const rowValues: fc.Arbitrary<RowValues> = fc.record({
  actionAtStart: action, nextCallAt: instant, attempts: fc.nat(9), softOwner: agent, hardOwner: agent, retryProgressive: fc.boolean(),
});
interface Fields { action: Action; attempts: number; nextCallAt: number; hardOwner: number; softOwner: number; retryProgressive: boolean }

function tableWith(fields: Fields): RecordTable {
  const records = new RecordTable();
  records.create({
    kind: 'recordCreated', at: 0, record: 0, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: 0, action: ACTIONS[fields.action],
    nextCallAt: fields.nextCallAt, hardOwner: fields.hardOwner, softOwner: fields.hardOwner === NONE ? fields.softOwner : NONE, status: NONE, phones: [0],
  });
  records.attempts[0] = fields.attempts;
  records.setFlag(0, RecordFlag.retryProgressive, fields.retryProgressive);
  return records;
}

function fieldsOf(records: RecordTable): Fields {
  return {
    action: records.actionOf(0), attempts: records.attempts[0]!, nextCallAt: records.nextCallAt[0]!, hardOwner: records.hardOwner[0]!,
    softOwner: records.softOwner[0]!, retryProgressive: records.hasFlag(0, RecordFlag.retryProgressive),
  };
}

function chosen<T>(effect: string, kept: T, given: T, unset: T): T {
  return effect === '=' ? kept : effect === 'v' ? given : unset;
}

function sorted(table: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(table).map(([name, standings]) => [name, [...standings].sort()]));
}
