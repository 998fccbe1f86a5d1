/** Asterisk's configuration files: what they say, and that no text of ours can say more than its own value. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsInLine } from '../../../src/live/asteriskConfig/fitsInLine.ts';
import { readSecret } from '../../../src/live/asteriskConfig/readSecret.ts';
import { createRedactor } from '../../../src/live/asteriskConfig/redact.ts';
import type { AsteriskSettings } from '../../../src/live/asteriskConfig/settings.ts';
import { settingsOf } from '../../../src/live/asteriskConfig/settingsOf.ts';
import { sha512Crypt } from '../../../src/live/asteriskConfig/sha512Crypt.ts';
import { asteriskFiles } from '../../../src/live/asteriskConfig/templates.ts';
import { writeFiles } from '../../../src/live/asteriskConfig/writeFiles.ts';
import { liveSchema } from '../../../src/live/config/liveConfig.ts';
import { describeWithTool } from '../../support/systemTools.ts';

const SETTINGS: AsteriskSettings = {
  ari: { bind: '127.0.0.1', port: 8088, username: 'overdial', passwordCrypt: '$6$salt$hash' }, sip: { bind: '127.0.0.1', port: 5060, tlsPort: 5061 }, rtp: { first: 10_000, last: 20_000 },
  trunks: [
    { name: 'carrier', host: 'sip.example', port: 5060, transport: 'udp', username: 'me', password: 'trunk-secret' },
    { name: 'safe', host: '192.0.2.1', port: 5061, transport: 'tls', caFile: '/etc/ssl/carrier.pem' },
  ],
  phones: [{ phone: 'desk-1', password: 'phone-secret' }], message: 'overdial/safe-harbour', maxCalls: 40, forgottenCallSeconds: 10, directories: {},
};

interface Section { readonly name: string; readonly lines: readonly (readonly [string, string])[] }

/** As Asterisk reads a file: comments from `;` on, sections, `key=value` or `key=>value`, blanks cut off. */
function read(text: string): Section[] {
  const sections: { name: string; lines: [string, string][] }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(?<!\\);.*$/, '').replaceAll('\\;', ';').trim();
    if (line === '') continue;
    const head = /^\[([^\]]+)\]$/.exec(line);
    if (head !== null) sections.push({ name: head[1]!, lines: [] });
    else {
      const at = line.indexOf('=');
      sections.at(-1)!.lines.push([line.slice(0, at).trim(), line.slice(at + 1).replace(/^>/, '').trim()]);
    }
  }
  return sections;
}
const valueOf = (sections: readonly Section[], name: string, type: string, key: string): string | undefined => sections
  .filter((section) => section.name === name).find(({ lines }) => lines.some(([k, v]) => k === 'type' && v === type))?.lines.find(([k]) => k === key)?.[1];

