/**
 * Writes `ariTypes.ts` from the Swagger 1.1 files that Asterisk serves under /ari/api-docs (and keeps in its rest-api folder).
 *
 * Rule: one line a model; the discriminated union of events is every leaf below `Event`. `npm run live:types` writes the file, a test
 * compares it with the Asterisk at hand.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preparedRoot } from './support/asterisk.ts';

interface Property { readonly type: string; readonly required?: boolean; readonly allowableValues?: { readonly values?: readonly string[] } }
interface Model { readonly id: string; readonly properties?: Readonly<Record<string, Property>>; readonly subTypes?: readonly string[] }

export const TYPES_FILE = fileURLToPath(new URL('../../../src/live/telephony/asterisk/ariTypes.ts', import.meta.url));

/** The text of `ariTypes.ts`, from the folder of Swagger files. */
export function generateAriTypes(folder: string): string {
  const models = new Map<string, Model>();
  for (const file of readdirSync(folder).toSorted().filter((name) => name.endsWith('.json'))) {
    const swagger = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { models?: Record<string, Model> };
    for (const [name, model] of Object.entries(swagger.models ?? {})) models.set(name, model);
  }
  const parents = new Map([...models].flatMap(([parent, { subTypes }]) => (subTypes ?? []).map((child) => [child, parent] as const)));
  const isEvent = (name: string): boolean => name === 'Event' || (parents.has(name) && isEvent(parents.get(name)!));
  const leaves = [...models.keys()].filter((name) => isEvent(name) && (models.get(name)!.subTypes ?? []).length === 0).toSorted();
  const lines = [...models.keys()].toSorted().map((name) => {
    const { properties = {} } = models.get(name)!;
    const fields = Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)).filter(([field]) => field !== 'type' || !leaves.includes(name));
    const own = leaves.includes(name) ? [`readonly type: '${name}'`] : [];
    const parent = parents.has(name) ? ` extends ${leaves.includes(name) ? `Omit<${parents.get(name)}, 'type'>` : parents.get(name)}` : '';
    return `export interface ${name}${parent} { ${[...own, ...fields.map(([field, property]) => `readonly ${field}${property.required === true ? '' : '?'}: ${typeOf(property, models)}`)].join('; ')} }`;
  });
  return `${HEAD}\n${lines.join('\n').replaceAll('{  }', '{}')}\n\nexport type AriEvent =\n${leaves.map((name) => `  | ${name}`).join('\n')};\n`;
}

function typeOf({ type, allowableValues }: Property, models: ReadonlyMap<string, Model>): string {
  const list = /^List\[(.+)\]$/.exec(type);
  if (list !== null) return `readonly ${typeOf({ type: list[1]! }, models)}[]`;
  if (allowableValues?.values !== undefined) return allowableValues.values.map((value) => `'${value}'`).join(' | ');
  if (models.has(type)) return type;
  return ({ string: 'string', Date: 'string', int: 'number', long: 'number', double: 'number', boolean: 'boolean', object: 'unknown', containers: 'unknown', binary: 'unknown' } as Record<string, string>)[type] ?? fail(type);
}

function fail(type: string): never { throw new Error(`unknown Swagger type ${type}`); }

const HEAD = `/**
 * What Asterisk's REST interface sends and takes: one line a model, generated from its own description.
 *
 * Rule: do not edit; \`npm run live:types\` writes this file, and a test says when it is out of date. What comes in is checked by hand (ariEvents.ts).
 */
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = preparedRoot();
  if (root === null) throw new Error('no Asterisk: npm run live:prepare');
  writeFileSync(TYPES_FILE, generateAriTypes(join(root, 'usr/share/asterisk/rest-api')));
}
