/** A live campaign from its parts: recovery, the loop, the desk, and the end. What it promises is in liveCampaignTypes.ts. */
import { randomBytes } from 'node:crypto';
import type { Millis } from '../../base/time.ts';
import { inTransaction } from '../store/openStore.ts';
import type { TelephonySnapshot } from '../telephony/port/port.ts';
import { beginSession, campaignFor } from './beginSession.ts';
import type { DeskAnswer, DeskRequest, NewRecord } from './desk.ts';
import { createDeskViews, type DeskViews } from './deskViews.ts';
import { takeFence, type Fence } from './fence.ts';
import type { InboxItem } from './inboxItem.ts';
import { createJournalTables, type JournalTables } from './journalTables.ts';
import type { LiveCampaign, LiveInput, StartReport } from './liveCampaignTypes.ts';
import type { LiveCore } from './liveCore.ts';
import { asLiveFailure, LiveFailure } from './liveFailure.ts';
import type { LiveCounts } from './liveHooks.ts';
import { LiveLoop } from './liveLoop.ts';
import { absentFrom } from './lookAround.ts';
import { changesOf } from './setupChanges.ts';
import { createProjection, type Projection } from './projection.ts';
import { rebuild, repairProjection, type Rebuilt } from './rebuild.ts';
import { createItemTaker } from './takeItem.ts';
import { createJumpWatch } from './jumpWatch.ts';

export type { LiveCampaign, LiveInput, StartReport } from './liveCampaignTypes.ts';

/** A dial that was decided and not sent goes out only within this time. */
const DIAL_FRESH_MS: Millis = 1_000;
/** What the telephone system does not show is looked for again after this time, before it is given up. */
const LOOK_AGAIN_MS: Millis = 2_000;
const SNAPSHOT_AGAIN_MS: Millis = 1_000;

/** Makes the campaign; nothing happens before `start`. */
export function openLiveCampaign(input: LiveInput): LiveCampaign {
  return new Campaign(input);
}

class Campaign implements LiveCampaign {
  readonly counts: LiveCounts = { orphans: 0, unknown: 0, strangers: 0, messagesFailed: 0, refused: 0, lateAbandoned: 0 };
  private readonly input: LiveInput;
  private readonly wallNow: () => Millis;
  private fence: Fence | null = null;
  private core: LiveCore | null = null;
  private loop: LiveLoop | null = null;
  private views: DeskViews | null = null;
  private tables: JournalTables | null = null;
  private isStarted = false;
  private isLooking = false;
  /** Something became unclear while the answer to an earlier look was awaited: that answer may be too old. */
  private mustLookAgain = false;
  private onQuiet: (() => void) | null = null;
  private stopWatch: () => void = () => undefined;
  private onReady: (() => void) | null = null;
  private failure: LiveFailure | null = null;

  constructor(input: LiveInput) {
    this.input = input;
    this.wallNow = input.wallNow ?? Date.now;
  }

  get run(): string { return this.begun().core.state.session.run; }
  get now(): Millis { return this.input.clock.now(); }
  get isOver(): boolean { return this.loop?.isOver ?? false; }

