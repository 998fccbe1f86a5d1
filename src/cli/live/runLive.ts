/** `overdial live <campaign>` at work: the campaign, its page, and its end. */
import { openLiveCampaign, type LiveCampaign } from '../../live/loop/liveCampaign.ts';
import { LiveFailure } from '../../live/loop/liveFailure.ts';
import { abandonHistory, withAbandonRatio } from '../../live/metrics/abandonWindow.ts';
import { meterTelephony } from '../../live/metrics/meteredTelephony.ts';
import { createPrometheusMetrics } from '../../live/metrics/prometheus.ts';
import { createTrunkFinder } from '../../live/telephony/guard/storeChecks.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { printJson, printLine, remark } from '../output.ts';
import { numberBetween, wholeNumber } from '../values.ts';
import { crashHooks } from './crashAt.ts';
import { deskPlaceOf, openDesk } from './openDesk.ts';
import { durationOf } from './duration.ts';
import { openPhoneCampaign } from './openPhones.ts';
import { openRehearsedCampaign, type OpenedCampaign } from './openCampaign.ts';
import { showStatus, statusLine } from './status.ts';
import { summaryOf, watchTimes } from './summary.ts';

export interface LiveOptions {
  campaign: string; driver: string; speed: string; seed?: string; faults?: string; store?: string; agents: string; port: string; listen?: string; tlsCert?: string; tlsKey?: string; desk: boolean; for?: string;
  live: boolean; confirmTrunk?: string; asLive: boolean; json: boolean; crashAt?: string;
}

/** Returns the exit code. */
export async function runLive(options: LiveOptions): Promise<number> {
  const speed = numberBetween('speed', options.speed, 0.1, 100);
  const place = deskPlaceOf(options);
  const forMs = options.for === undefined ? null : durationOf('for', options.for);
  const hooks = crashHooks(options.crashAt);
  if (options.driver !== 'rehearsal' && options.driver !== 'asterisk') throw new InputError(`--driver: '${options.driver}' is not allowed; allowed: rehearsal, asterisk`);
  const began = performance.now();
  const bots = botsOf(options.agents);
  if (options.driver === 'asterisk' && speed !== 1) throw new InputError(`--speed: '${options.speed}' is not allowed with real telephones; allowed: 1`);
  if (options.driver === 'rehearsal' && options.live) throw new InputError('--live: a rehearsal places no real calls; allowed: with --driver asterisk');
  if (options.driver === 'asterisk' && options.faults !== undefined) throw new InputError('--faults: real telephones have troubles of their own; allowed: in a rehearsal');
  let fail = (failure: LiveFailure): void => { throw failure; };
  const opened = options.driver === 'asterisk'
    ? openPhoneCampaign({ name: options.campaign, store: options.store, seed: options.seed, live: options.live, confirmTrunk: options.confirmTrunk, onFatal: (failure) => { fail(failure); } })
    : await openRehearsedCampaign({ name: options.campaign, driver: 'rehearsal', store: options.store, seed: options.seed, speed, asLive: options.asLive, bots, faults: options.faults });
  const { clock, store, setup: { campaign } } = opened;
  const times = watchTimes(withAbandonRatio(createPrometheusMetrics(campaign), abandonHistory(store, campaign, clock.now()), () => clock.now()));
  const ended = new Ending();
  const live = openLiveCampaign({
    store, setup: opened.setup, telephony: meterTelephony(opened.telephony, times.metrics, createTrunkFinder(store)), clock, metrics: times.metrics, hooks, onRemark: remark,
    onFailure: (failure) => { ended.fail(failure); }, onStarted: () => { opened.resumeTrunks?.(); },
  });
  fail = (failure) => { live.fail(failure); };
  try {
    const started = await live.start();
    const readyMs = performance.now() - began;
    const cpu = process.cpuUsage();
    const readyCpuMs = (cpu.user + cpu.system) / 1_000;
    const at = live.now;
    announce(live, opened, started.resumed, readyMs);
    const desk = options.desk ? await openDesk(live, opened, times.metrics, place, options.driver === 'asterisk' ? 'bots' : options.agents) : null;
    const hideStatus = showStatus(live, options.json);
    await opened.begin(live);
    if (forMs !== null) opened.clock.at(at + forMs, () => { ended.drain(); });
    await ended.first;
    const lastLine = live.isOver ? '' : statusLine(live.campaign());
    const summary = (): Record<string, unknown> => summaryOf(live, started, times, { at, readyMs, readyCpuMs });
    if (ended.failure === null && !ended.isNow) {
      remark('draining: nothing more is dialled; calls and wrap-ups are waited for. Ctrl-C again ends at once');
      await Promise.race([live.stop('drain'), ended.second]);
    }
    hideStatus();
    opened.end();
    await desk?.close();
    if (options.json) printJson(summary());
    else printLine(lastLine);
    if (ended.failure !== null) {
      remark(ended.failure.message);
      return ended.failure.exitCode;
    }
    if (!ended.isNow) return ExitCode.success;
    await live.stop('now');
    return ExitCode.interrupted;
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    remark(error.message);
    return error.exitCode;
  } finally {
    ended.dispose();
    leave();
  }
}

/** Why it ends: Ctrl-C, the time that was given, or a failure. */
class Ending {
  readonly first: Promise<void>;
  readonly second: Promise<void>;
  failure: LiveFailure | null = null;
  isNow = false;
  private signals = 0;
  private resolveFirst: () => void = () => undefined;
  private resolveSecond: () => void = () => undefined;

  constructor() {
    this.first = new Promise((resolve) => { this.resolveFirst = resolve; });
    this.second = new Promise((resolve) => { this.resolveSecond = resolve; });
    process.on('SIGINT', this.onSignal);
    process.on('SIGTERM', this.onSignal);
  }

  drain(): void { this.resolveFirst(); }

  fail(failure: LiveFailure): void {
    this.failure = failure;
    this.resolveFirst();
    this.resolveSecond();
  }

  dispose(): void {
    process.off('SIGINT', this.onSignal);
    process.off('SIGTERM', this.onSignal);
  }

  private readonly onSignal = (): void => {
    this.signals += 1;
    this.resolveFirst();
    if (this.signals > 1) {
      this.isNow = true;
      this.resolveSecond();
    }
  };
}

function announce(live: LiveCampaign, { store, setup }: OpenedCampaign, isResumed: boolean, readyMs: number): void {
  const records = Object.values(live.campaign().records).reduce((sum, count) => sum + count, 0);
  remark(`${setup.campaign}: ${isResumed ? 'goes on' : 'begins'} in ${store.path}, ${records} records, ready after ${Math.round(readyMs)} ms (driver ${setup.driver})`);
}

function botsOf(text: string): number {
  if (text === 'bots') return Number.POSITIVE_INFINITY;
  return text === 'people' ? 0 : wholeNumber('agents', text, 0);
}

/** Whatever still listens must not keep the process: everything that matters is durable. */
function leave(): void {
  setTimeout(() => { process.exit(); }, 200).unref();
}

