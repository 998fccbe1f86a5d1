/** Certificates of the test's own: an authority, a server's certificate for 127.0.0.1, and another authority that signed nothing. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates {
  /** Certificate and key in one file, as baresip wants it. */
  readonly server: string;
  readonly authority: string; readonly strangeAuthority: string;
}

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-certificates-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => { execFileSync('openssl', args, { stdio: 'pipe' }); };
  for (const name of ['authority', 'strange']) {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), '-days', '2', '-subj', `/CN=${name} of the tests`);
  }
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('server.key'), '-out', at('server.csr'), '-subj', '/CN=127.0.0.1');
  writeFileSync(at('server.ext'), 'subjectAltName=IP:127.0.0.1\n');
  openssl('x509', '-req', '-in', at('server.csr'), '-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-CAcreateserial', '-out', at('server.pem'), '-days', '2', '-extfile', at('server.ext'));
  writeFileSync(at('both.pem'), readFileSync(at('server.pem'), 'utf8') + readFileSync(at('server.key'), 'utf8'));
  return { server: at('both.pem'), authority: at('authority.pem'), strangeAuthority: at('strange.pem') };
}
