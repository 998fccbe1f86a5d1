/** `overdial live asterisk-config` and `overdial live doctor`, as people use them. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FAKE_PASSWORD, FakeAri } from '../../support/fakeAri.ts';
import { overdial } from '../../support/cli.ts';

const SECRETS = { 'ari.secret': FAKE_PASSWORD, 'carrier.secret': 'carrier-hunter2', 'desk.secret': 'desk-hunter3' };

function campaign(url = 'http://127.0.0.1:1'): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-'));
  for (const [name, secret] of Object.entries(SECRETS)) writeFileSync(join(folder, name), `${secret}\n`, { mode: 0o600 });
  const scenario = readFileSync(new URL('../../../scenarios/telesales-20.yaml', import.meta.url), 'utf8').replace('callingWindows: shift', 'callingWindows: [{ from: 09:00, to: 17:00 }]');
  const limits = 'maxChannels: 10, maxCallsPerSecond: 1, maxMinutesPerDay: 100, maxAttemptsPerDay: 100';
  const file = join(folder, 'campaign.yaml');
  writeFileSync(file, `${scenario}
live:
  trunks:
    - { name: carrier, host: 127.0.0.1, port: 9, username: me, passwordFile: carrier.secret, callerIds: ['+442079460100'], ${limits} }
  total: { ${limits} }
  allow: ['+4420']
  asterisk: { url: '${url}', passwordFile: ari.secret }
  agents:
    - { id: anna, phone: desk-1, passwordFile: desk.secret }
`);
  return { folder, file };
}

describe('overdial live asterisk-config', () => {
  it('writes the files for Asterisk, readable by its owner and group only, and prints their names and no secret', async () => {
    const { folder, file } = campaign();
    const { code, stdout, stderr } = await overdial(['live', 'asterisk-config', file, '--out', join(folder, 'etc')]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('pjsip.conf');
    expect(readdirSync(join(folder, 'etc'))).toContain('extensions.conf');
    expect(statSync(join(folder, 'etc/pjsip.conf')).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(folder, 'etc/pjsip.conf'), 'utf8')).toContain('password=carrier-hunter2\n');
    for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
    expect(readFileSync(join(folder, 'etc/ari.conf'), 'utf8')).not.toContain(FAKE_PASSWORD);
  });

  it('refuses a secret that others may read, with exit code 2, and writes nothing', async () => {
    const { folder, file } = campaign();
    chmodSync(join(folder, 'desk.secret'), 0o644);
    const { code, stderr } = await overdial(['live', 'asterisk-config', file, '--out', join(folder, 'etc')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/live\.agents\.0\.passwordFile: .*mode is 0644, must be 0600/);
    expect(stderr).not.toContain('hunter');
    expect(existsSync(join(folder, 'etc'))).toBe(false);
  });
});

describe('overdial live doctor', () => {
  let ari: FakeAri | null = null;
  afterEach(async () => { await ari?.stop(); });

  it('says what is wrong, one line a finding, and ends with 1; no secret appears', async () => {
    const { folder, file } = campaign();
    const { code, stdout, stderr } = await overdial(['live', 'doctor', file, '--config', join(folder, 'etc')]);
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(/^bad +Asterisk: does not answer$/m);
    expect(stdout).toMatch(/^bad +pjsip\.conf: is not in /m);
    expect(stdout).toMatch(/^warning +trunk carrier: /m);
    for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
  });

  it('is content with an Asterisk that is as it should be', async () => {
    ari = new FakeAri({ plans: {} });
    const { folder, file } = campaign(await ari.start());
    await overdial(['live', 'asterisk-config', file, '--out', join(folder, 'etc')]);
    const { code, stdout } = await overdial(['live', 'doctor', file, '--config', join(folder, 'etc'), '--json']);
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: { state: string; what: string; detail: string }[] };
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
    expect({ ok, code }).toEqual({ ok: true, code: 0 });
    expect(findings).toContainEqual({ state: 'ok', what: 'sound', detail: 'overdial/safe-harbour is there' });
    expect(findings).toContainEqual({ state: 'ok', what: 'telephone desk-1', detail: 'is registered' });
    expect(findings).toContainEqual({ state: 'ok', what: 'trunk carrier', detail: 'dry run: places no call' });
  });

  it('warns of a SIP port that other machines can reach, and refuses one on every address', async () => {
    const { file } = campaign();
    const text = readFileSync(file, 'utf8');
    const bound = (sipBind: string): string => text.replace('passwordFile: ari.secret }', `passwordFile: ari.secret, sipBind: '${sipBind}', sipPort: 5070 }`);
    writeFileSync(file, bound('192.0.2.7'));
    expect((await overdial(['live', 'doctor', file])).stdout).toMatch(/^warning +SIP address: 192\.0\.2\.7 can be reached by other machines: let a firewall pass UDP port 5070 /m);
    writeFileSync(file, bound('0.0.0.0'));
    expect((await overdial(['live', 'doctor', file])).stdout).toMatch(/^bad +SIP address: is every address/m);
  });

  it('tells an old Asterisk, and a wrong password without showing it', async () => {
    ari = new FakeAri({ plans: {}, version: '18.1.0' });
    const { folder, file } = campaign(await ari.start());
    expect((await overdial(['live', 'doctor', file])).stdout).toMatch(/^bad +Asterisk: version 18\.1\.0, must be 20 or later$/m);
    writeFileSync(join(folder, 'ari.secret'), 'wrong-hunter4', { mode: 0o600 });
    const { stdout, stderr } = await overdial(['live', 'doctor', file]);
    expect(stdout).toMatch(/^bad +Asterisk: refuses the user or the password$/m);
    expect(stdout + stderr).not.toContain('hunter4');
  });
});
