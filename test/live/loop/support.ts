/**
 * A live campaign in memory for tests: a telephone system played by the test, time that it moves by hand, a store on disk.
 *
 * Rule: the telephone system and the store outlive the campaign, so that a test can drop the object and start another on them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Millis } from '../../../src/base/time.ts';
import type { LiveClock } from '../../../src/live/loop/clock.ts';
import type { DeskAnswer, DeskRequest, NewRecord } from '../../../src/live/loop/desk.ts';
import { openLiveCampaign, type LiveCampaign, type LiveInput, type StartReport } from '../../../src/live/loop/liveCampaign.ts';
import type { LiveFailure } from '../../../src/live/loop/liveFailure.ts';
import type { CrashPoint } from '../../../src/live/loop/liveHooks.ts';
import type { LiveSetup } from '../../../src/live/loop/liveSetup.ts';
import { createStore, openStore, type Store } from '../../../src/live/store/openStore.ts';
import type { Ack, Telephony, TelephonyCommand, TelephonyEvent, TelephonySnapshot } from '../../../src/live/telephony/port/port.ts';
import { engineOptions, type EngineInput } from '../../support/engineOptions.ts';

/** 2026-03-02T10:00Z, a Monday. */
export const BEGIN: Millis = 1_772_445_600_000;

/** Time that stands until the test moves it. */
export class HandClock implements LiveClock {
  readonly speed = 1;
  private current = BEGIN;
  private timers: { readonly at: Millis; readonly callback: () => void }[] = [];

  now(): Millis { return this.current; }
  at(instant: Millis, callback: () => void): () => void {
    const timer = { at: instant, callback };
    this.timers.push(timer);
    return () => { this.timers = this.timers.filter((one) => one !== timer); };
  }
  hold(): () => void { return () => undefined; }
  close(): void { this.timers = []; }

