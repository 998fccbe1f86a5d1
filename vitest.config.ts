import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those with a real Asterisk have a run of their own: npm run test:live.
    exclude: [...configDefaults.exclude, '**/*.asterisk.test.ts'],
    globalSetup: ['test/support/notRun.ts'],
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**'] },
  },
});
