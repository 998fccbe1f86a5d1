/**
 * A campaign as the live loop needs it: the dialer's options in instants since 1970, names, trunks, phones. Plain data, made by
 * `live/config` from a campaign file.
 */
import type { Millis } from '../../base/time.ts';
import type { DialerOptions } from '../../engine/options.ts';
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import type { DeskField } from './desk.ts';

export interface LiveTrunk { readonly name: string; readonly callerIds: readonly string[]; readonly dryRun: boolean }

export interface LiveSetup {
  /** Name of the campaign, in the store and on pages. */
  readonly campaign: string;
  readonly driver: 'rehearsal' | 'asterisk';
  /** Instants are ms since 1970-01-01T00:00Z. `agents` are the names of those who may sign in. */
  readonly dialer: DialerOptions;
  readonly zone: string;
  /** As it is kept in the store. */
  readonly definition: CampaignData;
  /** At least one. */
  readonly trunks: readonly LiveTrunk[];
  readonly amd: 'off' | 'first';
  /** Name of the sound for a person who gets no agent. */
  readonly message: string;
  /** The phone of each agent who has one of his own, by name. */
  readonly phones: Readonly<Record<string, string>>;
  readonly fields: readonly DeskField[];
  /** What is added to an instant to get that of the scenario's calendar; default 0. */
  readonly calendarShiftMs?: Millis;
}
