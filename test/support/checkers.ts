/**
 * A judge of runs that stands outside the engine: it sees events and commands alone, keeps its own books, and notes every
 * breach of the invariants (records, section 19; the dialer's contract).
 *
 * Rule: it never asks the engine anything until `finish`, where the engine's own counts must equal the books.
 */
import { NEVER, UNSET, type Millis } from '../../src/base/time.ts';
import type { ClosedActivity } from '../../src/engine/commands.ts';
import type { DialerFacts } from '../../src/engine/dialer.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { DialerOptions } from '../../src/engine/options.ts';
import { NONE, type ActionName, type AgentStateName, type OutcomeName } from '../../src/engine/vocabulary.ts';
import type { RunObserver } from '../../src/measure/observer.ts';
import { observerOf } from './engineObserver.ts';

interface RecordBook {
  action: ActionName; nextCallAt: Millis; hardOwner: number; softOwner: number; attempts: number; zone: number; database: number; recordType: number;
  phones: readonly number[]; deleted: boolean; dials: number; turnDials: number; attempt: number; isLoaded: boolean;
}
interface AttemptBook { readonly record: number; readonly holder: number; agent: number; answered: boolean; over: OutcomeName | null; ended: 'drop' | 'hangUp' | null }

export class RunChecker {
  /** Every breach, as a sentence; empty if all is well. */
  readonly problems: string[] = [];
  readonly observer: RunObserver;
  /** Dials, and attempts by outcome. */
  dials = 0;
  readonly outcomes: Partial<Record<OutcomeName, number>> = {};
  private readonly options: DialerOptions;
  private readonly records: RecordBook[] = [];
  private readonly attempts = new Map<number, AttemptBook>();
  private readonly agents: { state: AgentStateName; attempt: number; shown: number }[];
  private readonly databases: boolean[];
  private readonly blocked = new Set<number>();
  private readonly fresh: ReadonlySet<string>;
  private now: Millis = 0;
  private active: boolean;
  private channels: number;
  private inProgress = 0;
  private startsSecond = -1;
  private starts = 0;
  /** Takes back what the present event did to the books, when it is refused. */
  private undo: (() => void) | null = null;

  constructor(options: DialerOptions) {
    this.options = options;
    this.active = options.settings.active;
    this.channels = options.channels ?? NEVER;
    this.agents = options.agents.map(() => ({ state: 'signedOut', attempt: NONE, shown: NONE }));
    this.databases = options.databases.map(({ active }) => active);
    this.fresh = new Set(options.policy.buckets.filter(({ honoursAffinity }) => !honoursAffinity).flatMap(({ match }) => match.actions));
    this.observer = observerOf({
      event: (event) => this.event(event),
      dial: (attempt, record, phone, dialNumber, agent) => this.dial(attempt, record, phone, dialNumber, agent),
      connect: (attempt, agent) => this.connect(attempt, agent),
      drop: (attempt) => this.end(attempt, 'drop'),
      hangUp: (attempt) => this.end(attempt, 'hangUp'),
      attemptOver: (attempt, outcome) => this.attemptOver(attempt, outcome),
      showRecord: (agent, record) => this.showRecord(agent, record),
      agentState: (agent, state) => this.agentState(agent, state),
      activity: (closed) => this.activity(closed),
      rejected: () => this.undo?.(),
      blockNumber: (number: number) => { this.blocked.add(number); },
    });
  }

  /** Compares the engine's counts with the books. `drained`: nothing may be under way. */
  finish(facts: DialerFacts, drained: boolean): void {
    for (const [attempt, { over }] of this.attempts) if (drained && over === null) this.note(`attempt ${attempt} never ended`);
    const ended = Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
    if (drained && ended !== this.dials) this.note(`${this.dials} dials have ${ended} outcomes`);
    if (facts.callsInProgress !== this.inProgress) this.note(`the engine counts ${facts.callsInProgress} calls in progress, the books ${this.inProgress}`);
    if (facts.records !== this.records.length) this.note(`the engine counts ${facts.records} records, the books ${this.records.length}`);
    for (const [action, count] of Object.entries(facts.byAction)) {
      const booked = this.records.filter((record) => record.action === action && !record.deleted).length;
      // A record that an agent holds is booked with the action from which its turn began.
      if (drained && facts.turnsOpen === 0 && booked !== count) this.note(`the engine counts ${count} records ${action}, the books ${booked}`);
    }
  }

