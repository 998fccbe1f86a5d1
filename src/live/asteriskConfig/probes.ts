/**
 * Small looks at the network for `live doctor`: does a carrier answer, is its certificate good, who can reach a port of ours?
 *
 * Rule: a probe never throws and never waits longer than its limit; it places no call (OPTIONS and a TLS handshake at most).
 */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect as connectTcp, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';

const LIMIT_MS = 2_000;

/** Sends OPTIONS by UDP; what the answer's first line was, or why there was none. */
export function probeOptions(host: string, port: number): Promise<{ readonly ok: boolean; readonly detail: string }> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
    const done = (ok: boolean, detail: string): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      try { socket.close(); } catch { /* Already closed. */ }
      resolve({ ok, detail });
    };
    const timer = setTimeout(() => { done(false, `no answer to OPTIONS within ${LIMIT_MS / 1_000} s`); }, LIMIT_MS);
    socket.on('error', (error: NodeJS.ErrnoException) => { done(false, error.code ?? error.message); });
    socket.on('message', (data) => {
      const status = /^SIP\/2\.0 (\d{3})/.exec(data.toString('latin1'))?.[1];
      done(status !== undefined, status === undefined ? 'answered something that is not SIP' : `answers OPTIONS with ${status}`);
    });
    socket.connect(port, host, () => {
      const own = socket.address();
      const branch = Math.random().toString(36).slice(2);
      socket.send([
        `OPTIONS sip:${host}:${port} SIP/2.0`, `Via: SIP/2.0/UDP ${own.address}:${own.port};rport;branch=z9hG4bK${branch}`, `From: <sip:doctor@${own.address}>;tag=${branch}`,
        `To: <sip:${host}:${port}>`, `Call-ID: ${branch}@${own.address}`, 'CSeq: 1 OPTIONS', 'Max-Forwards: 70', 'Content-Length: 0', '', '',
      ].join('\r\n'), (error) => { if (error !== null) done(false, error.message); });
    });
  });
}

/** Is the TLS certificate one that we trust, for this host? */
export function probeTls(host: string, port: number, caFile: string | undefined): Promise<{ readonly ok: boolean; readonly detail: string }> {
  let ca: string | undefined;
  try {
    ca = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
  } catch (error) {
    return Promise.resolve({ ok: false, detail: `${caFile}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` });
  }
  return new Promise((resolve) => {
    const socket = connectTls({ host, port, rejectUnauthorized: true, minVersion: 'TLSv1.2', timeout: LIMIT_MS, ...(ca === undefined ? {} : { ca }), ...(isIP(host) === 0 ? { servername: host } : {}) });
    const done = (ok: boolean, detail: string): void => {
      socket.destroy();
      resolve({ ok, detail });
    };
    socket.on('secureConnect', () => { done(true, `certificate is trusted (${socket.getProtocol() ?? 'TLS'})`); });
    socket.on('timeout', () => { done(false, 'no TLS answer in time'); });
    socket.on('error', (error: NodeJS.ErrnoException) => { done(false, `TLS fails: ${error.code ?? error.message}`); });
  });
}

/** Does somebody accept TCP connections there? */
export function probeTcp(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp({ host, port, timeout: LIMIT_MS });
    const done = (ok: boolean): void => {
      socket.destroy();
      resolve(ok);
    };
    socket.on('connect', () => { done(true); });
    socket.on('timeout', () => { done(false); });
    socket.on('error', () => { done(false); });
  });
}

/** Addresses of this machine that others can reach. */
export function outsideAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).filter(({ internal, address }) => !internal && !address.startsWith('fe80')).map(({ address }) => address));
}
