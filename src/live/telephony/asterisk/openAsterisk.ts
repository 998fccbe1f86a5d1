/**
 * The Asterisk driver of a campaign, from the part `live` of its file.
 *
 * Rule: only the passwords that the driver needs are read (the telephones' and trunks' are Asterisk's affair). Throws a RangeError, in words and
 * without secrets, for what cannot be used. Source: live, sections 4 and 8.
 */
import { isAbsolute, join } from 'node:path';
import { readSecret } from '../../asteriskConfig/readSecret.ts';
import type { LiveConfig } from '../../config/liveConfig.ts';
import { createAsteriskDriver, type AsteriskDriver } from './asteriskDriver.ts';
import type { AsteriskOptions } from './driverContext.ts';

/** @param folder of the campaign file, which the names of secret files are relative to */
export function openAsterisk(
  live: LiveConfig, campaign: string, folder: string, more: Pick<AsteriskOptions, 'onFatal' | 'onTimed' | 'times'> = {},
): AsteriskDriver {
  const { asterisk, trunks, agents, message, maxCallSeconds } = live;
  if (asterisk === undefined) throw new RangeError('live.asterisk: is missing; must say where Asterisk is');
  const file = asterisk.passwordFile;
  const read = readSecret(isAbsolute(file) ? file : join(folder, file));
  if ('problem' in read) throw new RangeError(`live.asterisk.passwordFile: ${read.problem}`);
  return createAsteriskDriver({
    url: asterisk.url, username: asterisk.username, password: read.secret, campaign,
    trunks: trunks.map(({ name, outcomeMap }) => ({ name, outcomeMap })), phones: agents.map(({ phone }) => phone), sounds: [message], maxCallSeconds, ...more,
  });
}
