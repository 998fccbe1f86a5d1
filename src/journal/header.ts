/**
 * The first line of a journal: which version ran what, with every option of the dialer, as one line of JSON.
 *
 * Rule: `journal` names the format and its version; a reader refuses any other. `check`, the last property, is the line's
 * checksum, because JSON has no room for one behind it.
 */
import type { DialerOptions } from '../engine/options.ts';
import type { Chain } from './chain.ts';

export const JOURNAL_FORMAT = 'overdial-journal/1';

export interface JournalHeader {
  /** The version that wrote it. */
  readonly overdial: string;
  /** The scenario's id, or the campaign's in live mode. */
  readonly scenario: string;
  /** Hash of the scenario's meaning, 16 hexadecimal digits. */
  readonly scenarioDigest: string;
  readonly seed: string;
  readonly dialer: DialerOptions;
}

/** The header's line, without a line end; the chain begins with it. */
export function formatHeader(header: JournalHeader, chain: Chain): string {
  const { overdial, scenario, scenarioDigest, seed, dialer } = header;
  const text = JSON.stringify({ journal: JOURNAL_FORMAT, overdial, scenario, scenarioDigest, seed, dialer }).slice(0, -1);
  return `${text},"check":"${chain.next(text)}"}`;
}

/** The header; or why it is none: `input` not a journal that this version reads, `altered` not as it was written. */
export function parseHeader(line: string, chain: Chain): { header: JournalHeader } | { blame: 'input' | 'altered'; message: string } {
  const json = parseJson(line);
  const begun = line.startsWith(`{"journal":"${JOURNAL_FORMAT}"`);
  const format = json?.['journal'];
  if (!begun && format === undefined) {
    return { blame: 'input', message: `this is no journal; the first line of one is a JSON object with "journal":"${JOURNAL_FORMAT}"` };
  }
  if (json !== null && format !== JOURNAL_FORMAT) {
    return { blame: 'input', message: `a journal of version ${JSON.stringify(format)} cannot be read; allowed: "${JOURNAL_FORMAT}"` };
  }
  const check = CHECK.exec(line);
  if (json === null || check === null || chain.next(line.slice(0, check.index)) !== check[1]) {
    return { blame: 'altered', message: 'the header is not as it was written' };
  }
  const wrong = TEXTS.find((name) => typeof json[name] !== 'string');
  if (wrong !== undefined) return { blame: 'input', message: `the header's "${wrong}" must be a text` };
  if (!isObject(json['dialer'])) return { blame: 'input', message: 'the header\'s "dialer" must hold the options of the dialer' };
  return { header: json as unknown as JournalHeader };
}

const CHECK = /,"check":"([0-9a-f]{4})"\}$/;
const TEXTS = ['overdial', 'scenario', 'scenarioDigest', 'seed'] as const;

function parseJson(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