  /** Moves on, and lets everything that this sets off go through. */
  async pass(ms: Millis): Promise<void> {
    const until = this.current + ms;
    for (;;) {
      await settle();
      const due = this.timers.filter((one) => one.at <= until).sort((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      this.timers = this.timers.filter((one) => one !== due);
      this.current = Math.max(this.current, due.at);
      due.callback();
    }
    this.current = until;
    await settle();
  }
}

/** Lets batches, acknowledgements and what follows from them go through. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise<void>((resolve) => { setImmediate(resolve); });
}

export interface PlayedCall { readonly id: string; readonly number: string; up: boolean; bridgedTo: string | null }

/** A telephone system that does nothing by itself, but answers agents' phones at once. */
export class PlayedExchange {
  readonly calls = new Map<string, PlayedCall>();
  readonly legs = new Set<string>();
  /** Every command that reached it, oldest first. */
  readonly commands: TelephonyCommand[] = [];
  /** Ids that were ever dialled, with how often. */
  readonly dialled = new Map<string, number>();
  epoch = 'one';
  answersPhones = true;
  /** What the next commands are answered with, instead of being carried out. */
  acks: ((command: TelephonyCommand) => Ack | null) = () => null;
  private sink: ((event: TelephonyEvent) => void) | null = null;

  tell(event: TelephonyEvent): void { this.sink?.(event); }
  driver(): Telephony {
    return {
      start: (sink) => {
        this.sink = sink;
        sink({ kind: 'driver', state: 'ready', epoch: this.epoch });
        return Promise.resolve();
      },
      execute: (command) => Promise.resolve(this.execute(command)),
      snapshot: () => Promise.resolve(this.snapshot()),
      stop: () => {
        this.sink = null;
        return Promise.resolve();
      },
    };
  }

  /** Nobody listens any more. */
  cutOff(): void { this.sink = null; }

  dials(): Extract<TelephonyCommand, { kind: 'dial' }>[] {
    return this.commands.filter((command) => command.kind === 'dial');
  }
  of<K extends TelephonyCommand['kind']>(kind: K): Extract<TelephonyCommand, { kind: K }>[] {
    return this.commands.filter((command): command is Extract<TelephonyCommand, { kind: K }> => command.kind === kind);
  }

  answer(attempt: string): void {
    this.calls.get(attempt)!.up = true;
    this.tell({ kind: 'answered', attempt });
  }
  end(attempt: string, outcome: Extract<TelephonyEvent, { kind: 'ended' }>['outcome'] = 'noAnswer', by: 'customer' | 'us' | 'network' = 'network'): void {
    this.calls.delete(attempt);
    this.tell({ kind: 'ended', attempt, outcome, by, raw: {} });
  }
  loseLeg(leg: string): void {
    this.legs.delete(leg);
    this.tell({ kind: 'leg.down', leg });
  }

  private snapshot(): TelephonySnapshot {
    return {
      epoch: this.epoch, legs: [...this.legs],
      attempts: [...this.calls.values()].map(({ id, up, bridgedTo }) => ({ id, up, ...(bridgedTo === null ? {} : { bridgedTo }) })),
    };
  }

  private execute(command: TelephonyCommand): Ack {
    this.commands.push(command);
    const other = this.acks(command);
    if (other !== null) return other;
    switch (command.kind) {
      case 'agentLeg.open':
        if (this.answersPhones) {
          this.legs.add(command.leg);
          queueMicrotask(() => { this.tell({ kind: 'leg.up', leg: command.leg }); });
        }
        return { ok: true };
      case 'agentLeg.close': return this.legs.delete(command.leg) ? { ok: true } : { ok: false, why: 'gone' };
      case 'dial': {
        this.dialled.set(command.attempt, (this.dialled.get(command.attempt) ?? 0) + 1);
        if (this.calls.has(command.attempt)) return { ok: false, why: 'duplicate' };
        this.calls.set(command.attempt, { id: command.attempt, number: command.number, up: false, bridgedTo: null });
        return { ok: true };
      }
      default: {
        const call = this.calls.get(command.attempt);
        if (call === undefined) return { ok: false, why: 'gone' };
        if (command.kind === 'bridge') {
          call.bridgedTo = command.leg;
          queueMicrotask(() => { this.tell({ kind: 'bridged', attempt: call.id, leg: command.leg }); });
        } else queueMicrotask(() => { this.end(call.id, call.up ? 'answered' : 'cancelled', 'us'); });
        return { ok: true };
      }
    }
  }
}

export interface BenchInput extends EngineInput {
  readonly setup?: Partial<Omit<LiveSetup, 'dialer'>>;
}

/** A campaign that ends without a word when this is thrown at a named point. */
export class Crash extends Error {}

/** A store, a telephone system and a clock, and the campaign that stands on them now. */
export class LiveBench {
  readonly path: string;
  readonly exchange = new PlayedExchange();
  readonly clock = new HandClock();
  readonly failures: LiveFailure[] = [];
  readonly remarks: string[] = [];
  readonly setup: LiveSetup;
  store!: Store;
  live!: LiveCampaign;

  constructor(input: BenchInput = {}) {
    const { setup, ...engine } = input;
    const dialer = engineOptions({ agents: 2, ...engine, settings: { active: true, ...engine.settings } });
    const folder = mkdtempSync(join(tmpdir(), 'overdial-live-'));
    FOLDERS.push(folder);
    this.path = join(folder, 'campaign.db');
    createStore(this.path).close();
    this.setup = {
      campaign: 'north', driver: 'rehearsal', zone: 'UTC', definition: { mode: dialer.settings.mode, strategy: { id: 'progressive' } },
      trunks: [{ name: 'trunk', callerIds: ['442079460000'], dryRun: false }], amd: 'off', message: 'overdial/safe-harbour', phones: {}, fields: [],
      ...setup,
      dialer: { ...dialer, dayStarts: Array.from({ length: 40 }, (_, day) => Math.floor(BEGIN / 86_400_000 + day) * 86_400_000), monthStarts: [BEGIN - 86_400_000] },
    };
  }

  async start(more: Partial<LiveInput> = {}): Promise<StartReport> {
    this.store = openStore(this.path);
    const live = openLiveCampaign({
      store: this.store, setup: this.setup, telephony: this.exchange.driver(), clock: this.clock, wallNow: () => this.clock.now(),
      onFailure: (failure) => { this.failures.push(failure); }, onRemark: (text) => { this.remarks.push(text); }, ...more,
    });
    this.live = live;
    OPEN.push(live);
    const starting = live.start();
    starting.catch(() => undefined);
    await Promise.race([starting, this.clock.pass(2_500)]);
    const report = await starting;
    await settle();
    return report;
  }

  /** Dies at the `count`-th time that it reaches a point; whatever was not committed is gone. */
  startToDieAt(point: CrashPoint, count: number): Promise<StartReport> {
    return this.start({ hooks: { reach: (reached, times) => { if (reached === point && times === count) throw new Crash(point); } } });
  }

  /** The process is gone; the store and the telephone system stay. */
  async kill(): Promise<void> {
    this.exchange.cutOff();
    await this.live.stop('now');
  }

  async restart(): Promise<StartReport> {
    await this.kill();
    return this.start();
  }

  async ask(request: DeskRequest, key?: string): Promise<DeskAnswer> {
    const answer = this.live.submit(request, key);
    await settle();
    return answer;
  }

  async records(count: number, from = 0): Promise<DeskAnswer> {
    return this.ask({ kind: 'importRecords', records: Array.from({ length: count }, (_, index) => newRecord(from + index)) });
  }

  async signIn(...agents: string[]): Promise<void> {
    for (const agent of agents) await this.ask({ kind: 'signIn', agent, phone: `phone-${agent}` });
  }

  rows(sql: string): Record<string, unknown>[] {
    return this.store.db.prepare(sql).all() as Record<string, unknown>[];
  }

  value(sql: string): unknown {
    return Object.values(this.rows(sql)[0] ?? {})[0];
  }
}

export function newRecord(index: number): NewRecord {
  return { phones: [String(442_079_000_000 + index)], contact: null, timeZone: null, priority: 0, database: null, form: {} };
}

const OPEN: LiveCampaign[] = [];
const FOLDERS: string[] = [];

afterEach(async () => {
  for (const live of OPEN.splice(0)) await live.stop('now').catch(() => undefined);
  for (const folder of FOLDERS.splice(0)) rmSync(folder, { recursive: true, force: true });
});
