/**
 * Who may do what in a live system: capabilities, the preset roles, and the check (records: section 14).
 *
 * Rule: a role is a named set of capabilities that can be edited; a user may have several roles, and may do what any of
 * them allows. The simulation uses none. Sources: D95–D99, K26, T23, C18.
 */
export const CAPABILITIES = [
  'recordTypes.edit', 'campaigns.edit', 'dictionary.edit', 'users.edit', 'records.assign', 'records.unblock', 'obtain.configure', 'blocklist.remove',
  'records.create', 'records.edit', 'records.import', 'records.export', 'records.delete', 'records.recycle', 'records.block', 'databases.switch',
  'campaigns.switch', 'blocklist.add', 'reports.read', 'queue.signIn', 'records.load', 'records.dial', 'records.save', 'records.obtain', 'autoDial.switch',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export interface Role { readonly id: string; readonly capabilities: readonly Capability[] }

export const PRESET_ROLES: Readonly<Record<'administrator' | 'teamLeader' | 'agent', Role>> = {
  administrator: {
    id: 'administrator',
    capabilities: [
      'recordTypes.edit', 'campaigns.edit', 'dictionary.edit', 'users.edit', 'records.assign', 'records.unblock', 'obtain.configure', 'blocklist.remove',
    ],
  },
  teamLeader: {
    id: 'teamLeader',
    capabilities: [
      'records.create', 'records.edit', 'records.import', 'records.export', 'records.delete', 'records.recycle', 'records.assign', 'records.block',
      'databases.switch', 'campaigns.switch', 'blocklist.add', 'reports.read',
    ],
  },
  agent: { id: 'agent', capabilities: ['queue.signIn', 'records.load', 'records.dial', 'records.save', 'records.obtain', 'autoDial.switch'] },
};

/** May a user with these roles do it? The refusal is `notPermitted`. */
export function isPermitted(roles: readonly Role[], capability: Capability): boolean {
  return roles.some((role) => role.capabilities.includes(capability));
}

/** A role cut differently (D99). */
export function changeRole(role: Role, { grant = [], revoke = [] }: { readonly grant?: readonly Capability[]; readonly revoke?: readonly Capability[] }): Role {
  const kept = role.capabilities.filter((capability) => !revoke.includes(capability));
  return { ...role, capabilities: [...new Set([...kept, ...grant])] };
}
