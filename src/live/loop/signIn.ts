/** May an agent sign in, and with this phone? */
import type { CoreState } from './coreState.ts';
import type { DeskAnswer } from './desk.ts';

/** Names of phones: they become names of endpoints, so no other text is let through. */
const PHONE = /^[0-9A-Za-z_-]{1,40}$/;

/** Why not, or null. */
export function signInProblem(state: CoreState, agent: number, phone: string): Extract<DeskAnswer, { readonly ok: false }> | null {
  const { setup, dialer } = state.session;
  const name = dialer.agents[agent]!;
  const own = setup.phones[name];
  const one = state.agents[agent]!;
  if (own !== undefined && own !== phone) return { ok: false, why: 'invalid', message: `${phone} is not the phone of ${name}`, allowed: [own] };
  if (setup.driver === 'asterisk' && own === undefined) return { ok: false, why: 'invalid', message: `${name} has no phone in the campaign file`, allowed: [] };
  if (!PHONE.test(phone)) return { ok: false, why: 'invalid', message: 'a phone is 1 to 40 letters, digits, hyphens or underscores' };
  if (state.agents.some((other, index) => index !== agent && other.leg !== null && other.phone === phone)) {
    return { ok: false, why: 'conflict', message: `phone ${phone} is in use by somebody else`, state: one.state };
  }
  if (dialer.settings.mode === 'auto') return one.state === 'signedOut' || one.state === 'paused' ? null : isIn(name, one.state);
  if (one.leg === null) return null;
  return one.legUp ? isIn(name, one.state) : { ok: false, why: 'conflict', message: `the phone of ${name} is being called`, state: one.state };
}

function isIn(name: string, state: CoreState['agents'][number]['state']): Extract<DeskAnswer, { readonly ok: false }> {
  return { ok: false, why: 'conflict', message: `${name} is signed in already`, state };
}
