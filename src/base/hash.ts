/**
 * A 64-bit hash of a text, for digests: equal texts, equal digests. Not for secrets.
 *
 * Rule: two 32-bit lanes take the text's UTF-16 units with different odd multipliers; at the end each lane stirs the
 * other, through the 32-bit finalizer of MurmurHash3 (Appleby, 2011).
 */

/** The hash of a text as 16 hexadecimal digits. */
export function hashText(text: string): string {
  let low = 0x243f6a88;
  let high = 0x85a308d3;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high + unit, 0x9e3779b1);
    high ^= high >>> 15;
  }
  low = stir(low ^ text.length);
  high = stir(high + low);
  low = stir(low ^ high);
  return hexadecimal(high) + hexadecimal(low);
}

function stir(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
