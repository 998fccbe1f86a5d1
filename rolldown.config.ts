/**
 * How the program is built for shipping: few files instead of some five hundred, in `dist`.
 *
 * Rule: all that simulates is one file. There a number that a `const` names is written into the machine code; imported from another
 * file, it would be loaded and checked at each use (measured on workload W2: 850 to 730 ms). Functions become constants, too, for the
 * same reason (rolldown.functions.ts). Packages stay outside, as npm installs them.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type InputOptions, type OutputOptions, type Plugin } from 'rolldown';
import { functionsAsConstants } from './rolldown.functions.ts';
import { CODE_DIGESTS_FILE, type CodeDigests } from './src/experiment/codeDigest.ts';
import { strategyDigest, wholeDigest } from './src/experiment/sourceDigests.ts';
import { SIMULATED_STRATEGIES } from './src/simulation/strategies.ts';

/** For a program of the bench too, which is to be measured as it is shipped. */
export const inputOptions = {
  platform: 'node',
  plugins: [functionsAsConstants()],
  external: Object.keys((JSON.parse(readFileSync(path('package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies)
    .map((name) => new RegExp(`^${name}(/|$)`)),
} satisfies InputOptions;
export const outputOptions: OutputOptions = {
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name].js',
  codeSplitting: { groups: [{ name: 'simulator', test: /[\\/]src[\\/](base|queueing|engine|world|measure|journal|simulation|scenario)[\\/]/ }] },
};

export default defineConfig({
  ...inputOptions,
  input: {
    'index': path('src/index.ts'),
    'cli/main': path('src/cli/main.ts'),
    // Threads begin with these.
    'experiment/workers/entry': path('src/experiment/workers/entry.ts'),
    'experiment/bench/speedThread': path('src/experiment/bench/speedThread.ts'),
  },
  plugins: [...inputOptions.plugins, besideTheCode()],
  output: { ...outputOptions, dir: path('dist'), cleanDir: true },
});

/** What the program reads at run time: the desk's pages, and the digests of the sources that it was made of. */
function besideTheCode(): Plugin {
  return {
    name: 'beside-the-code',
    writeBundle({ dir }) {
      cpSync(path('src/live/desk/pages'), join(dir!, 'live', 'desk', 'pages'), { recursive: true });
      const source = path('src');
      const digests: CodeDigests = {
        whole: wholeDigest(source), common: strategyDigest(source, ''),
        strategies: Object.fromEntries(SIMULATED_STRATEGIES.map(({ id }) => [id, strategyDigest(source, id)])),
      };
      writeFileSync(join(dir!, CODE_DIGESTS_FILE), `${JSON.stringify(digests, null, 2)}\n`);
    },
  };
}

function path(inRepository: string): string {
  return fileURLToPath(new URL(inRepository, import.meta.url));
}
