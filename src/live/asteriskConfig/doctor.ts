/**
 * Everything that can be wrong before the first call, looked at once: files, secrets, Asterisk, sounds, trunks, telephones, addresses, clock.
 *
 * Rule: nothing is changed and no call is placed; each finding is one line; `bad` means that a campaign must not start. The caller redacts.
 * Source: live, section 8.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { createAriClient, step, type AriClient } from '../telephony/asterisk/ariClient.ts';
import { isObject } from '../telephony/asterisk/ariEvents.ts';
import type { LiveConfig } from '../config/liveConfig.ts';
import { outsideAddresses, probeOptions, probeTcp, probeTls } from './probes.ts';
import { phoneEndpoint, trunkEndpoint, type AsteriskSettings } from './settings.ts';
import { asteriskFiles } from './templates.ts';

export interface Finding { readonly state: 'ok' | 'warning' | 'bad'; readonly what: string; readonly detail: string }

const CLOCK_APART_MS = 2_000;
const OLDEST_VERSION = 20;

/** @param configFolder where Asterisk's files are, if they are to be looked at */
export async function examine(live: LiveConfig, settings: AsteriskSettings, password: string, folder: string, configFolder: string | undefined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = (state: Finding['state'], what: string, detail: string): void => { findings.push({ state, what, detail }); };
  say('ok', 'secrets', 'all files are there, with mode 0600');
  say(Number(process.versions.node.split('.')[0]) >= 20 ? 'ok' : 'bad', 'node', process.versions.node);
  if (configFolder !== undefined) examineFiles(settings, configFolder, say);
  await examineAddresses(live, settings, say);
  const ari = createAriClient({ url: live.asterisk!.url, username: live.asterisk!.username, password, app: 'overdial', limitMs: 2_000 });
  if (await examineAsterisk(ari, say)) {
    await examineSound(ari, live.message, say);
    await examineEndpoints(ari, live, say);
  }
  for (const trunk of live.trunks) {
    const what = `trunk ${trunk.name}`;
    if (trunk.transport === 'udp') {
      const { ok, detail } = await probeOptions(trunk.host, trunk.port);
      say(ok ? 'ok' : 'warning', what, detail);
    } else if (trunk.transport === 'tls') {
      const { ok, detail } = await probeTls(trunk.host, trunk.port, trunk.caFile === undefined || isAbsolute(trunk.caFile) ? trunk.caFile : join(folder, trunk.caFile));
      say(ok ? 'ok' : 'bad', what, detail);
    } else {
      const ok = await probeTcp(trunk.host, trunk.port);
      say(ok ? 'ok' : 'bad', what, ok ? 'takes connections' : 'takes no connection');
    }
    say(trunk.dryRun ? 'ok' : 'warning', what, trunk.dryRun ? 'dry run: places no call' : 'places real calls when it is confirmed');
  }
  return findings;
}

type Say = (state: Finding['state'], what: string, detail: string) => void;

function examineFiles(settings: AsteriskSettings, folder: string, say: Say): void {
  for (const [name, text] of asteriskFiles(settings)) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      say('bad', name, `is not in ${folder}: overdial live asterisk-config`);
      continue;
    }
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o027) !== 0) say('bad', name, `mode is 0${mode.toString(8)}, must be 0640 or less`);
    // The salt differs each time, so that the password's line is left out.
    const bare = (given: string): string => given.split('\n').filter((line) => !line.startsWith('password=$6$')).join('\n');
    say(bare(readFileSync(file, 'utf8')) === bare(text) ? 'ok' : 'warning', name, bare(readFileSync(file, 'utf8')) === bare(text) ? 'is that of this campaign' : 'differs from that of this campaign');
  }
}

async function examineAddresses(live: LiveConfig, settings: AsteriskSettings, say: Say): Promise<void> {
  const url = new URL(live.asterisk!.url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (isHere) {
    const open: string[] = [];
    for (const address of outsideAddresses()) if (await probeTcp(address, settings.ari.port)) open.push(address);
    if (open.length > 0) say('bad', 'ARI address', `can be reached from outside at ${open.join(', ')}: bindaddr must be 127.0.0.1`);
    else say('ok', 'ARI address', 'can be reached from this machine only');
  } else {
    say('warning', 'ARI address', 'is on another machine; who can reach it there was not looked at');
  }
  const { bind, port } = settings.sip;
  const isWide = bind === '0.0.0.0' || bind === '[::]' || bind === '::';
  if (isWide) say('bad', 'SIP address', 'is every address of this machine: sipBind must be the one that the trunk and the telephones reach');
  else if (/^(127\.|localhost$|\[?::1\]?$)/.test(bind)) say('ok', 'SIP address', bind);
  else say('warning', 'SIP address', `${bind} can be reached by other machines: let a firewall pass UDP port ${port} from the trunks and the telephones only`);
}

async function examineAsterisk(ari: AriClient, say: Say): Promise<boolean> {
  const before = Date.now();
  const [info, ping] = [await ari.get('/asterisk/info'), await ari.get('/asterisk/ping')];
  if (info.status === 401) {
    say('bad', 'Asterisk', 'refuses the user or the password');
    return false;
  }
  if (info.status !== 200 || !isObject(info.body) || !isObject(info.body['system'])) {
    say('bad', 'Asterisk', info.status === null ? 'does not answer' : `answers ${info.status}`);
    return false;
  }
  const version = String(info.body['system']['version']);
  say(Number(/^\D*(\d+)/.exec(version)?.[1]) >= OLDEST_VERSION ? 'ok' : 'bad', 'Asterisk', `version ${version.slice(0, 40)}${Number(/^\D*(\d+)/.exec(version)?.[1]) >= OLDEST_VERSION ? '' : `, must be ${OLDEST_VERSION} or later`}`);
  const at = isObject(ping.body) ? Date.parse(String(ping.body['timestamp']).replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
  const apartMs = Math.max(0, before - at, at - Date.now());
  if (Number.isNaN(apartMs)) say('warning', 'clock', 'Asterisk does not say what time it has');
  else say(apartMs <= CLOCK_APART_MS ? 'ok' : 'bad', 'clock', `Asterisk's and ours differ by ${apartMs <= CLOCK_APART_MS ? `less than ${CLOCK_APART_MS / 1_000} s` : `${(apartMs / 1_000).toFixed(1)} s`}`);
  return true;
}

async function examineSound(ari: AriClient, message: string, say: Say): Promise<void> {
  const { status } = await ari.get(`/sounds/${step(message)}`);
  say(status === 200 ? 'ok' : 'bad', 'sound', status === 200 ? `${message} is there` : `Asterisk has no ${message}: a person without an agent would hear nothing`);
}

async function examineEndpoints(ari: AriClient, live: LiveConfig, say: Say): Promise<void> {
  const endpoints = [...live.trunks.map(({ name }) => ['trunk', name, trunkEndpoint(name)] as const), ...live.agents.map(({ phone }) => ['telephone', phone, phoneEndpoint(phone)] as const)];
  for (const [kind, name, endpoint] of endpoints) {
    const { status, body } = await ari.get(`/endpoints/PJSIP/${step(endpoint)}`);
    if (status !== 200) say('bad', `${kind} ${name}`, 'is unknown to Asterisk: its files are not those of this campaign');
    else if (isObject(body) && body['state'] === 'online') say('ok', `${kind} ${name}`, kind === 'trunk' ? 'is known to Asterisk' : 'is registered');
    else say('warning', `${kind} ${name}`, kind === 'trunk' ? 'is known to Asterisk, and does not answer it' : 'is not registered');
  }
}
