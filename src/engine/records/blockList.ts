/**
 * The block list as far as it concerns one campaign: global entries and its own (records: section 12).
 *
 * Rule: a number is blocked while an entry of either scope names it; taking one away leaves the other. Numbers are indices
 * in the directory of distinct numbers.
 */
import type { BlockScope } from '../vocabulary.ts';

export class BlockList {
  private everywhere = new Set<number>();
  private here = new Set<number>();

  has(number: number): boolean {
    return this.everywhere.has(number) || this.here.has(number);
  }

  /** Returns whether there is an entry at all then. */
  set(number: number, scope: BlockScope, blocked: boolean): boolean {
    const entries = scope === 'global' ? this.everywhere : this.here;
    if (blocked) entries.add(number);
    else entries.delete(number);
    return this.hasAny();
  }

  save(): { readonly global: readonly number[]; readonly campaign: readonly number[] } {
    return { global: [...this.everywhere], campaign: [...this.here] };
  }

  /** Returns whether there is an entry at all. */
  load(saved: ReturnType<BlockList['save']>): boolean {
    this.everywhere = new Set(saved.global);
    this.here = new Set(saved.campaign);
    return this.hasAny();
  }

  private hasAny(): boolean {
    return this.everywhere.size + this.here.size > 0;
  }
}
