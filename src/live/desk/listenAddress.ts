/**
 * Where the desk listens: on this machine only, unless told otherwise, and then with TLS.
 *
 * Rule: tokens never travel in the clear over a network: an address that is no loopback is refused without a certificate. Source: live, section 6.
 */
import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

/** What a person got wrong in how the desk is to be started. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
}

export interface ListenAddress { readonly host: string; readonly port: number }
export interface TlsFiles { readonly certFile: string; readonly keyFile: string }

/** `HOST:PORT`, `[IPV6]:PORT` or `PORT`. Throws a DeskError. */
export function parseListen(text: string): ListenAddress {
  const match = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([0-9A-Za-z.-]+)):)?([0-9]{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) throw new DeskError(`--listen: '${text}' is not allowed; allowed: PORT, HOST:PORT or [IPV6]:PORT, as in 127.0.0.1:8420`);
  return { host: match[1] ?? match[2] ?? '127.0.0.1', port };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Reads certificate and key; throws a DeskError where they are needed, missing, or the key may be read by others. */
export function tlsFor({ host }: ListenAddress, files: TlsFiles | undefined): { readonly cert: Buffer; readonly key: Buffer } | null {
  if (files === undefined) {
    if (!isLoopback(host)) throw new DeskError(`--listen: ${host} can be reached from outside and needs TLS; give --tls-cert and --tls-key, or listen on 127.0.0.1`);
    return null;
  }
  const key = readOrRefuse('--tls-key', files.keyFile);
  const mode = statSync(files.keyFile).mode & 0o077;
  if (mode !== 0) throw new DeskError(`--tls-key: ${files.keyFile} can be read by others; it must have mode 0600`);
  return { cert: readOrRefuse('--tls-cert', files.certFile), key };
}

function readOrRefuse(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new DeskError(`${option}: ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
