/** The tests that mutants of the engine's rules must not survive: rules of the field, stories, tables and properties. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts', 'test/stories/**/*.test.ts', 'test/behaviours/**/*.test.ts'],
    exclude: ['test/engine/pacing/**', 'test/engine/pacingMemory.test.ts', 'test/engine/chaos.test.ts', 'test/behaviours/complete.test.ts', 'test/behaviours/store.test.ts'],
  },
});
