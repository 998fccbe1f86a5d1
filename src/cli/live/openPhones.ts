/**
 * A campaign with real telephones: the Asterisk driver behind the guard.
 *
 * Rule: a trunk that is to place real calls needs `--live` and its own name in `--confirm-trunk`, whatever the file says.
 * Source: live, section 8.
 */
import { DateTime } from 'luxon';
import { dirname, join, resolve } from 'node:path';
import { phoneSetup } from '../../live/config/liveSetups.ts';
import type { LiveConfig } from '../../live/config/liveConfig.ts';
import { createWallClock } from '../../live/loop/clock.ts';
import { LiveFailure } from '../../live/loop/liveFailure.ts';
import { campaignsOf } from '../../live/store/campaigns.ts';
import { zonesOf } from '../../live/store/storeDialer.ts';
import { openAsterisk } from '../../live/telephony/asterisk/openAsterisk.ts';
import { guardTelephony } from '../../live/telephony/guard/guardTelephony.ts';
import { spaceDials } from '../../live/telephony/guard/spaceDials.ts';
import { createRecordCheck, createTrunkFinder, usedToday } from '../../live/telephony/guard/storeChecks.ts';
import { compileScenario } from '../../scenario/compile.ts';
import { InputError } from '../exitCodes.ts';
import { remark } from '../output.ts';
import { listOf } from '../records/common.ts';
import { openCampaignStore, readCampaign, type CampaignOptions, type OpenedCampaign } from './openCampaign.ts';

export interface PhoneOptions extends Pick<CampaignOptions, 'name' | 'store' | 'seed'> {
  readonly live: boolean;
  readonly confirmTrunk: string | undefined;
  /** Something went wrong that ends the campaign. */
  readonly onFatal: (failure: LiveFailure) => void;
}

/** Throws an InputError for everything that is wrong before a call could be placed. */
export function openPhoneCampaign(options: PhoneOptions): OpenedCampaign {
  const { path, file } = readCampaign(options.name, 'asterisk');
  const live = file.live!;
  checkConfirmed(live, options);
  const { id, seed = 1, calendar } = file.scenario.data;
  const store = openCampaignStore(options.store ?? join(dirname(path), live.store ?? `${id}.live.db`));
  const clock = createWallClock();
  const known = campaignsOf(store).find((one) => one.name === id);
  const setup = phoneSetup(compileScenario(file.scenario), file.scenario, live, {
    seed: `${options.seed ?? seed}/0`, now: clock.now(), zones: known === undefined ? [] : zonesOf(store, known),
  });
  // The store may know the campaign only once it has started.
  let check: ReturnType<typeof createRecordCheck> | null = null;
  const again: ReturnType<typeof createRecordCheck> = (dial, at) => {
    check ??= createRecordCheck(store, campaignsOf(store).find((one) => one.name === id)!.id, setup.dialer);
    return check(dial, at);
  };
  const midnight = DateTime.fromMillis(clock.now(), { zone: calendar.zone }).startOf('day').toMillis();
  try {
    const asterisk = openAsterisk(live, id, dirname(resolve(path)), {
      onFatal: (why, message) => { options.onFatal(new LiveFailure(why === 'replaced' ? 75 : 2, message)); },
    });
    const guarded = guardTelephony(asterisk, {
      trunks: live.trunks, total: live.total!, allow: live.allow, clock, zone: calendar.zone, used: (trunk) => usedToday(store, trunk, midnight, clock.now()),
      trunkOf: createTrunkFinder(store), again: (dial, at) => again(dial, at),
      onDryRun: (dial) => { remark(`dry run: would dial …${dial.number.slice(-3)} on ${dial.trunk}`); },
      onStopped: (trunk) => { remark(`trunk ${trunk} has stopped: too many congested calls in a row, or a fault of its configuration; a team leader's start tries it again`); },
    });
    return { store, setup, telephony: spaceDials(guarded, clock), clock, file, begin: () => Promise.resolve(), resumeTrunks: () => { guarded.resumeTrunk(); }, end: () => undefined };
  } catch (error) {
    store.close();
    if (error instanceof RangeError) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

function checkConfirmed(live: LiveConfig, { live: isLive, confirmTrunk }: PhoneOptions): void {
  const confirmed = listOf(confirmTrunk);
  const unknown = confirmed.find((name) => !live.trunks.some((trunk) => trunk.name === name));
  if (unknown !== undefined) throw new InputError(`--confirm-trunk: there is no trunk '${unknown}'; allowed: ${live.trunks.map((trunk) => trunk.name).join(', ')}`);
  const unconfirmed = live.trunks.filter((trunk) => !trunk.dryRun && !(isLive && confirmed.includes(trunk.name)));
  if (unconfirmed.length === 0) return;
  const names = unconfirmed.map((trunk) => trunk.name).join(',');
  throw new InputError(`trunk ${names} would place real calls (dryRun: false); allowed: --live --confirm-trunk ${names}, or dryRun: true in the file`);
}