  private event(event: DialerEvent): void {
    if (event.at < this.now) this.note(`time goes back to ${event.at}`);
    this.now = event.at;
    this.undo = null;
    switch (event.kind) {
      case 'campaignStarted': this.active = true; break;
      case 'campaignStopped': this.active = false; break;
      case 'channelsChanged': this.channels = event.channels; break;
      case 'databaseSwitched': this.databases[event.database] = event.active; break;
      case 'numberBlocked': if (event.blocked) this.blocked.add(event.number); else this.blocked.delete(event.number); break;
      case 'attemptAnswered': { const book = this.attempts.get(event.attempt); if (book !== undefined) book.answered = true; break; }
      case 'recordCreated': this.records.push(bookOf(event)); break;
      case 'recordDeleted': this.change(event.record, { deleted: true }); break;
      case 'recordMoved': this.change(event.record, { database: event.database, recordType: event.recordType }); break;
      case 'recordEdited': this.change(event.record, { zone: event.zone, phones: [...event.phones] }); break;
      default: break;
    }
  }

  private change(record: number, fields: Partial<RecordBook>): void {
    const book = this.records[record];
    if (book === undefined) return;
    const before = { ...book };
    Object.assign(book, fields);
    this.undo = (): void => { Object.assign(book, before); };
  }

