/**
 * Roles as named sets of capabilities, and which capability each act needs. Roles are data: the desk may be started with other sets.
 *
 * Rule: a user may have several roles and has what any of them has; whoever lacks the capability is refused with `notPermitted`.
 * Source: records, section 14 (the presets); `metrics` and its capability from live, section 6.
 */
export const CAPABILITIES = [
  'recordTypes.edit', 'campaigns.edit', 'dictionary.edit', 'users.edit', 'records.assign', 'records.unblock', 'obtain.configure', 'blocklist.remove',
  'records.create', 'records.edit', 'records.import', 'records.export', 'records.delete', 'records.recycle', 'records.block', 'databases.switch',
  'campaigns.switch', 'blocklist.add', 'reports.read',
  'queue.signIn', 'records.load', 'records.dial', 'records.save', 'records.obtain', 'autoDial.switch',
  'metrics.read',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export const ROLES = ['agent', 'teamLeader', 'administrator', 'metrics'] as const;
export type Role = (typeof ROLES)[number];

export type RoleCapabilities = Readonly<Record<Role, readonly Capability[]>>;

export const PRESET_ROLES: RoleCapabilities = {
  administrator: [
    'recordTypes.edit', 'campaigns.edit', 'dictionary.edit', 'users.edit', 'records.assign', 'records.unblock', 'obtain.configure', 'blocklist.remove',
  ],
  teamLeader: [
    'records.create', 'records.edit', 'records.import', 'records.export', 'records.delete', 'records.recycle', 'records.assign', 'records.block',
    'databases.switch', 'campaigns.switch', 'blocklist.add', 'reports.read',
  ],
  agent: ['queue.signIn', 'records.load', 'records.dial', 'records.save', 'records.obtain', 'autoDial.switch'],
  metrics: ['metrics.read'],
};

export function capabilitiesOf(roles: readonly Role[], sets: RoleCapabilities = PRESET_ROLES): ReadonlySet<Capability> {
  return new Set(roles.flatMap((role) => sets[role]));
}
