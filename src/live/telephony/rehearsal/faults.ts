/**
 * Trouble that a rehearsal can be given: late events, a blind driver, lost legs, a restart of the telephone system, unknown acknowledgements.
 *
 * Rule: written as `eventDelay=200,blind=5/300,lostLeg=600,restart=1800,unknownAck=0.01`; times are seconds of the rehearsal, but
 * `eventDelay` is ms; a word that is not known or a value out of range is refused with what is allowed.
 */
export interface RehearsalFaults {
  /** Events come up to so many ms late, in their order; 0 to 10,000. */
  readonly eventDelayMs: number;
  /** For so many seconds out of every `every` nothing is heard. */
  readonly blind: { readonly lastsSeconds: number; readonly everySeconds: number } | null;
  /** One leg is lost every so many seconds. */
  readonly lostLegSeconds: number | null;
  /** The telephone system loses its calls every so many seconds. */
  readonly restartSeconds: number | null;
  /** Share of the commands whose acknowledgement gets lost; half of them are carried out. */
  readonly unknownAckShare: number;
}

export const NO_FAULTS: RehearsalFaults = { eventDelayMs: 0, blind: null, lostLegSeconds: null, restartSeconds: null, unknownAckShare: 0 };

/** @returns the faults, or what is wrong with the text. */
export function parseFaults(text: string): RehearsalFaults | { readonly problem: string } {
  let faults = NO_FAULTS;
  const seen = new Set<string>();
  for (const part of text.split(',').map((each) => each.trim()).filter((each) => each !== '')) {
    const [, name = part, value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (seen.has(name)) return { problem: `${name} is given twice` };
    seen.add(name);
    const next = parseFault(faults, name, value);
    if (typeof next === 'string') return { problem: next };
    faults = next;
  }
  return faults;
}

function parseFault(faults: RehearsalFaults, name: string, value: string): RehearsalFaults | string {
  const seconds = secondsOf(value);
  switch (name) {
    case 'eventDelay': {
      const ms = numberOf(value);
      return ms !== null && ms <= 10_000 ? { ...faults, eventDelayMs: Math.round(ms) } : 'eventDelay must be 0 to 10000 (ms)';
    }
    case 'unknownAck': {
      const share = numberOf(value);
      return share !== null && share <= 1 ? { ...faults, unknownAckShare: share } : 'unknownAck must be a share from 0 to 1';
    }
    case 'blind': {
      const [lasts = '', every = '', more] = value.split('/');
      const lastsSeconds = secondsOf(lasts);
      const everySeconds = secondsOf(every);
      const isFine = more === undefined && lastsSeconds !== null && everySeconds !== null && lastsSeconds < everySeconds;
      return isFine ? { ...faults, blind: { lastsSeconds, everySeconds } } : 'blind must be LASTS/EVERY in seconds, as in 5/300, the first below the second';
    }
    case 'lostLeg': return seconds === null ? 'lostLeg must be a number of seconds, 0.1 to 86400' : { ...faults, lostLegSeconds: seconds };
    case 'restart': return seconds === null ? 'restart must be a number of seconds, 0.1 to 86400' : { ...faults, restartSeconds: seconds };
    default: return `"${name.slice(0, 40)}" is not a fault; allowed are eventDelay, blind, lostLeg, restart, unknownAck`;
  }
}

/** Digits with at most one point, nothing else. */
function numberOf(text: string): number | null {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

function secondsOf(text: string): number | null {
  const value = numberOf(text);
  return value !== null && value >= 0.1 && value <= 86_400 ? value : null;
}
