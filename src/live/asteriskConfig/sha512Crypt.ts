/**
 * The password hash of crypt(3) with method 6 (SHA-512), which Asterisk checks ARI passwords against (`password_format=crypt`).
 *
 * Rule: 5000 rounds; the salt is 1 to 16 characters of `./0-9A-Za-z`. Node has no crypt(3).
 * Source: U. Drepper, Unix crypt using SHA-256 and SHA-512 (2008), with its test vectors.
 */
import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROUNDS = 5_000;
const BYTES = 64;

/** `$6$salt$hash`. */
export function sha512Crypt(password: string, salt: string = randomSalt()): string {
  const secret = Buffer.from(password, 'utf8');
  const salted = Buffer.from(salt, 'utf8');
  const first = digestOf(secret, salted, spread(digestOf(secret, salted, secret), secret.length), bitsOf(secret, digestOf(secret, salted, secret)));
  const secretBytes = spread(digestOf(...Array<Buffer>(secret.length).fill(secret)), secret.length);
  const saltBytes = spread(digestOf(...Array<Buffer>(16 + first[0]!).fill(salted)), salted.length);
  let digest = first;
  for (let round = 0; round < ROUNDS; round += 1) {
    const isOdd = round % 2 === 1;
    digest = digestOf(
      isOdd ? secretBytes : digest, round % 3 === 0 ? Buffer.alloc(0) : saltBytes, round % 7 === 0 ? Buffer.alloc(0) : secretBytes, isOdd ? digest : secretBytes,
    );
  }
  return `$6$${salt}$${encode(digest)}`;
}

function digestOf(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The digest repeated and cut to so many bytes. */
function spread(digest: Buffer, length: number): Buffer {
  return Buffer.alloc(length, digest);
}

/** For each bit of the password's length, lowest first: the digest for a 1, the password for a 0. */
function bitsOf(secret: Buffer, digest: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let length = secret.length; length > 0; length >>= 1) parts.push((length & 1) === 1 ? digest : secret);
  return Buffer.concat(parts);
}

/** Three bytes give four characters; the bytes are taken in the method's own order. */
function encode(digest: Buffer): string {
  let text = '';
  let [a, b, c] = [0, 21, 42];
  for (let group = 0; group < 21; group += 1) {
    text += characters((digest[a]! << 16) | (digest[b]! << 8) | digest[c]!, 4);
    [a, b, c] = [b + 1, c + 1, a + 1];
  }
  return text + characters(digest[BYTES - 1]!, 2);
}

function characters(bits: number, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) text += ALPHABET[(bits >> (6 * index)) & 63]!;
  return text;
}

function randomSalt(): string {
  return [...randomBytes(16)].map((byte) => ALPHABET[byte & 63]!).join('');
}
