/**
 * The lines of a stream of UTF-8 text, as they arrive.
 *
 * Rule: no more than one line is held, and none longer than `lineMax` bytes; a body of more than `bodyMax` bytes is refused where it passes the limit.
 */
import type { Readable } from 'node:stream';

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

export interface LineLimits { readonly bodyMax: number; readonly lineMax: number }

export async function* readLines(body: Readable, { bodyMax, lineMax }: LineLimits): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  const decoder = new TextDecoder('utf-8');
  let rest: Buffer[] = [];
  let restLength = 0;
  let total = 0;
  let line = 0;
  for await (const piece of body) {
    const chunk = Buffer.from(piece as Uint8Array);
    total += chunk.length;
    if (total > bodyMax) throw new LineTooLong(`the body has more than ${bodyMax} bytes`);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      line += 1;
      if (restLength + end - start > lineMax) throw new LineTooLong(`line ${line} has more than ${lineMax} bytes`);
      yield { line, text: decoder.decode(Buffer.concat([...rest, chunk.subarray(start, end)])) };
      rest = [];
      restLength = 0;
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restLength += chunk.length - start;
    }
    if (restLength > lineMax) throw new LineTooLong(`line ${line + 1} has more than ${lineMax} bytes`);
  }
  if (restLength > 0) yield { line: line + 1, text: decoder.decode(Buffer.concat(rest)) };
}

const NEWLINE = 0x0a;
