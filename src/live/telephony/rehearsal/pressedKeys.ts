/**
 * What the world's agents do, as what people press at the desk.
 */
import type { Millis } from '../../../base/time.ts';
import type { DialerEvent } from '../../../engine/events.ts';
import { NONE } from '../../../engine/vocabulary.ts';
import type { Desk, DeskAgent, DeskField, DeskRequest, FormValues } from '../../loop/desk.ts';

export interface Surroundings {
  readonly shown: DeskAgent;
  readonly phone: string;
  readonly desk: Pick<Desk, 'campaign'>;
  readonly statusOf: (status: number) => string | null;
  /** null: UNSET. */
  readonly instantOf: (at: Millis) => Millis | null;
}

/** null: nothing that a person could press. */
export function deskRequestOf(event: DialerEvent, { shown, phone, desk, statusOf, instantOf }: Surroundings): DeskRequest | null {
  const { agent } = shown;
  switch (event.kind) {
    case 'agentSignedIn': return { kind: 'signIn', agent, phone };
    case 'agentSignedOut': return { kind: 'signOut', agent };
    case 'agentPaused': return { kind: 'pause', agent, reason: 'break' };
    case 'agentResumed': return { kind: 'ready', agent };
    case 'agentLeaving': return { kind: 'announceLeaving', agent, leaving: event.leaving };
    case 'recordRequested': return { kind: 'loadRecord', agent, record: event.record === NONE ? null : event.record };
    case 'dialRequested': return { kind: 'dial', agent };
    case 'recordSkipped': return { kind: 'skip', agent };
    case 'recordsObtained': return { kind: 'obtain', agent };
    case 'autoDialSwitched': return { kind: 'autoDial', agent, on: event.on };
    case 'agentSaved': {
      const attempt = shown.call?.attempt ?? null;
      return {
        kind: 'save', agent, ...(attempt === null ? {} : { attempt }), status: event.status === NONE ? null : statusOf(event.status),
        form: filled(desk.campaign().fields), nextCallAt: instantOf(event.nextCallAt), passTo: null,
      };
    }
    // His own phone is answered at the exchange.
    default: return null;
  }
}

/** A form without an empty mandatory field. */
function filled(fields: readonly DeskField[]): FormValues {
  return Object.fromEntries(fields.filter((field) => field.mandatory).map((field) => [field.id, valueOf(field)]));
}

function valueOf({ type, choices }: DeskField): string | number {
  if (type === 'number') return 1;
  if (type === 'date') return '2025-01-01';
  return type === 'choice' ? choices?.[0] ?? '' : 'rehearsed';
}
