/**
 * README.md promises commands: each that stands in a block of shell lines is run here, in the order of the page.
 *
 * Rule: they run in one folder that has the repository's scenarios, so that what one writes another can read. Long ones
 * are run in a shorter form; what installs or checks everything is left to `.ci/run`, which must name it. What needs a queue has
 * one of its own, if this machine has Redis.
 */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, startProgram, temporaryFolder, TINY } from '../support/cli.ts';
import { startRedis } from '../support/redis.ts';
import { describeWithTool } from '../support/systemTools.ts';

/** They would install packages, or run these very tests. */
const LEFT_TO_CI: readonly string[] = ['npm install', 'npm start', 'npm test'];

/** What takes long, and what is run in its place: the same command on less. */
const SHORTER: Readonly<Record<string, string>> = {
  'npm start -- run opb-1/markov-5 --seed 7 --journal reports/out/markov-5.journal': 'npm start -- run tiny.yaml --seed 7 --journal reports/out/markov-5.journal',
  'npm start -- run scenarios/telesales-20.yaml --strategy fixed-ratio-idle:ratio=2.2':
    'npm start -- run scenarios/telesales-20.yaml --strategy fixed-ratio-idle:ratio=2.2 --replications 2',
  'npm start -- tune scenarios/telesales-20.yaml': 'npm start -- tune scenarios/telesales-20.yaml --setting ratio=1.5,1.9 --replications 16',
  'npm start -- compare opb-1/steady-20 --strategies progressive,fixed-ratio-idle:ratio=2,fractile:target=0.022':
    'npm start -- compare tiny.yaml --strategies progressive,fixed-ratio-idle:ratio=2,fractile:target=0.022 --replications 3',
  'npm start -- compare scenarios/telesales-20.yaml --strategies progressive,fixed-ratio-idle:ratio=1.9,foresight --report reports/out/compare':
    'npm start -- compare tiny.yaml --strategies progressive,fixed-ratio-idle:ratio=1.9,foresight --replications 3 --report reports/out/compare',
  'npm start -- bench': 'npm start -- bench --only quality --strategies progressive --workers 1',
  'npm start -- benchmark --quick': 'npm start -- benchmark --scenarios cold-start --strategies progressive --replications 5 --workers 1',
  'npm start -- compare opb-1/steady-20 --strategies progressive,foresight --queue redis://localhost:6379':
    'npm start -- compare tiny.yaml --strategies progressive,foresight --replications 3 --queue redis://localhost:6379',
  'npm start -- run opb-1/steady-20 --strategy foresight --readings --report reports/out/foresight':
    'npm start -- run tiny.yaml --strategy foresight --readings --replications 2 --report reports/out/foresight',
  'npm start -- run opb-1/steady-5 --trace reports/out/trace.txt': 'npm start -- run tiny.yaml --trace reports/out/trace.txt',
  'npm start -- live telesales-20 --speed 20 --for 5m --store reports/out/live.db':
    'npm start -- live telesales-20 --speed 100 --for 1m --port 0 --store reports/out/live.db',
  'npm start -- run opb-1/steady-20 --strategy ./scenarios/examples/my-strategy.js:reserve=1':
    'npm start -- run tiny.yaml --strategy ./scenarios/examples/my-strategy.js:reserve=1 --replications 1',
};
/** How long a benchmark measures is no promise: its quick form does the same on less. */
const BENCH = /^npm run bench\b/;

const PROGRAMS: readonly (readonly [start: RegExp, file: string])[] = [
  [/^npm start -- /, join('src', 'cli', 'main.ts')],
  [/^overdial /, join('src', 'cli', 'main.ts')],
  [/^npm run bench(?: -- |$)/, join('bench', 'main.ts')],
];

/** Stages of long work, and what a live campaign says of itself, are told on standard error. */
const TELLS_STAGES = /^npm start -- (?:benchmark|live)\b/;
const QUEUE = 'redis://localhost:6379';

