/**
 * For one record and one instant: could it be called, by whom, and if not, which rule stands in the way and until when?
 *
 * Rule: the answer is that of the rules for selection (records: section 11.1), not of the run: other records, pacing and
 * busy agents do not count. The instant may lie ahead; nothing else is foreseen.
 */
import type { Millis } from '../../base/time.ts';
import { RecordFlag } from '../records/recordTable.ts';
import type { DialerState } from '../state.ts';
import { Action, NONE } from '../vocabulary.ts';
import { candidacyOf, type Candidacy } from './candidacy.ts';
import type { TraceReason } from './traceEntry.ts';

type ExplanationRule = TraceReason | 'recordDone' | 'recordDeleted' | 'wrongRecordType' | 'campaignInactive';

export interface Explanation {
  readonly record: number;
  readonly at: Millis;
  /** Who could call it: the queue, every agent, or one. */
  readonly by: 'nobody' | 'queue' | 'everyAgent' | 'agent';
  /** That one agent, or NONE. */
  readonly agent: number;
  /** The bucket that serves it, now or once the rule no longer stands in the way; null if none is known. */
  readonly bucket: string | null;
  /** null when it could be called. */
  readonly rule: ExplanationRule | null;
  /** When the rule ends by itself; null: not by itself. */
  readonly until: Millis | null;
}

/** `agent`: could he call it? NONE: could anybody? Throws a RangeError for an index that was never created. */
export function explainRecord(s: DialerState, record: number, agent: number, at: Millis): Explanation {
  const { records } = s;
  if (!(record >= 0 && record < records.length)) throw new RangeError(`there is no record ${record}; there are ${records.length}`);
  const rule = ruleOfRecord(s, record);
  if (rule !== null) return { record, at, by: 'nobody', agent: NONE, bucket: null, rule, until: null };
  if (agent !== NONE) return explanation(s, record, agent, at, candidacyOf(s, record, agent, at));
  const general = candidacyOf(s, record, NONE, at);
  const owner = records.hardOwner[record] === NONE ? records.softOwnerOf(record) : records.hardOwner[record]!;
  if (general.reason === null || owner === NONE) {
    // With an agent attached anybody may call it, though the queue may not.
    if (general.reason === 'needsAgent' && s.agents.count > 0) return explanation(s, record, NONE, at, withAnyAgent(s, record, at, general));
    return explanation(s, record, NONE, at, general);
  }
  const owners = candidacyOf(s, record, owner, at);
  return owners.reason === null ? explanation(s, record, owner, at, owners) : explanation(s, record, NONE, at, sooner(owners, general));
}

function ruleOfRecord(s: DialerState, record: number): ExplanationRule | null {
  const { records } = s;
  if (records.hasFlag(record, RecordFlag.deleted)) return 'recordDeleted';
  if (records.actionOf(record) === Action.done) return 'recordDone';
  if (records.recordType[record] !== s.options.recordType) return 'wrongRecordType';
  return s.active ? null : 'campaignInactive';
}

function withAnyAgent(s: DialerState, record: number, at: Millis, general: Candidacy): Candidacy {
  const candidacy = candidacyOf(s, record, 0, at);
  return candidacy.reason === null ? candidacy : general;
}

/** Of two rules the one that ends first: the owner may be let in before the others are. */
function sooner(owners: Candidacy, general: Candidacy): Candidacy {
  return general.until !== null && (owners.until === null || general.until < owners.until) ? general : owners;
}

function explanation(s: DialerState, record: number, agent: number, at: Millis, candidacy: Candidacy): Explanation {
  const bucket = s.options.policy.buckets[candidacy.bucket];
  const isQueue = s.settings.mode === 'predictive' && bucket?.scope === 'queue';
  const by = candidacy.reason !== null ? 'nobody' : isQueue ? 'queue' : agent === NONE ? 'everyAgent' : 'agent';
  return { record, at, by, agent: by === 'agent' ? agent : NONE, bucket: bucket?.name ?? null, rule: candidacy.reason, until: candidacy.until };
}
