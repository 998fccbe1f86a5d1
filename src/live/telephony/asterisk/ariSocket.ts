/**
 * Asterisk's event socket: one connection, its pings, its end.
 *
 * Rule: a ping every `pingMs`; two without an answer, and it is closed. `onClosed` is told once, also when it never opened. Frames arrive in order.
 */
import { WebSocket } from 'ws';

export interface AriSocket { close(): void }

export interface AriSocketOptions {
  readonly url: string; readonly authorization: string; readonly pingMs: number;
  readonly onOpen: () => void;
  readonly onFrame: (frame: string) => void;
  /** `status`: the HTTP status that refused it; null: it was open, or nobody answered. */
  readonly onClosed: (status: number | null) => void;
}

const FRAME_MAX = 1_048_576;

export function openAriSocket({ url, authorization, pingMs, onOpen, onFrame, onClosed }: AriSocketOptions): AriSocket {
  const socket = new WebSocket(url, { headers: { authorization }, handshakeTimeout: pingMs, maxPayload: FRAME_MAX, perMessageDeflate: false, followRedirects: false });
  let missed = 0;
  let isOver = false;
  let pinging: NodeJS.Timeout | null = null;
  const over = (status: number | null): void => {
    if (isOver) return;
    isOver = true;
    if (pinging !== null) clearInterval(pinging);
    socket.terminate();
    onClosed(status);
  };
  socket.on('open', () => {
    pinging = setInterval(() => {
      if (missed >= 2) {
        over(null);
        return;
      }
      missed += 1;
      socket.ping();
    }, pingMs);
    onOpen();
  });
  socket.on('pong', () => { missed = 0; });
  socket.on('message', (data, isBinary) => { if (!isOver) onFrame(isBinary ? '' : (data as Buffer).toString('utf8')); });
  socket.on('unexpected-response', (_request, response) => { over(response.statusCode ?? null); });
  socket.on('error', () => { over(null); });
  socket.on('close', () => { over(null); });
  return {
    close: () => {
      isOver = true;
      if (pinging !== null) clearInterval(pinging);
      socket.terminate();
    },
  };
}
