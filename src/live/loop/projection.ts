/**
 * What items cause, written into the tables that everybody reads: records, attempts, activities, dispositions, agents, the block list.
 *
 * Rule: the same transaction as the journal's row. Each record is written once a batch, as the engine has it.
 */
import type { Millis } from '../../base/time.ts';
import { NONE } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from '../store/campaigns.ts';
import { createInserter } from '../store/insertRecords.ts';
import { agentNamed, databasesOf } from '../store/names.ts';
import type { Store } from '../store/openStore.ts';
import { createActivityWriter, createRecordWriter } from '../store/writeRecords.ts';
import { attemptId } from './coreState.ts';
import type { Effects, Write } from './effects.ts';
import type { LiveCore } from './liveCore.ts';

export interface Projection {
  /** Writes what one item caused, but for the fields of records. */
  write(effects: Effects, at: Millis, seq: number): void;
  /** Writes the fields of these records, by the engine's index. */
  writeRecords(records: Iterable<number>): void;
}

export function createProjection(store: Store, campaign: StoredCampaign, core: LiveCore): Projection {
  const { db } = store;
  const { state } = core;
  const { dialer: options } = state.session;
  const agentIds = options.agents.map((name) => agentNamed(store, name));
  const databases = new Map(databasesOf(store).map((one) => [one.name, one.id]));
  const databaseId = (index: number): number => databases.get(options.databases[index]!.id)!;
  const agentId = (index: number): number | null => (index === NONE ? null : agentIds[index]!);
  const statusId = (index: number): string | null => (index === NONE ? null : options.statuses[index]!.id);
  const writeRecord = createRecordWriter(store, (record) => core.dialer.record(record), { agentId, status: statusId, database: null });
  const activities = createActivityWriter(store, campaign, options.settings.mode);
  const inserter = createInserter(store, campaign.id);
  const initialStatus = options.settings.initialStatusId;
  const dialled = db.prepare('INSERT INTO attempt (record, number, started_at, serial) VALUES (?, ?, ?, ?)');
  const answered = db.prepare('UPDATE attempt SET answered_at = ? WHERE serial = ?');
  const over = db.prepare('UPDATE attempt SET ended_at = ?, outcome = ? WHERE serial = ?');
  const inActivity = db.prepare('UPDATE attempt SET activity = ? WHERE serial = ?');
  const block = db.prepare('INSERT OR IGNORE INTO block (number, scope, since, status, reason) VALUES (?, ?, ?, ?, ?)');
  const unblock = db.prepare('DELETE FROM block WHERE number = ? AND scope = ?');
  const disposition = db.prepare(`INSERT INTO disposition (attempt, record, agent, at, status, form, next_call_at, pass_to, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const readForm = db.prepare('SELECT body FROM form WHERE record = ?');
  const putForm = db.prepare('INSERT INTO form (record, body) VALUES (?, ?) ON CONFLICT (record) DO UPDATE SET body = excluded.body');
  const agentState = db.prepare(`INSERT INTO agent_state (agent, state, since, phone, leg, pause_reason) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (agent) DO UPDATE SET state = excluded.state, since = excluded.since, phone = excluded.phone, leg = excluded.leg, pause_reason = excluded.pause_reason`);

  const put = (write: Write, at: Millis, seq: number): void => {
    switch (write.kind) {
      case 'record': {
        const { record } = write;
        inserter.insert({
          id: record.id, database: databaseId(record.database), phones: record.phones, contactId: record.contact, timeZone: record.timeZone, priority: record.priority,
          createdAt: at, hardOwner: null, softOwner: null, action: 'notAssigned', nextCallAt: null, status: initialStatus,
          form: Object.keys(record.form).length === 0 ? null : record.form,
        }, at);
        return;
      }
      case 'dialled': dialled.run(state.ids[write.record], write.number, at, write.serial); return;
      case 'answered': answered.run(at, write.serial); return;
      case 'over': over.run(at, write.outcome, write.serial); return;
      case 'activity': {
        const id = activities.activity({ ...write.row, record: state.ids[write.record]!, agent: agentId(write.agent) });
        for (const serial of write.serials) inActivity.run(id, serial);
        return;
      }
      case 'block': {
        const scope = write.scope === 'global' ? 0 : campaign.id;
        if (write.blocked) block.run(write.number, scope, at, write.status, write.status === null ? 'user' : 'status');
        else unblock.run(write.number, scope);
        return;
      }
      case 'saved': {
        const { save } = write;
        const record = state.ids[write.record]!;
        disposition.run(attemptId(state, save.attempt), record, agentId(write.agent), at, save.status, JSON.stringify(save.form), save.nextCallAt, save.passTo, seq);
        if (Object.keys(save.form).length === 0) return;
        const before = readForm.get(record) as { body: string } | undefined;
        putForm.run(record, JSON.stringify({ ...(before === undefined ? {} : JSON.parse(before.body) as object), ...save.form }));
      }
    }
  };

  return {
    write: (effects, at, seq) => {
      for (const write of effects.writes) put(write, at, seq);
      for (const agent of effects.agents) {
        const one = state.agents[agent]!;
        agentState.run(agentIds[agent], one.state, one.since, one.phone, one.leg, one.pauseReason);
      }
    },
    writeRecords: (records) => { for (const record of records) writeRecord(state.ids[record]!, record); },
  };
}
