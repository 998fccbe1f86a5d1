/** A `describe` of tests with a real Asterisk, SIPp and baresip; `npm run test:live` runs them and counts what was run. */
import { describe, expect, it } from 'vitest';
import { findTool } from '../../../support/systemTools.ts';
import { preparedRoot } from './asterisk.ts';

/** What these tests need, and whether it is here. */
export function liveTools(): readonly { readonly name: string; readonly isFound: boolean }[] {
  return [
    { name: 'asterisk (npm run live:prepare, as root)', isFound: preparedRoot() !== null },
    { name: 'sipp', isFound: findTool(['sipp']) !== null }, { name: 'baresip', isFound: findTool(['baresip']) !== null },
  ];
}

export function describeWithAsterisk(title: string, tests: (root: string) => void): void {
  const missing = liveTools().filter(({ isFound }) => !isFound).map(({ name }) => name);
  const root = preparedRoot();
  if (missing.length === 0 && root !== null) {
    describe(title, () => { tests(root); });
  } else {
    describe(title, () => { it('has what it needs', () => { expect.fail(`needs ${missing.join(', ')}`); }); });
  }
}
