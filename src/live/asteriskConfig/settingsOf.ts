/**
 * From the part `live` of a campaign file to the settings of Asterisk's files: secrets are read, everything that is missing is told at once.
 *
 * Rule: every trunk's password is optional (many carriers go by address), every telephone's is needed: without one, anybody could take the
 * agent's place. Paths are relative to the campaign file. Problems name the place in the file and never a secret. Source: live, sections 5 and 8.
 */
import { isAbsolute, join } from 'node:path';
import type { LiveConfig } from '../config/liveConfig.ts';
import { readSecret } from './readSecret.ts';
import type { AsteriskSettings, PhoneSettings, TrunkSettings } from './settings.ts';
import { sha512Crypt } from './sha512Crypt.ts';

export interface SettingsProblem { readonly path: string; readonly message: string }
export type SettingsRead = { readonly settings: AsteriskSettings; readonly secrets: readonly string[]; readonly ariPassword: string } | { readonly problems: readonly SettingsProblem[] };

/** An answered call that nobody takes care of ends after so long; the person has heard silence. */
const FORGOTTEN_CALL_SECONDS = 10;
const RTP = { first: 10_000, last: 20_000 } as const;

/** @param folder of the campaign file */
export function settingsOf(live: LiveConfig, folder: string): SettingsRead {
  const problems: SettingsProblem[] = [];
  const secrets: string[] = [];
  const secretOf = (path: string, file: string | undefined): string => {
    if (file === undefined) {
      problems.push({ path, message: 'is missing; must name a file that holds the password (mode 0600)' });
      return '';
    }
    const read = readSecret(isAbsolute(file) ? file : join(folder, file));
    if ('problem' in read) {
      problems.push({ path, message: read.problem });
      return '';
    }
    secrets.push(read.secret);
    return read.secret;
  };
  const { asterisk } = live;
  if (asterisk === undefined) return { problems: [{ path: 'live.asterisk', message: 'is missing; must say where Asterisk is' }] };
  const address = new URL(asterisk.url);
  if (!isBindable(asterisk.sipBind)) problems.push({ path: 'live.asterisk.sipBind', message: 'must be an address of this machine' });
  const ariPassword = secretOf('live.asterisk.passwordFile', asterisk.passwordFile);
  const trunks = live.trunks.map((trunk, index): TrunkSettings => {
    const login = trunk.username === undefined && trunk.passwordFile === undefined ? {} : {
      ...(trunk.username === undefined ? {} : { username: trunk.username }), password: secretOf(`live.trunks.${index}.passwordFile`, trunk.passwordFile),
    };
    if (trunk.username === undefined && trunk.passwordFile !== undefined) problems.push({ path: `live.trunks.${index}.username`, message: 'is missing; must be given with a password' });
    if (trunk.caFile !== undefined && !isPath(trunk.caFile)) problems.push({ path: `live.trunks.${index}.caFile`, message: 'must be an absolute path of letters, digits and ._/-' });
    return { name: trunk.name, host: trunk.host, port: trunk.port, transport: trunk.transport, qualifySeconds: trunk.qualifySeconds, ...login, ...(trunk.caFile === undefined ? {} : { caFile: trunk.caFile }) };
  });
  const phones = live.agents.map((agent, index): PhoneSettings => ({ phone: agent.phone, password: secretOf(`live.agents.${index}.passwordFile`, agent.passwordFile) }));
  if (problems.length > 0) return { problems };
  const channels = live.trunks.reduce((sum, { maxChannels }) => sum + maxChannels, 0);
  return {
    secrets, ariPassword,
    settings: {
      ari: { bind: '127.0.0.1', port: address.port === '' ? (address.protocol === 'https:' ? 443 : 80) : Number(address.port), username: asterisk.username, passwordCrypt: sha512Crypt(ariPassword) },
      sip: { bind: asterisk.sipBind, port: asterisk.sipPort, tlsPort: asterisk.sipPort + 1 },
      rtp: RTP, trunks, phones, message: live.message, maxCalls: 2 * (channels + live.agents.length), forgottenCallSeconds: FORGOTTEN_CALL_SECONDS, directories: {},
    },
  };
}

function isBindable(text: string): boolean { return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:]{2,39}\])$/.test(text); }
function isPath(text: string): boolean { return /^\/[0-9A-Za-z._/-]{1,200}$/.test(text); }
