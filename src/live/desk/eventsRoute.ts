/**
 * GET /v1/events: what changed, as server-sent events. An agent hears of himself and of the campaign, a team leader of everything.
 *
 * Rule: an event's id is the journal's `seq`, and holds all changes of that commit that the listener may hear of; so whoever comes back with
 * `Last-Event-ID` misses nothing. `hello` says that the stream is open, `alive` that it
 * still is; `reset`: too much was missed, read the whole state. A listener who does not
 * read is cut off, and comes back. A token that is revoked or over ends its streams at the next keep-alive.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { DeskChange } from '../loop/desk.ts';
import { ApiProblem } from './apiProblem.ts';
import type { Principal } from './authentication.ts';
import type { DeskContext } from './deskContext.ts';

export interface EventStreams {
  readonly count: () => number;
  /** Ends all streams. */
  close(): void;
}

export interface EventStreamOptions {
  readonly keepAliveMs?: number;
  /** Streams of one token, and of all. */
  readonly perToken?: number;
  readonly streamsMax?: number;
}

export function addEventsRoute(
  server: FastifyInstance, context: DeskContext, { keepAliveMs = 15_000, perToken = 8, streamsMax = 1_000 }: EventStreamOptions = {},
): EventStreams {
  const { authentication, desk, tokens, now } = context;
  const streams = new Map<ServerResponse, number>();

  server.get('/v1/events', async (request, reply) => {
    const principal = authentication.identify(request);
    const mayHear = listenerOf(principal);
    const since = lastEventId(request.headers['last-event-id']);
    const { id } = principal.token;
    const own = [...streams.values()].filter((token) => token === id).length;
    if (own >= perToken || streams.size >= streamsMax) throw new ApiProblem(429, 'tooManyStreams', `too many streams are open; allowed: ${perToken} a token`);

    const stream = open(reply);
    streams.set(stream, id);
    const send = (kind: string, seq: number, data: unknown): void => {
      if (stream.writableLength > UNREAD_MAX) stream.destroy();
      else stream.write(`id: ${seq}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    // The changes of one commit come one after the other; they are collected until the loop gives way.
    let waiting: DeskChange[] = [];
    const flush = (): void => {
      for (const [seq, changes] of bySeq(waiting)) send('changes', seq, changes);
      waiting = [];
    };
    const hear = (change: DeskChange): void => {
      if (!mayHear(change)) return;
      if (waiting.length === 0) queueMicrotask(flush);
      waiting.push(change);
    };
    const { seq } = desk.campaign();
    const missed = since === null ? [] : desk.changesSince(since);
    send(missed === null ? 'reset' : 'hello', since === null || missed === null ? seq : since, {});
    missed?.forEach(hear);
    const unsubscribe = desk.subscribe(hear);
    const timer = setInterval(() => {
      if (tokens.isValid(id, now()) && isSignedInStill(request)) stream.write('event: alive\ndata: {}\n\n');
      else stream.end();
    }, keepAliveMs);
    stream.on('close', () => {
      clearInterval(timer);
      unsubscribe();
      streams.delete(stream);
    });
  });

  /** A session may end before its token. */
  const isSignedInStill = (request: Parameters<typeof authentication.sessionOf>[0]): boolean => {
    if (request.headers.authorization !== undefined) return true;
    const session = authentication.sessionOf(request);
    return session !== null && tokens.findSession(session, now()) !== null;
  };

  return { count: () => streams.size, close: () => { for (const stream of streams.keys()) stream.end(); } };
}

const UNREAD_MAX = 1_048_576;

function open(reply: FastifyReply): ServerResponse {
  // From here on the answer is a stream of ours; fastify's headers (security) go first.
  const headers = reply.getHeaders();
  reply.hijack();
  const stream = reply.raw;
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  return stream;
}

function listenerOf({ capabilities, token }: Principal): (change: DeskChange) => boolean {
  if (capabilities.has('reports.read')) return () => true;
  if (!capabilities.has('queue.signIn') || token.agent === null) {
    throw new ApiProblem(403, 'notPermitted', 'this needs the capability queue.signIn or reports.read, which the token\'s roles do not have');
  }
  return ({ agent, kind }) => agent === token.agent || (agent === null && kind === 'campaign');
}

function lastEventId(header: string | readonly string[] | undefined): number | null {
  if (header === undefined) return null;
  const seq = Number(header);
  if (!/^[0-9]{1,15}$/.test(String(header)) || !Number.isSafeInteger(seq)) throw new ApiProblem(400, 'badRequest', 'Last-Event-ID must be a whole number from 0');
  return seq;
}

/** In the order they came; changes with the same `seq` together. */
function bySeq(changes: readonly DeskChange[]): Map<number, DeskChange[]> {
  const groups = new Map<number, DeskChange[]>();
  for (const change of changes) {
    const group = groups.get(change.seq);
    if (group === undefined) groups.set(change.seq, [change]);
    else group.push(change);
  }
  return groups;
}