  async start(): Promise<StartReport> {
    const { store, setup, clock, telephony } = this.input;
    try {
      this.fence = takeFence(store, this.wallNow());
      const tables = createJournalTables(store);
      this.tables = tables;
      const campaign = inTransaction(store, () => campaignFor(store, setup));
      const rebuilt = rebuild(store, tables);
      const isResumed = rebuilt?.core.isBusy() === true;
      const core = isResumed ? rebuilt.core : this.newSession(campaign, rebuilt);
      this.core = core;
      const projection = createProjection(store, campaign, core);
      if (isResumed) {
        this.repair(core, projection);
        const changes = changesOf(core.state.session, setup);
        if (changes.length > 0) this.input.onRemark?.(`the campaign file has changed since this session began (${changes.join(', ')}): the session goes on as it was; stop it, wait until it has ended, and start again for the changes`);
      }
      this.views = createDeskViews(store, core, () => clock.now());
      this.loop = new LiveLoop({
        ...this.input, core, tables, projection, fence: this.fence, counts: this.counts, take: createItemTaker(store, campaign, core, tables, projection, this.wallNow),
        onFailure: (failure) => { this.failed(failure); }, onCommitted: (items) => { this.committed(items); },
        onTouched: (records) => { this.views!.note(records); },
      });
      const loop = this.loop;
      const open = tables.open();
      const callsBefore = core.state.calls.size;
      if (isResumed) loop.post({ kind: 'resumed' });
      await telephony.start((event) => { loop.post({ kind: 'heard', event }); }).catch((error: unknown) => {
        // Drivers reject for bad configuration only.
        throw error instanceof LiveFailure ? error : new LiveFailure(2, (error as Error).message, { cause: error });
      });
      await this.connected();
      const isFresh = (row: (typeof open)[number]): boolean => row.state === 'new' && row.command?.kind === 'dial' && clock.now() - row.at <= DIAL_FRESH_MS;
      const fresh = open.filter(isFresh);
      loop.sendOut(fresh.map((row) => ({ place: row, command: row.command! })));
      const unsent = open.filter((row) => row.state === 'new' && !fresh.includes(row)).map(({ seq, n }) => ({ seq, n }));
      const sentDials = open.flatMap((row) => (row.state === 'sent' && row.command?.kind === 'dial' ? [row.command.attempt] : []));
      const unanswered = open.filter((row) => row.state === 'sent').map(({ seq, n }) => ({ seq, n }));
      const freshDials = fresh.map((row) => (row.command as { attempt: string }).attempt);
      const { snapshot, absent } = await this.look(sentDials);
      await this.journalled({ kind: 'looked', snapshot, gone: absent.filter((id) => !freshDials.includes(id)), unsent, unanswered });
      if (this.isOver) throw this.failure ?? new LiveFailure(70, 'live: ended while it started');
      this.isStarted = true;
      this.stopWatch = createJumpWatch({ clock, wallNow: this.wallNow, onJump: (ms) => { this.jumped(ms); } });
      const { unknown, orphans } = this.counts;
      return { replayed: rebuilt?.replayed ?? 0, records: core.state.ids.length, adopted: Math.max(0, callsBefore - unknown), unknown, orphans, resumed: isResumed };
    } catch (error) {
      this.loop?.end();
      this.fence?.release();
      throw asLiveFailure(store.path, error);
    }
  }

  async stop(mode: 'drain' | 'now'): Promise<void> {
    const { telephony, store, clock } = this.input;
    if (mode === 'drain' && this.loop !== null && !this.isOver) {
      await this.journalled({ kind: 'closing' });
      if (!this.isQuiet()) await new Promise<void>((resolve) => { this.onQuiet = resolve; });
      if (!this.isOver) await this.journalled({ kind: 'ended' });
      if (!this.isOver) inTransaction(store, () => { this.tables!.putSnapshot(this.core!.state.seq, false, this.core!.save()); });
    }
    this.loop?.end();
    this.stopWatch();
    this.onQuiet?.();
    await telephony.stop(mode);
    clock.close();
    this.fence?.release();
    store.close();
  }

  fail(failure: LiveFailure): void {
    this.loop?.fail(failure);
  }

  addRecords(records: readonly NewRecord[]): Promise<DeskAnswer> {
    return this.submit({ kind: 'importRecords', records });
  }

  submit(request: DeskRequest, key?: string): Promise<DeskAnswer> {
    return this.begun().loop.submit({ kind: 'asked', request }, key);
  }

  campaign(): ReturnType<LiveCampaign['campaign']> { return this.begun().views.campaign(); }
  agents(): ReturnType<LiveCampaign['agents']> { return this.begun().views.agents(); }
  agent(name: string): ReturnType<LiveCampaign['agent']> { return this.begun().views.agent(name); }
  subscribe(listener: Parameters<LiveCampaign['subscribe']>[0]): () => void { return this.begun().loop.changes.subscribe(listener); }
  changesSince(seq: number): ReturnType<LiveCampaign['changesSince']> { return this.begun().loop.changes.since(seq); }

  private begun(): { readonly core: LiveCore; readonly loop: LiveLoop; readonly views: DeskViews } {
    if (this.core === null || this.loop === null || this.views === null) throw new Error('bug: the campaign has not been started');
    return { core: this.core, loop: this.loop, views: this.views };
  }

  private newSession(campaign: ReturnType<typeof campaignFor>, rebuilt: Rebuilt | null): LiveCore {
    const { store, setup, clock } = this.input;
    const run = rebuilt?.core.state.session.run ?? runOf(store);
    const seq = this.tables!.lastSeq() + 1;
    const now = Math.max(clock.now(), rebuilt?.core.state.at ?? Number.NEGATIVE_INFINITY);
    return inTransaction(store, () => {
      const core = beginSession(store, campaign, setup, run, { seq, now }, rebuilt?.core ?? null);
      this.tables!.append(seq, now, { kind: 'session', session: core.state.session });
      this.tables!.putSnapshot(seq, true, core.save());
      return core;
    });
  }

