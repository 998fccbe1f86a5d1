/**
 * The checksum of journal lines: each depends on the header and on all lines before, so one that is altered, missing,
 * repeated or moved is found where it stands.
 *
 * Rule: 4 hexadecimal digits after two spaces and `#`. One line in 65 536 slips through by chance; the state behind them has
 * 64 bits, so it is found one line later.
 */
import { Mixer } from './mixer.ts';

/** Takes each line's text in turn and tells the checksum that belongs behind it. */
export class Chain extends Mixer {
  next(text: string): string {
    for (let i = 0; i < text.length; i += 1) this.word(text.charCodeAt(i));
    this.word(LINE_END);
    return this.fold().toString(16).padStart(4, '0');
  }
}

/** A line and the checksum behind it; `checksum` is null where there is none. */
export function splitChecksum(line: string): { text: string; checksum: string | null } {
  return CHECKSUM.test(line)
    ? { text: line.slice(0, -SUFFIX_LENGTH), checksum: line.slice(-4) }
    : { text: line, checksum: null };
}

const LINE_END = 10;
const CHECKSUM = / {2}#[0-9a-f]{4}$/;
const SUFFIX_LENGTH = 7;
