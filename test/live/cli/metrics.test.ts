import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startOverdial } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'overdial-live-metrics-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** Far too many calls for two agents, so that people are dropped. */
const EAGER = `
id: eager
calendar: { zone: UTC, firstDay: 2025-03-03, days: 1, shift: { from: 09:00, to: 17:00 } }
agents: 2
campaign: { mode: predictive, strategy: { id: fixed-ratio-all, level: 6 }, ringLimitMs: 25000, formSaveMs: 3600000 }
customers: { shares: { person: 80, noAnswer: 20 }, ring: { person: 5 }, greeting: { delay: 0, length: 1 }, handle: [{ id: talk, share: 100, talk: 30, wrap: 5 }] }
`;

/** Values by name and labels, as they stand in the text. */
type Scrape = ReadonlyMap<string, number>;

function valuesOf(text: string): Scrape {
  return new Map(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const at = line.lastIndexOf(' ');
    return [line.slice(0, at), Number(line.slice(at + 1))] as const;
  }));
}

it('a rehearsal shows its calls in progress and its abandon ratio to Prometheus, and they agree with what it counts', async () => {
  const file = join(folder, 'eager.yaml');
  writeFileSync(file, EAGER);
  const { child, ended } = startOverdial(['live', file, '--store', join(folder, 'eager.db'), '--port', '0', '--speed', '20']);
  const told = await new Promise<{ url: string; token: string }>((resolve, reject) => {
    void ended.then(({ stderr }) => { reject(new Error(stderr)); });
    let seen = '';
    child.stderr.on('data', (text: Buffer) => {
      seen += text.toString();
      const found = /page: (http:\S+)\/leader {2}team leader's token for 24 hours: (\S+)\s/.exec(seen);
      if (found !== null) resolve({ url: found[1]!, token: found[2]! });
    });
  });
  const scrape = async (): Promise<Scrape> => valuesOf(await (await fetch(`${told.url}/metrics`, { headers: { authorization: `Bearer ${told.token}` } })).text());
  const ratio = 'overdial_abandon_ratio{campaign="eager",window="30d"}';
  const channels = 'overdial_channels{trunk="rehearsal"}';
  const first = await scrape();
  expect([...first.keys()]).toEqual(expect.arrayContaining([ratio, channels]));
  let last = first;
  let channelsMax = 0;
  const until = Date.now() + 60_000;
  while (Date.now() < until && ((last.get(ratio) ?? 0) === 0 || channelsMax === 0)) {
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    last = await scrape();
    channelsMax = Math.max(channelsMax, last.get(channels) ?? 0);
  }
  child.kill('SIGINT');
  expect(channelsMax).toBeGreaterThan(0);
  const [answered, dropped] = ['answered', 'dropped'].map((outcome) => last.get(`overdial_attempts_total{campaign="eager",trunk="rehearsal",outcome="${outcome}"}`) ?? 0) as [number, number];
  expect(dropped).toBeGreaterThan(0);
  expect(last.get(ratio)).toBeCloseTo(dropped / (answered + dropped), 12);
  expect(await ended).toMatchObject({ code: 0 });
}, 240_000);
