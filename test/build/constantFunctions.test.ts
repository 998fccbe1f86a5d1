import { describe, expect, it } from 'vitest';
import { withConstantFunctions } from '../../rolldown.functions.ts';

async function run(code: string): Promise<Record<string, unknown>> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
}

describe('functions of the shipped code as constants', () => {
  it('turns every function of the file into a constant and leaves those within others alone', () => {
    const code = withConstantFunctions('function outer() { function inner() { return 1; } return inner(); }\nasync function* later() {}\n');
    expect(code).toContain('const outer = function outer() { function inner()');
    expect(code).toContain('const later = async function* later()');
    expect(code).not.toMatch(/^(async )?function/m);
  });

  it('lets a function be called above the place where it stood, as before', async () => {
    const code = [
      "import { sep } from 'node:path';", 'const early = twice(4) + sep.length;', 'function twice(x) { return same(x) * 2; }',
      'function same(x) { return x; }', 'export { early, twice };', '',
    ].join('\n');
    const before = await run(code);
    const after = await run(withConstantFunctions(code));
    expect(after['early']).toBe(before['early']);
    expect(after['early']).toBe(9);
    expect((after['twice'] as { name: string }).name).toBe('twice');
  });

  it('keeps imports first and the rest in its order', () => {
    expect(withConstantFunctions("import 'node:fs';\nconst a = 1;\nfunction f() {}\nconst b = 2;\n"))
      .toBe("import 'node:fs';\nconst f = function f() {};\nconst a = 1;\n\nconst b = 2;\n");
  });

  it('leaves a file without functions as it is', () => {
    const code = 'const a = 1;\nexport { a };\n';
    expect(withConstantFunctions(code)).toBe(code);
  });
});