interface Call { readonly file: string; readonly args: readonly string[] }

/** The commands in ```sh blocks of a page. A backslash at a line's end goes on in the next. */
function commandsOf(page: string): string[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!.replace(/\\\n\s*/g, ''));
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.filter((line) => line !== '').flatMap((line) => line.split('&&').map((command) => command.trim()));
}

/** The program and arguments that a command stands for. Throws on a command that is not known here, such as one with a pipe. */
function callOf(command: string): Call {
  const known = PROGRAMS.find(([start]) => start.test(command));
  if (known === undefined || /[|<>;$`]/.test(command)) throw new Error(`README.md has a command that this test does not know: ${command}`);
  const [start, file] = known;
  const words = command.replace(start, '').match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [];
  return { file: join(REPOSITORY, file), args: words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2')) };
}

const commands = commandsOf(readFileSync(join(REPOSITORY, 'README.md'), 'utf8'));
const onQueue = commands.filter((command) => command.includes(QUEUE));
const runnable = commands.filter((command) => !LEFT_TO_CI.includes(command) && !onQueue.includes(command));
const folder = temporaryFolder({ 'tiny.yaml': TINY });
symlinkSync(join(REPOSITORY, 'scenarios'), join(folder, 'scenarios'));

describe('README.md', () => {
  it('has commands, and CI runs those that are not run here', () => {
    const ci = readFileSync(join(REPOSITORY, '.ci', 'run'), 'utf8');
    const left = commands.filter((command) => LEFT_TO_CI.includes(command));
    expect(left).not.toEqual([]);
    for (const command of left) expect(ci).toMatch(new RegExp(`^${command}( |$)`, 'm'));
    expect(runnable.length).toBeGreaterThan(4);
  });

  it.each(runnable)('%s', async (command) => {
    const { file, args } = callOf(SHORTER[command] ?? (BENCH.test(command) ? `${command} --quick` : command));
    const { code, stdout, stderr } = await startProgram(file, args, { folder }).ended;
    expect({ code, stderr: TELLS_STAGES.test(command) ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toBe('');
    if (args.includes('--json')) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });
});

describeWithTool(['redis-server'], 'README.md, work on several machines', (path) => {
  it('a worker stays until it is told to go, and what is put on its queue is worked off', async () => {
    const redis = await startRedis(path);
    const started = onQueue.map((command) => {
      const { file, args } = callOf((SHORTER[command] ?? command).replaceAll(QUEUE, redis.url));
      return { isWorker: args[0] === 'worker', ...startProgram(file, args, { folder }) };
    });
    try {
      expect(started.map(({ isWorker }) => isWorker)).toEqual([true, false]);
      for (const { isWorker, ended } of started) if (!isWorker) expect(await ended).toMatchObject({ code: 0 });
      for (const { isWorker, child } of started) if (isWorker) child.kill('SIGTERM');
      for (const { isWorker, ended } of started) if (isWorker) expect((await ended).code).toBe(0);
    } finally {
      await redis.stop();
    }
  }, 180_000);
});

describe('the reading of commands', () => {
  it('knows blocks of shell lines only, comments, continued lines and several commands in a line', () => {
    const page = 'npm start\n```sh\n# a remark\nnpm install && npm start   # both\nnpm start -- run \\\n  a.yaml\n```\n```yaml\nnpm: test\n```\n';
    expect(commandsOf(page)).toEqual(['npm install', 'npm start', 'npm start -- run a.yaml']);
  });

  it('takes quotes off words', () => {
    expect(callOf(`overdial run 'my list.yaml' --seed "7 8"`).args).toEqual(['run', 'my list.yaml', '--seed', '7 8']);
  });

  it.each(['curl example.org', 'npm start', 'npm run lint', 'npm start -- run | head', 'npm start -- run > out.txt'])('fails on what it does not know: %s', (command) => {
    expect(() => callOf(command)).toThrow('does not know');
  });
});
