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
  /** Most campaigns block nothing: asked before any number is looked up. (False for most, because V8 tells `false` in one comparison and `true` in six.) */
  hasAny = false;

  has(number: number): boolean {
    return this.everywhere.has(number) || this.here.has(number);
  }

  set(number: number, scope: BlockScope, blocked: boolean): void {
    const entries = scope === 'global' ? this.everywhere : this.here;
    if (blocked) entries.add(number);
    else entries.delete(number);
    this.hasAny = this.everywhere.size + this.here.size > 0;
  }

  save(): { readonly global: readonly number[]; readonly campaign: readonly number[] } {
    return { global: [...this.everywhere], campaign: [...this.here] };
  }

  load(saved: ReturnType<BlockList['save']>): void {
    this.everywhere = new Set(saved.global);
    this.here = new Set(saved.campaign);
    this.hasAny = this.everywhere.size + this.here.size > 0;
  }
}
