/** The bare loop, where the reference programs are looked for; it lives in src, because `overdial bench` measures by it too. */
export { runBareW2 } from '../../src/experiment/bench/bareLoop.ts';
