/** A way to Asterisk that can be cut: all of it, or only the event socket. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** Cuts the event socket, and lets no new one through until `mend`. */
  cutEvents(): void;
  mend(): void;
  close(): void;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { port } = new URL(target);
  const eventSockets = new Set<Socket>();
  const all = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    all.add(client);
    client.on('error', () => {}).on('close', () => { all.delete(client); eventSockets.delete(client); });
    client.once('data', (first: Buffer) => {
      if (first.toString('latin1').startsWith('GET /ari/events')) {
        if (isCut) {
          client.destroy();
          return;
        }
        eventSockets.add(client);
      }
      const upstream = connect(Number(port), '127.0.0.1');
      upstream.on('error', () => { client.destroy(); }).on('close', () => { client.destroy(); });
      client.on('close', () => { upstream.destroy(); });
      upstream.write(first);
      client.pipe(upstream).pipe(client);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(); }); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutEvents: () => {
      isCut = true;
      for (const socket of eventSockets) socket.destroy();
    },
    mend: () => { isCut = false; },
    close: () => {
      server.close();
      for (const socket of all) socket.destroy();
    },
  };
}
