/** The page and the API of a live campaign: where they listen, and the tokens that the users of a rehearsal need today. */
import { DeskError, parseListen, tlsFor, type ListenAddress, type TlsFiles } from '../../live/desk/listenAddress.ts';
import { startDesk, type DeskServer } from '../../live/desk/startDesk.ts';
import { createTokenStore } from '../../live/desk/tokens.ts';
import type { LiveCampaign } from '../../live/loop/liveCampaign.ts';
import type { LiveMetrics } from '../../live/metrics/liveMetrics.ts';
import { InputError } from '../exitCodes.ts';
import { remark } from '../output.ts';
import { wholeNumber } from '../values.ts';
import type { OpenedCampaign } from './openCampaign.ts';

const TOKEN_LIFE_MS = 24 * 3_600_000;

export interface DeskPlace { readonly listen: ListenAddress; readonly tls?: TlsFiles }

/** Where the desk listens, by the options. Throws an InputError, also where TLS is needed and not given. */
export function deskPlaceOf({ port, listen, tlsCert, tlsKey }: { port: string; listen?: string; tlsCert?: string; tlsKey?: string }): DeskPlace {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new InputError('--tls-cert and --tls-key belong together; allowed: both or none');
  try {
    const address = listen === undefined ? { host: '127.0.0.1', port: portOf(port) } : parseListen(listen);
    const tls = tlsCert === undefined || tlsKey === undefined ? undefined : { certFile: tlsCert, keyFile: tlsKey };
    tlsFor(address, tls);
    return { listen: address, ...(tls === undefined ? {} : { tls }) };
  } catch (error) {
    throw error instanceof DeskError ? new InputError(error.message) : error;
  }
}

/** Throws an InputError where the port is taken. `agents`: who works, as on the command line; people get tokens. */
export async function openDesk(live: LiveCampaign, { store, setup }: OpenedCampaign, metrics: LiveMetrics, place: DeskPlace, agents: string): Promise<DeskServer> {
  const tokens = createTokenStore(store);
  const expiresAt = Date.now() + TOKEN_LIFE_MS;
  try {
    const server = await startDesk({ desk: live, tokens, metrics, ...place, onError: (error) => { remark(`desk: ${(error as Error).message}`); } });
    if (setup.driver === 'asterisk') {
      // A token for real calls is made on purpose, and stands in no log.
      remark(`page: ${server.url}/leader  tokens: overdial live token create --store ${store.path} --role teamLeader`);
      return server;
    }
    const leader = tokens.create({ roles: ['teamLeader', 'administrator', 'metrics'], agent: null, label: 'overdial live', expiresAt }, Date.now());
    remark(`page: ${server.url}/leader  team leader's token for 24 hours: ${leader.secret}`);
    const people = agents === 'bots' ? [] : live.agents().slice(agents === 'people' ? 0 : Number(agents));
    if (people.length > 0) remark(`agents' page: ${server.url}/agent  their tokens:`);
    for (const { agent } of people) {
      const own = tokens.create({ roles: ['agent'], agent, label: 'overdial live', expiresAt }, Date.now());
      remark(`  ${agent}: ${own.secret}`);
    }
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new InputError(`--port: ${place.listen.port} is in use; allowed: another port, 0 for any, or --no-desk`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EACCES') throw new InputError(`--listen: ${place.listen.host}:${place.listen.port} cannot be used (${code}); allowed: an address of this machine`);
    throw error;
  }
}

function portOf(text: string): number {
  const port = wholeNumber('port', text, 0);
  if (port > 65_535) throw new InputError(`--port: '${text}' is not allowed; allowed: 0 to 65535`);
  return port;
}
