/** The state of a live campaign on the terminal: one line that is refreshed, or plain lines where nobody looks at a terminal. */
import type { DeskCampaign } from '../../live/loop/desk.ts';
import type { LiveCampaign } from '../../live/loop/liveCampaign.ts';
import { terminalWidth } from '../output.ts';

const REFRESH_MS = 1_000;
const PLAIN_EVERY_MS = 30_000;

/** Returns how to end it. `isSilent`: nothing is shown. */
export function showStatus(live: LiveCampaign, isSilent: boolean): () => void {
  if (isSilent) return () => undefined;
  const isTerminal = process.stderr.isTTY === true;
  const timer = setInterval(() => {
    if (live.isOver) return;
    const text = statusLine(live.campaign());
    if (isTerminal) process.stderr.write(`\r${text.slice(0, terminalWidth() - 1)}\u001B[K`);
    else process.stderr.write(`${text}\n`);
  }, isTerminal ? REFRESH_MS : PLAIN_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\u001B[K');
  };
}

export function statusLine(shown: DeskCampaign): string {
  const { agents, now, telephony, dialling, ringing, waiting, dials, answered, dropped, occupancy, level } = shown;
  const signedIn = agents.ready + agents.reserved + agents.talking + agents.wrapping + agents.paused;
  return [
    `${new Date(now).toISOString().slice(11, 19)} dialling ${dialling}${telephony === 'ready' ? '' : ` (telephony ${telephony})`}`,
    `agents ${signedIn}: ${agents.ready} ready, ${agents.talking} talking, ${agents.wrapping} wrapping, ${agents.paused} paused`,
    `calls: ${ringing} ringing, ${waiting} waiting`,
    `${dials} dials, ${answered} answered, ${dropped} dropped`,
    occupancy === null ? '' : `occupancy ${(100 * occupancy).toFixed(1)} %`,
    level === null ? '' : `level ${level}`,
  ].filter((part) => part !== '').join('; ');
}