  private repair(core: LiveCore, projection: Projection): void {
    const { store } = this.input;
    const repaired = inTransaction(store, () => repairProjection(store, core, projection, this.wallNow()));
    if (repaired > 0) this.input.onRemark?.(`${repaired} records in ${store.path} differed from the journal and were put right`);
  }

  /** A snapshot of the telephone system, and what the journal has and it has not: looked for twice where an answer is missing. */
  private async look(unanswered: readonly string[] | 'all'): Promise<{ readonly snapshot: TelephonySnapshot; readonly absent: string[] }> {
    const { clock } = this.input;
    const first = await this.snapshot();
    const missing = absentFrom(this.begun().core, first);
    if (!missing.some((id) => unanswered === 'all' || unanswered.includes(id))) return { snapshot: first, absent: missing };
    await new Promise<void>((resolve) => { clock.at(clock.now() + LOOK_AGAIN_MS, resolve); });
    const snapshot = await this.snapshot();
    const still = new Set(absentFrom(this.begun().core, snapshot));
    return { snapshot, absent: missing.filter((id) => still.has(id)) };
  }

  /** Asks until it is told: a telephone system that has just started may not answer yet. */
  private async snapshot(): Promise<TelephonySnapshot> {
    const { telephony, clock } = this.input;
    for (;;) {
      try {
        return await telephony.snapshot();
      } catch (error) {
        if (this.isOver) throw error;
        this.input.onRemark?.(`the telephone system does not say which calls it has: ${(error as Error).message}`);
        await new Promise<void>((resolve) => { clock.at(clock.now() + SNAPSHOT_AGAIN_MS, resolve); });
      }
    }
  }

  /** After a connection came back, or an answer was unclear: what became of the calls? */
  private lookSoon(): void {
    if (this.isLooking) this.mustLookAgain = true;
    if (this.isLooking || this.isOver) return;
    this.isLooking = true;
    this.look('all').then(({ snapshot, absent }) => {
      // A phone that is being called shows up only when it is answered.
      const gone = absent.filter((id) => !this.begun().core.state.agents.some((one) => one.leg === id && !one.legUp));
      this.loop!.post({ kind: 'looked', snapshot, gone, unsent: [], unanswered: [] });
    }).catch((error: unknown) => {
      this.loop?.fail(error);
    }).finally(() => {
      this.isLooking = false;
      if (!this.mustLookAgain) return;
      this.mustLookAgain = false;
      this.lookSoon();
    });
  }

  /** Waits until the telephone system works. */
  private async connected(): Promise<void> {
    const isReady = (): boolean => this.isOver || this.core?.state.telephony === 'ready';
    if (!isReady()) await new Promise<void>((resolve) => { this.onReady = resolve; });
  }

  private committed(items: readonly InboxItem[]): void {
    if (this.core?.state.telephony === 'ready') this.onReady?.();
    if (this.isStarted) {
      const isUnclear = items.some((item) => (item.kind === 'acked' && !item.ack.ok && item.ack.why === 'unknown')
        || (item.kind === 'heard' && item.event.kind === 'driver' && item.event.state === 'ready'));
      if (isUnclear) this.lookSoon();
    }
    if (items.some((item) => item.kind === 'asked' && item.request.kind === 'start')) this.input.onStarted?.();
    if (this.onQuiet !== null && this.isQuiet()) this.onQuiet();
  }

  /** No call, and nobody signed in. */
  private isQuiet(): boolean {
    const { state } = this.begun().core;
    return this.isOver || (state.calls.size === 0 && state.agents.every((one) => one.state === 'signedOut' && one.leg === null));
  }

  private async journalled(item: InboxItem): Promise<void> {
    const { loop } = this.begun();
    await loop.submit(item);
  }

  private jumped(ms: number): void {
    this.input.onRemark?.(`the machine's clock has jumped by ${(ms / 1_000).toFixed(1)} s: nothing is dialled until a team leader starts the campaign again`);
    this.loop?.post({ kind: 'jumped', ms });
  }

  private failed(failure: LiveFailure): void {
    this.stopWatch();
    this.failure = failure;
    this.onQuiet?.();
    this.onReady?.();
    this.input.onFailure?.(failure);
  }
}

/** The short name of a store's run, made at its first live start: attempts and legs are named by it. */
function runOf(store: LiveInput['store']): string {
  const found = store.db.prepare('SELECT value FROM meta WHERE key = \'run\'').get() as { value: string } | undefined;
  if (found !== undefined) return found.value;
  const run = randomBytes(4).toString('hex');
  store.db.prepare('INSERT INTO meta (key, value) VALUES (\'run\', ?)').run(run);
  return run;
}