  private dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    const book = this.records[record]!;
    const { settings, zones, startsPerSecond } = this.options;
    const { open } = zones[book.zone]!;
    this.dials += 1;
    if (this.attempts.has(attempt)) this.note(`attempt ${attempt} begins twice`);
    if (book.attempt !== NONE) this.note(`record ${record} is dialled while its attempt ${book.attempt} is under way`);
    if (!this.active) this.note(`record ${record} is dialled while the campaign is stopped`);
    if (open !== null && !open.some(([from, to]) => from <= this.now && this.now < to)) this.note(`record ${record} is dialled outside its window`);
    if (book.action === 'done' || book.deleted) this.note(`record ${record} is dialled, though it is ${book.deleted ? 'deleted' : 'done'}`);
    if (phone >= book.phones.length) this.note(`record ${record} has no number ${phone}`);
    if (this.blocked.has(book.phones[phone]!)) this.note(`record ${record}: number ${book.phones[phone]} is blocked`);
    if (dialNumber !== book.dials + 1) this.note(`record ${record}: dial ${dialNumber} follows dial ${book.dials}`);
    this.inProgress += 1;
    if (this.inProgress > this.channels) this.note(`${this.inProgress} calls on ${this.channels} channels`);
    const second = Math.floor(this.now / 1_000);
    this.starts = second === this.startsSecond ? this.starts + 1 : 1;
    this.startsSecond = second;
    if (startsPerSecond !== null && this.starts > startsPerSecond) this.note(`${this.starts} starts in one second, ${startsPerSecond} allowed`);
    if (agent === NONE) {
      if (settings.mode !== 'predictive') this.note(`record ${record} is dialled without an agent in mode ${settings.mode}`);
      if (book.turnDials === 0) this.mayStart(record, NONE);
    } else {
      const held = this.agents[agent]!;
      if (held.shown !== record || held.state !== 'reserved') this.note(`record ${record} is dialled for agent ${agent}, who is ${held.state} with record ${held.shown}`);
      if (held.attempt !== NONE) this.note(`agent ${agent} holds attempt ${held.attempt} and attempt ${attempt}`);
      held.attempt = attempt;
    }
    book.dials = dialNumber;
    book.turnDials += 1;
    book.attempt = attempt;
    this.attempts.set(attempt, { record, holder: agent, agent: NONE, answered: false, over: null, ended: null });
  }

  /** May this record begin a turn now, for this agent or for the queue? */
  private mayStart(record: number, agent: number): void {
    const book = this.records[record]!;
    const { settings } = this.options;
    if (!this.databases[book.database]! || book.recordType !== this.options.recordType) this.note(`record ${record} of another database or type is called`);
    if (book.nextCallAt !== UNSET && book.nextCallAt - (book.action === 'rescheduledByAgent' ? settings.callbackEarlyMs : 0) > this.now) this.note(`record ${record} is called before it is due`);
    if (book.hardOwner !== NONE && book.hardOwner !== agent) this.note(`record ${record} of agent ${book.hardOwner} goes to ${agent === NONE ? 'the queue' : `agent ${agent}`}`);
    const isLive = book.softOwner !== NONE && (settings.contactTimeoutMs === null || this.now < book.nextCallAt + settings.contactTimeoutMs);
    if (isLive && book.softOwner !== agent && !this.fresh.has(book.action)) this.note(`record ${record}, softly owned by agent ${book.softOwner}, goes to ${agent === NONE ? 'the queue' : `agent ${agent}`}`);
  }

  private showRecord(agent: number, record: number): void {
    const book = this.records[record]!;
    const held = this.agents[agent]!;
    // Shown again to its holder, or with a call that was just connected: no new turn begins.
    if (held.shown !== record && held.attempt === NONE) {
      if (book.isLoaded) this.note(`record ${record} is loaded twice`);
      if (!this.active) this.note(`record ${record} is loaded while the campaign is stopped`);
      this.mayStart(record, agent);
    }
    book.isLoaded = true;
    held.shown = record;
  }

  private connect(attempt: number, agent: number): void {
    const book = this.attempts.get(attempt);
    const held = this.agents[agent]!;
    if (book === undefined || book.over !== null || !book.answered) return this.note(`attempt ${attempt} is connected, though nobody is on the line`);
    if (book.agent !== NONE) this.note(`attempt ${attempt} is connected twice`);
    if (book.holder === NONE ? held.state !== 'ready' : book.holder !== agent) this.note(`attempt ${attempt} is connected to agent ${agent}, who is ${held.state}`);
    if (held.attempt !== NONE && held.attempt !== attempt) this.note(`agent ${agent} holds attempt ${held.attempt} and attempt ${attempt}`);
    book.agent = agent;
    held.attempt = attempt;
    held.shown = book.record;
  }

  private end(attempt: number, how: 'drop' | 'hangUp'): void {
    const book = this.attempts.get(attempt);
    if (book === undefined || book.over !== null || !book.answered || book.agent !== NONE) return this.note(`${how} of attempt ${attempt}, which is not waiting`);
    book.ended = how;
  }

  private attemptOver(attempt: number, outcome: OutcomeName): void {
    const book = this.attempts.get(attempt);
    if (book === undefined) return this.note(`attempt ${attempt} ends and never began`);
    if (book.over !== null) this.note(`attempt ${attempt} ends twice, ${book.over} and ${outcome}`);
    if ((outcome === 'answered') !== (book.agent !== NONE)) this.note(`attempt ${attempt} ends as ${outcome} with agent ${book.agent}`);
    if ((outcome === 'dropped') !== (book.ended === 'drop')) this.note(`attempt ${attempt} ends as ${outcome} after ${book.ended}`);
    if ((outcome === 'machine') !== (book.ended === 'hangUp')) this.note(`attempt ${attempt} ends as ${outcome} after ${book.ended}`);
    book.over = outcome;
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    this.inProgress -= 1;
    this.records[book.record]!.attempt = NONE;
    for (const agent of [book.holder, book.agent]) if (agent !== NONE) this.agents[agent]!.attempt = NONE;
  }

  private agentState(agent: number, state: AgentStateName): void {
    const held = this.agents[agent]!;
    if (!NEXT_STATES[held.state].includes(state)) this.note(`agent ${agent} goes from ${held.state} to ${state}`);
    if ((state === 'talking') !== (held.attempt !== NONE)) this.note(`agent ${agent} is ${state} with attempt ${held.attempt}`);
    if (state === 'ready' && held.shown !== NONE) this.note(`agent ${agent} is ready and holds record ${held.shown}`);
    held.state = state;
  }

  private activity(closed: ClosedActivity): void {
    const book = this.records[closed.record]!;
    const { record, actionAfter } = closed;
    if (closed.endedAt !== this.now || closed.startedAt > this.now) this.note(`record ${record}: an activity from ${closed.startedAt} to ${closed.endedAt}`);
    if (book.attempt !== NONE && closed.kind !== 'assign') this.note(`record ${record}: an activity closes while attempt ${book.attempt} is under way`);
    if (closed.kind === 'call') {
      if (closed.dials !== book.turnDials) this.note(`record ${record}: ${closed.dials} dials in the activity, ${book.turnDials} were made`);
      if ((closed.dials > 0) !== (closed.outcome !== null)) this.note(`record ${record}: ${closed.dials} dials with outcome ${closed.outcome}`);
      if (closed.agent !== NONE) this.agents[closed.agent]!.shown = NONE;
      book.turnDials = 0;
      book.isLoaded = false;
      if (closed.actionAtStart !== book.action) this.note(`record ${record} was ${book.action}, its turn began from ${closed.actionAtStart}`);
    }
    if (closed.attemptsAfter < book.attempts && closed.attemptsAfter !== 0) this.note(`record ${record}: attempts fall from ${book.attempts} to ${closed.attemptsAfter}`);
    if (closed.counted !== (closed.kind === 'call' && closed.attemptsAfter > book.attempts)) this.note(`record ${record}: counted ${closed.counted}, attempts ${book.attempts} to ${closed.attemptsAfter}`);
    Object.assign(book, { nextCallAt: closed.nextCallAtAfter, attempts: closed.attemptsAfter, hardOwner: closed.hardOwnerAfter, softOwner: closed.softOwnerAfter });
    // A change to a record that its holder keeps (R27) leaves it ready; the books keep the action from which the turn began.
    if (actionAfter !== 'ready') book.action = actionAfter;
    if (actionAfter === 'done' && (book.nextCallAt !== UNSET || book.softOwner !== NONE)) this.note(`record ${record} is done with a next call or a soft owner`);
    if (DATED.includes(actionAfter) && book.nextCallAt === UNSET) this.note(`record ${record} is ${actionAfter} without a next call`);
    if (book.softOwner !== NONE && book.nextCallAt === UNSET) this.note(`record ${record} has a soft owner and no next call`);
    if (book.softOwner !== NONE && book.hardOwner !== NONE) this.note(`record ${record} has two owners`);
  }

  private note(problem: string): void {
    if (this.problems.length < 20) this.problems.push(`at ${this.now}: ${problem}`);
  }
}

const DATED: readonly ActionName[] = ['callImmediately', 'rescheduledByDialer', 'rescheduledByAgent'];

const NEXT_STATES: { readonly [K in AgentStateName]: readonly AgentStateName[] } = {
  signedOut: ['ready', 'reserved'], ready: ['reserved', 'talking', 'paused', 'signedOut'], reserved: ['talking', 'ready', 'paused', 'signedOut'],
  talking: ['wrapping'], wrapping: ['ready', 'reserved', 'paused', 'signedOut'], paused: ['ready', 'signedOut'],
};

function bookOf(event: Extract<DialerEvent, { kind: 'recordCreated' }>): RecordBook {
  const nextCallAt = event.action === 'callImmediately' ? event.at : event.action === 'done' ? UNSET : event.nextCallAt;
  const keepsSoft = event.hardOwner === NONE && event.action !== 'done' && nextCallAt !== UNSET;
  return {
    action: event.action, nextCallAt, hardOwner: event.hardOwner, softOwner: keepsSoft ? event.softOwner : NONE, attempts: 0, zone: event.zone,
    database: event.database, recordType: event.recordType, phones: [...event.phones], deleted: false, dials: 0, turnDials: 0, attempt: NONE, isLoaded: false,
  };
}
