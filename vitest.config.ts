import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those with a real Asterisk have a run of their own: npm run test:live.
    exclude: [...configDefaults.exclude, '**/*.asterisk.test.ts'],
    globalSetup: ['test/support/notRun.ts'],
    testTimeout: 60_000,
    // A hook runs what a test would run; on a busy machine that takes its time.
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
