/** The tests with a real Asterisk have a run of their own; here it is told when they cannot run, and in CI nothing may be missing. */
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NOT_RUN_FILE } from '../../support/systemTools.ts';
import { LIVE_TESTS } from './support/countReporter.ts';
import { liveTools } from './support/describeWithAsterisk.ts';

it('what the tests with a real Asterisk need is there, or the end of the run says what is missing', () => {
  const tools = liveTools();
  const isComplete = tools.every(({ isFound }) => isFound);
  if (process.env['OVERDIAL_REQUIRE_ALL'] === '1') {
    expect(tools.filter(({ isFound }) => !isFound)).toEqual([]);
    return;
  }
  const file = process.env[NOT_RUN_FILE];
  const line = isComplete ? `${LIVE_TESTS} tests with a real Asterisk have a run of their own: npm run test:live`
    : `${LIVE_TESTS} tests need ${tools.map(({ name, isFound }) => `${name} (${isFound ? 'found' : 'missing'})`).join(', ')}; then: npm run test:live`;
  if (file !== undefined) appendFileSync(file, `${line}\n`);
});

it('every file of them asks for what it needs in the one way', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.asterisk.test.ts'));
  expect(files).toEqual(['calls', 'conformance', 'detector', 'load', 'outcomes', 'safety', 'trouble'].map((name) => `${name}.asterisk.test.ts`));
  for (const name of files) expect(readFileSync(new URL(name, folder), 'utf8')).toContain('describeWithAsterisk(');
});
