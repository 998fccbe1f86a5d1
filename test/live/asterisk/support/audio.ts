/** Audio of the tests: a socket that counts (and may echo) what a called telephone hears, and files of µ-law for SIPp to speak. */
import { createSocket } from 'node:dgram';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ear {
  readonly port: number;
  /** Packets heard. */
  count(): number;
  /** Packets with something else than silence. */
  loud(): number;
  close(): void;
}

/** `isEcho`: says what it hears. */
export async function openEar(isEcho = false): Promise<Ear> {
  const socket = createSocket('udp4');
  let count = 0;
  let loud = 0;
  socket.on('message', (packet, from) => {
    count += 1;
    if (packet.subarray(12).some((sample) => (sample & 0x7f) < 0x70)) loud += 1;
    if (isEcho) socket.send(packet, from.port, from.address);
  });
  await new Promise<void>((resolve) => { socket.bind(0, '127.0.0.1', () => { resolve(); }); });
  const { port } = socket.address();
  return { port, count: () => count, loud: () => loud, close: () => { socket.close(); } };
}

/** A file of raw µ-law at 8 kHz: alternately sound and silence, each for so many ms, beginning with sound. */
export function speechFile(pattern: readonly number[]): string {
  const parts = pattern.map((ms, index) => {
    const samples = Buffer.alloc(ms * 8, 0xff);
    // A low tone with harmonics, near full scale: speech enough for a detector of loudness.
    if (index % 2 === 0) for (let at = 0; at < samples.length; at += 1) samples[at] = Math.sin(at * 0.12) + Math.sin(at * 0.31) > 0 ? 0x90 : 0x10;
    return samples;
  });
  const file = join(mkdtempSync(join(tmpdir(), 'overdial-speech-')), 'speech.ul');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** A tone as a WAV file of 16 bits at 8 kHz. */
export function toneWav(seconds: number): Buffer {
  const samples = seconds * 8_000;
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  for (const [at, value] of [[20, 1], [22, 1], [32, 2], [34, 16]] as const) file.writeUInt16LE(value, at);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt32LE(16_000, 28);
  file.write('data', 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) file.writeInt16LE(Math.round(12_000 * Math.sin((at * 2 * Math.PI * 440) / 8_000)), 44 + at * 2);
  return file;
}
