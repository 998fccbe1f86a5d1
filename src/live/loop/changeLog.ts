/** What changed lately, for pages: told after each COMMIT, and kept for those who were away for a moment. */
import type { Millis } from '../../base/time.ts';
import type { DeskChange } from './desk.ts';
import type { Effects } from './effects.ts';
import type { CoreState } from './coreState.ts';

/** So many changes are remembered. */
const KEPT = 5_000;

export class ChangeLog {
  private readonly kept: DeskChange[] = [];
  private readonly listeners = new Set<(change: DeskChange) => void>();
  /** Changes up to this seq are forgotten, or were before this process. */
  private forgotten: number;

  constructor(seq: number) {
    this.forgotten = seq;
  }

  subscribe(listener: (change: DeskChange) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  since(seq: number): readonly DeskChange[] | null {
    return seq < this.forgotten ? null : this.kept.filter((change) => change.seq > seq);
  }

  /** Tells of what one item changed. */
  tell(changes: readonly DeskChange[]): void {
    for (const change of changes) {
      this.kept.push(change);
      for (const listener of this.listeners) listener(change);
    }
    if (this.kept.length > 2 * KEPT) {
      const dropped = this.kept.splice(0, this.kept.length - KEPT);
      this.forgotten = Math.max(this.forgotten, dropped[dropped.length - 1]!.seq);
    }
  }
}

/** The changes in what one item caused. */
export function changesOf(effects: Effects, state: CoreState, seq: number, at: Millis): DeskChange[] {
  const { agents } = state.session.dialer;
  const changes: DeskChange[] = [...effects.agents].map((agent) => ({ seq, at, kind: 'agent' as const, agent: agents[agent]! }));
  if (effects.calls.size > 0) {
    const talking = [...effects.calls].map((serial) => state.calls.get(serial)?.agent ?? null);
    for (const agent of new Set(talking)) changes.push({ seq, at, kind: 'call', agent: agent === null ? null : agents[agent]! });
  }
  if (effects.campaignChanged) changes.push({ seq, at, kind: 'campaign', agent: null });
  return changes;
}
