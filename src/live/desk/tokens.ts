/**
 * Tokens: who may use the desk's API, as what and until when; and the page's sessions, which are tokens made from a token.
 *
 * Rule: a secret is 256 random bits, shown once; only its SHA-256 is stored. A session ends with the token it was made from. A bearer token is
 * no session and a session no bearer token. Making and revoking stand in `audit`. Instants are wall time, also in a rehearsal.
 * The table (a step of store/schema.ts):
 *
 *   CREATE TABLE token (
 *     id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('bearer', 'session')),
 *     parent INTEGER REFERENCES token ON DELETE CASCADE, roles TEXT NOT NULL, agent TEXT, label TEXT,
 *     created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER
 *   );
 *
 * Source: live, section 6.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Millis } from '../../base/time.ts';
import { inTransaction, type Store } from '../store/openStore.ts';
import { ROLES, type Role } from './roles.ts';

export interface TokenSpec {
  readonly roles: readonly Role[];
  /** Whom the role `agent` speaks for; null for tokens without that role. */
  readonly agent: string | null;
  readonly label: string | null;
  readonly expiresAt: Millis;
}

export interface TokenInfo extends TokenSpec {
  readonly id: number;
  readonly createdAt: Millis;
  readonly revokedAt: Millis | null;
}

export interface TokenStore {
  /** Throws a RangeError for a spec that no token may have; see `tokenFault`. */
  create(spec: TokenSpec, now: Millis): { readonly secret: string; readonly info: TokenInfo };
  /** The token of this secret, if it is valid now. */
  find(secret: string, now: Millis): TokenInfo | null;
  /** A session for the pages, made from a valid token. */
  openSession(token: TokenInfo, expiresAt: Millis, now: Millis): string;
  /** The token that a session was made from, if both are valid now. */
  findSession(secret: string, now: Millis): TokenInfo | null;
  closeSession(secret: string, now: Millis): void;
  /** Bearer tokens, oldest first, with those that are over. */
  list(): readonly TokenInfo[];
  /** False where there is no such token; one that is revoked stays as it is. */
  revoke(id: number, now: Millis): boolean;
  /** Whether the token with this id is valid now. */
  isValid(id: number, now: Millis): boolean;
}

/** What is wrong with a token to be made, or null. */
export function tokenFault(spec: TokenSpec, now: Millis): string | null {
  if (spec.roles.length === 0) return `a token needs a role; allowed: ${ROLES.join(', ')}`;
  const isAgent = spec.roles.includes('agent');
  if (isAgent && spec.agent === null) return 'a token with the role agent needs the agent\'s name';
  if (!isAgent && spec.agent !== null) return 'only a token with the role agent may have an agent\'s name';
  if (spec.agent !== null && !/^[\p{L}\p{N}._@ -]{1,80}$/u.test(spec.agent)) return 'an agent\'s name must have 1 to 80 letters, digits, spaces, dots, hyphens or underscores';
  if (!Number.isSafeInteger(spec.expiresAt) || spec.expiresAt <= now) return 'a token must expire later than now';
  if (spec.expiresAt > now + LONGEST_MS) return 'a token may be valid for 366 days at most';
  return null;
}

export function createTokenStore(store: Store): TokenStore {
  const { db } = store;
  const insert = db.prepare('INSERT INTO token (hash, kind, parent, roles, agent, label, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const byHash = db.prepare('SELECT * FROM token WHERE hash = ? AND kind = ?');
  const byId = db.prepare('SELECT * FROM token WHERE id = ?');
  const bearers = db.prepare('SELECT * FROM token WHERE kind = \'bearer\' ORDER BY id');
  const revoke = db.prepare('UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const forget = db.prepare('DELETE FROM token WHERE kind = \'session\' AND (expires_at <= ? OR revoked_at IS NOT NULL)');
  const audit = db.prepare('INSERT INTO audit (at, what, body) VALUES (?, ?, ?)');
  const valid = (row: unknown, now: Millis): TokenRow | null => {
    const found = row as TokenRow | undefined;
    return found !== undefined && found.revoked_at === null && found.expires_at > now ? found : null;
  };
  return {
    create: (spec, now) => {
      const fault = tokenFault(spec, now);
      if (fault !== null) throw new RangeError(fault);
      const secret = newSecret();
      const id = inTransaction(store, () => {
        const made = Number(insert.run(hashOf(secret), 'bearer', null, spec.roles.join(' '), spec.agent, spec.label, now, spec.expiresAt).lastInsertRowid);
        audit.run(now, 'tokenCreated', JSON.stringify({ token: made, roles: spec.roles, agent: spec.agent, expiresAt: spec.expiresAt }));
        return made;
      });
      return { secret, info: { ...spec, id, createdAt: now, revokedAt: null } };
    },
    find: (secret, now) => {
      const row = valid(byHash.get(hashOf(secret), 'bearer'), now);
      return row === null ? null : infoOf(row);
    },
    openSession: (token, expiresAt, now) => inTransaction(store, () => {
      forget.run(now);
      const secret = newSecret();
      insert.run(hashOf(secret), 'session', token.id, token.roles.join(' '), token.agent, null, now, Math.min(expiresAt, token.expiresAt));
      return secret;
    }),
    findSession: (secret, now) => {
      const session = valid(byHash.get(hashOf(secret), 'session'), now);
      const row = session === null ? null : valid(byId.get(session.parent), now);
      return row === null ? null : infoOf(row);
    },
    closeSession: (secret, now) => {
      const row = byHash.get(hashOf(secret), 'session') as TokenRow | undefined;
      if (row !== undefined) revoke.run(now, row.id);
    },
    list: () => (bearers.all() as TokenRow[]).map(infoOf),
    revoke: (id, now) => inTransaction(store, () => {
      const row = byId.get(id) as TokenRow | undefined;
      if (row?.kind !== 'bearer') return false;
      if (revoke.run(now, id).changes > 0) audit.run(now, 'tokenRevoked', JSON.stringify({ token: id }));
      return true;
    }),
    isValid: (id, now) => valid(byId.get(id), now) !== null,
  };
}

interface TokenRow {
  readonly id: number; readonly kind: string; readonly parent: number | null; readonly roles: string; readonly agent: string | null; readonly label: string | null;
  readonly created_at: number; readonly expires_at: number; readonly revoked_at: number | null;
}

const LONGEST_MS = 366 * 86_400_000;

/** The prefix lets people and secret scanners know a token when they see one. */
function newSecret(): string {
  return `od_${randomBytes(32).toString('base64url')}`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function infoOf(row: TokenRow): TokenInfo {
  const roles = row.roles.split(' ').filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  const { id, agent, label, created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt } = row;
  return { id, roles, agent, label, createdAt, expiresAt, revokedAt };
}
