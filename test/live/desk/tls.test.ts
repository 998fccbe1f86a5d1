import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDeskUnderTest } from '../../support/deskServer.ts';
import { describeWithTool } from '../../support/systemTools.ts';

describeWithTool(['openssl'], 'the desk with TLS', (openssl) => {
  it('speaks TLS only, and its cookie is for TLS and this host alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'overdial-tls-'));
    const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
    execFileSync(openssl, ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-keyout', files.keyFile, '-out', files.certFile], { stdio: 'ignore' });
    const under = await startDeskUnderTest({ tls: files });
    try {
      expect(under.server.url).toMatch(/^https:/);
      const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
        const asked = request(`${under.server.url}/v1/session`, {
          method: 'POST', rejectUnauthorized: false, headers: { origin: under.server.url, 'content-type': 'application/json' },
        }, (answer) => {
          answer.resume();
          resolve(answer.headers);
        });
        asked.on('error', reject);
        asked.end(JSON.stringify({ token: under.secrets.anna }));
      });
      expect(String(headers['set-cookie'])).toMatch(/^__Host-overdial[0-9]+=.*; Secure$/);
      expect(headers['strict-transport-security']).toMatch(/max-age/);
      await expect(fetch(`${under.server.url.replace('https', 'http')}/healthz`)).rejects.toThrow();
    } finally {
      await under.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
