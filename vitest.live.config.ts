import { defineConfig } from 'vitest/config';
import { CountReporter } from './test/live/asterisk/support/countReporter.ts';

/** The tests with a real Asterisk, one file after the other: `npm run test:live`. */
export default defineConfig({
  test: {
    include: ['test/live/asterisk/**/*.asterisk.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', new CountReporter()],
  },
});