describe('the configuration files of Asterisk', () => {
  const files = asteriskFiles(SETTINGS);
  const pjsip = read(files.get('pjsip.conf')!);

  it('listen on loopback, have no manager interface and one ARI user with a hashed password', () => {
    expect(files.get('http.conf')).toContain('bindaddr=127.0.0.1\n');
    expect(files.get('manager.conf')).toContain('enabled=no\n');
    expect(files.get('ari.conf')).toContain('[overdial]\ntype=user\nread_only=no\npassword_format=crypt\npassword=$6$salt$hash\n');
  });

  it('let nobody call in', () => {
    const endpoints = pjsip.filter(({ lines }) => lines.some(([key, value]) => key === 'type' && value === 'endpoint'));
    expect(endpoints.map(({ name }) => name)).toEqual(['trunk-carrier', 'trunk-safe', 'agent-desk-1']);
    for (const { lines } of endpoints) expect(lines).toContainEqual(['context', 'none']);
    expect(read(files.get('extensions.conf')!).find(({ name }) => name === 'none')!.lines.every(([, value]) => value.endsWith(',1,Hangup(21)'))).toBe(true);
  });

  it('give each trunk its carrier, and a TLS trunk its authority and encrypted audio', () => {
    expect(valueOf(pjsip, 'trunk-carrier', 'aor', 'contact')).toBe('sip:sip.example:5060');
    expect(valueOf(pjsip, 'trunk-carrier', 'auth', 'password')).toBe('trunk-secret');
    expect(valueOf(pjsip, 'trunk-safe', 'aor', 'contact')).toBe('sip:192.0.2.1:5061;transport=tls');
    expect(valueOf(pjsip, 'trunk-safe', 'endpoint', 'media_encryption')).toBe('sdes');
    expect(valueOf(pjsip, 'transport-tls-safe', 'transport', 'verify_server')).toBe('yes');
    expect(valueOf(pjsip, 'transport-tls-safe', 'transport', 'ca_list_file')).toBe('/etc/ssl/carrier.pem');
  });

  it('end a call that nobody takes care of, and play the message to a person whom no driver hears', () => {
    const out = read(files.get('extensions.conf')!).find(({ name }) => name === 'overdial-out')!.lines.map(([, value]) => value);
    expect(out[0]).toBe('s,1,Set(TIMEOUT(absolute)=10)');
    expect(out).toContain('n,Playback(overdial/safe-harbour)');
  });

  it('do not load other ways in', () => {
    for (const name of ['chan_iax2', 'res_agi', 'app_system', 'func_shell', 'pbx_spool', 'res_xmpp', 'pbx_lua', 'app_voicemail']) expect(files.get('modules.conf')).toContain(`noload=${name}.so\n`);
    expect(files.get('modules.conf')).not.toContain('noload=res_ari');
  });

  it('keep every secret within its line, whatever it is: it is refused, or it is read back as it was', () => {
    const secret = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('a\nb', 'x;y', '>a', 'a\\', '[b]', 'a=b', '#exec x', '${SHELL(id)}', '"', "'", 'a\rb', ' a', 'a '));
    fc.assert(fc.property(secret, secret, (trunkSecret, phoneSecret) => {
      if (!fitsInLine(trunkSecret) || !fitsInLine(phoneSecret)) return;
      const text = asteriskFiles({ ...SETTINGS, trunks: [{ ...SETTINGS.trunks[0]!, password: trunkSecret }], phones: [{ phone: 'p', password: phoneSecret }] }).get('pjsip.conf')!;
      const found = read(text);
      expect(valueOf(found, 'trunk-carrier', 'auth', 'password')).toBe(trunkSecret);
      expect(valueOf(found, 'agent-p', 'auth', 'password')).toBe(phoneSecret);
      expect(found.map(({ name }) => name)).toEqual(['global', 'transport-udp', 'trunk-carrier', 'trunk-carrier', 'trunk-carrier', 'agent-p', 'agent-p', 'agent-p']);
    }), { numRuns: 1_000 });
    for (const hostile of ['', 'a b', 'a\nb', 'a;b', 'a\\b', '>a', '+a', 'é', '\u0000', 'x'.repeat(129)]) expect(fitsInLine(hostile), hostile).toBe(false);
  });

  it('keep names, hosts and sounds within their lines: the campaign file takes no others', () => {
    const hostile = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('a]\n[b', 'x\n', 'x;', '../..', 'a b', '${X}', 'vm,noanswer', 'a&b'));
    fc.assert(fc.property(hostile, hostile, hostile, hostile, (name, host, message, phone) => {
      const parsed = liveSchema.safeParse({ ...LIVE, message, trunks: [{ ...LIVE.trunks[0], name, host }], agents: [{ id: 'a', phone, passwordFile: 'x' }] });
      if (!parsed.success) return;
      const { trunks } = parsed.data;
      const changed = asteriskFiles({ ...SETTINGS, message, trunks: [{ name: trunks[0]!.name, host: trunks[0]!.host, port: 5060, transport: 'udp' }], phones: [{ phone, password: 'x' }] });
      for (const [file, text] of asteriskFiles({ ...SETTINGS, trunks: [{ name: 'n', host: 'h', port: 5060, transport: 'udp' }], phones: [{ phone: 'p', password: 'x' }] })) {
        expect(read(changed.get(file)!).map(({ lines }) => lines.map(([key]) => key)), file).toEqual(read(text).map(({ lines }) => lines.map(([key]) => key)));
      }
    }), { numRuns: 500 });
  });

  it('are written for their owner and Asterisk\'s group only', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'overdial-')), 'etc');
    writeFiles(folder, files);
    for (const name of files.keys()) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o640);
    expect(readFileSync(join(folder, 'pjsip.conf'), 'utf8')).toBe(files.get('pjsip.conf'));
  });
});

const LIVE = {
  trunks: [{ name: 't', host: '127.0.0.1', callerIds: ['+442079460100'], maxChannels: 10, maxCallsPerSecond: 1, maxMinutesPerDay: 1, maxAttemptsPerDay: 1 }],
  total: { maxChannels: 10, maxCallsPerSecond: 1, maxMinutesPerDay: 1, maxAttemptsPerDay: 1 }, asterisk: { passwordFile: 'ari.secret' },
};

