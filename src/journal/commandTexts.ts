/** Between commands as calls and commands as text, in both directions. */
import type { ClosedActivity, CommandKind, Commands } from '../engine/commands.ts';
import { COMMANDS, type FieldValue } from './fields.ts';
import { formatCommand, type CommandLine } from './codec.ts';

/** A sink that hands on each command as its line, at once. */
export function createCommandTexts(emit: (text: string, kind: CommandKind) => void): Commands {
  const say = (kind: CommandKind, ...values: FieldValue[]): void => emit(formatCommand(kind, values), kind);
  return {
    dial: (attempt, record, phone, dialNumber, agent) => say('dial', attempt, record, phone, dialNumber, agent),
    connect: (attempt, agent) => say('connect', attempt, agent),
    drop: (attempt) => say('drop', attempt),
    hangUp: (attempt) => say('hangUp', attempt),
    cancel: (attempt) => say('cancel', attempt),
    attemptOver: (attempt, outcome) => say('attemptOver', attempt, outcome),
    showRecord: (agent, record) => say('showRecord', agent, record),
    agentState: (agent, state) => say('agentState', agent, state),
    callAgent: (agent) => say('callAgent', agent),
    activity: (closed) => say('activity', ...activityValues(closed)),
    blockNumber: (number, scope, record, status) => say('blockNumber', number, scope, record, status),
    batchDone: (batch, agent, done, inUse, blocked, limitReached) => say('batchDone', batch, agent, done, inUse, blocked, limitReached),
    rejected: (record, reason) => say('rejected', record, reason),
    clipped: (cause, count) => say('clipped', cause, count),
  };
}

/** Gives a parsed command to a sink: measures a journal without the engine. */
export function giveCommand(command: CommandLine, out: Commands): void {
  if (command.kind === 'activity') {
    const closed: Record<string, FieldValue> = {};
    ACTIVITY_FIELDS.forEach((field, index) => { closed[field.name] = command.values[index]!; });
    out.activity(closed as unknown as ClosedActivity);
  } else {
    (out[command.kind] as (...values: readonly FieldValue[]) => void)(...command.values);
  }
}

const ACTIVITY_FIELDS = COMMANDS.get('activity')!.fields;

function activityValues(closed: ClosedActivity): FieldValue[] {
  const values = closed as unknown as Readonly<Record<string, FieldValue>>;
  return ACTIVITY_FIELDS.map((field) => values[field.name]!);
}
