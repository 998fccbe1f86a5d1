/** Does the end of an attempt tell a strategy that nobody was offered to an agent? */
import type { OutcomeName } from '../vocabulary.ts';

/**
 * Persons who were offered are known since their answer; a withdrawn call says nothing about its end.
 *
 * @param wereWaiting somebody waited for an agent before: who hangs up then was offered, who hangs up otherwise did so before the verdict
 */
export function endsWithoutPerson(outcome: OutcomeName, wereWaiting: boolean): boolean {
  switch (outcome) {
    case 'answered': case 'dropped': case 'cancelled': return false;
    case 'customerHangup': return !wereWaiting;
    default: return true;
  }
}