describe('secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-'));
  const put = (name: string, text: string, mode: number): string => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
    return join(folder, name);
  };

  it('are read from files that only their owner may read, and are never part of a message', () => {
    expect(readSecret(put('good', 'hunter2\n', 0o600))).toEqual({ secret: 'hunter2' });
    expect(readSecret(put('kept', 'hunter2', 0o400))).toEqual({ secret: 'hunter2' });
    for (const [file, part] of [
      [put('open', 'hunter2', 0o644), 'mode is 0644, must be 0600'], [put('group', 'hunter2', 0o640), 'mode is 0640'], [join(folder, 'absent'), 'cannot be read (ENOENT)'],
      [put('two', 'hunter2\nhunter3\n', 0o600), 'must hold'], [put('empty', '', 0o600), 'must hold'], [folder, 'is not a file'],
    ] as const) {
      const read = readSecret(file);
      expect(read).toHaveProperty('problem', expect.stringContaining(part));
      expect(JSON.stringify(read)).not.toContain('hunter');
    }
    symlinkSync(join(folder, 'open'), join(folder, 'link'));
    expect(readSecret(join(folder, 'link'))).toHaveProperty('problem');
  });

  it('that are missing or open are all told at once, with their places', () => {
    put('ari.secret', 'ari-secret', 0o600);
    put('open.secret', 'hunter2', 0o644);
    const live = liveSchema.parse({ ...LIVE, trunks: [{ ...LIVE.trunks[0], username: 'u', passwordFile: 'open.secret' }], agents: [{ id: 'a', phone: 'p' }, { id: 'b', phone: 'q', passwordFile: 'nowhere' }] });
    const found = settingsOf(live, folder);
    expect(found).toMatchObject({ problems: [{ path: 'live.trunks.0.passwordFile' }, { path: 'live.agents.0.passwordFile' }, { path: 'live.agents.1.passwordFile' }] });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('are hashed as crypt(3) does: known pairs', () => {
    expect(sha512Crypt('Hello world!', 'saltstring')).toBe('$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1');
    expect(sha512Crypt('x')).toMatch(/^\$6\$[./0-9A-Za-z]{16}\$[./0-9A-Za-z]{86}$/);
    expect(sha512Crypt('x')).not.toBe(sha512Crypt('x'));
  });

  it('never survive redaction, in no form and under no key', () => {
    const secret = fc.string({ minLength: 4, maxLength: 24 });
    fc.assert(fc.property(secret, fc.string(), fc.string(), fc.integer({ min: 1_000_000, max: 999_999_999 }), (hidden, before, after, digits) => {
      const around = `${before}|${after}|[hidden]|Basic |http://x/?q=|${digits}`;
      if (around.includes(hidden)) return;
      const redactor = createRedactor([hidden]);
      const basic = Buffer.from(`overdial:${hidden}`).toString('base64');
      const shown = redactor.value([`${before}${hidden}${after}`, `http://x/?q=${encodeURIComponent(hidden)}`, `Basic ${basic}`, { password: digits, apiKey: 'abcd' }, [{ deep: hidden }], JSON.stringify(hidden)]);
      const words = JSON.stringify(shown);
      for (const form of [JSON.stringify(hidden).slice(1, -1), basic, encodeURIComponent(hidden)]) expect(words.includes(form), words).toBe(false);
      expect(words).toContain('"password":"[hidden]","apiKey":"[hidden]"');
      expect(redactor.text(`${digits}`)).toBe(`${'x'.repeat(`${digits}`.length - 3)}${`${digits}`.slice(-3)}`);
    }), { numRuns: 500 });
  });

  it('names of secret files may be shown', () => {
    expect(createRedactor([]).value({ passwordFile: 'ari.secret', password: 'x' })).toEqual({ passwordFile: 'ari.secret', password: '[hidden]' });
  });
});

describeWithTool(['openssl'], 'the password hash beside that of openssl', (openssl) => {
  it('is the same for any password', () => {
    for (const password of ['a', 'correct horse', 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(128), 'pass/wörd', '$6$%']) {
      const expected = execFileSync(openssl, ['passwd', '-6', '-salt', 'somesalt', '-stdin'], { input: password, encoding: 'utf8' }).trim();
      expect(sha512Crypt(password, 'somesalt')).toBe(expected);
    }
  });
});
