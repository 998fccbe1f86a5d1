/** The last line of a journal: how many events and commands there were, and the digest of the run. */
export interface JournalEnd {
  readonly events: number;
  readonly commands: number;
  /** 16 hexadecimal digits. */
  readonly digest: string;
}

/** `end events=3 commands=2 digest=0123456789abcdef` */
export function formatEnd(end: JournalEnd): string {
  return `end events=${end.events} commands=${end.commands} digest=${end.digest}`;
}

/** The end line's content, or null if the text is none. */
export function parseEnd(text: string): JournalEnd | null {
  const match = END.exec(text);
  return match === null ? null : { events: Number(match[1]), commands: Number(match[2]), digest: match[3]! };
}

const END = /^end events=(\d+) commands=(\d+) digest=([0-9a-f]{16})$/;
