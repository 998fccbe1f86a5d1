/**
 * `overdial live token create | list | revoke`: who may use the desk's API and its pages. Works beside a campaign that is live.
 *
 * Rule: a token is printed once, alone on standard output; the store holds its hash only. What it is stands on standard error.
 */
import type { Argv, CommandModule } from 'yargs';
import { ROLES, type Role } from '../../live/desk/roles.ts';
import { createTokenStore, tokenFault, type TokenInfo, type TokenStore } from '../../live/desk/tokens.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine, remark } from '../output.ts';
import { listOf, withFile } from '../records/common.ts';

interface TokenOptions { act: string; id?: string; store: string; role?: string; agent?: string; label?: string; expires?: string; json: boolean }

const ACTS = ['create', 'list', 'revoke'] as const;

export const tokenCommand: CommandModule<object, TokenOptions> = {
  command: 'token <act> [id]',
  describe: 'Tokens for the desk: create, list, revoke ID',
  builder: (yargs: Argv) => yargs
    .positional('act', { type: 'string', demandOption: true, choices: ACTS, describe: 'What to do' })
    .positional('id', { type: 'string', describe: 'revoke: which, as list shows it' })
    .option('store', { type: 'string', demandOption: true, describe: 'The store, as in --store campaign.live.db' })
    .option('role', { type: 'string', describe: `create: one or several of ${ROLES.join(', ')}, with commas` })
    .option('agent', { type: 'string', describe: 'create: whom a token with the role agent speaks for' })
    .option('label', { type: 'string', describe: 'create: a word to know it by' })
    .option('expires', { type: 'string', describe: 'create: valid for so long, as in 12h or 30d (default: 12h)' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' })
    .epilogue('For example: overdial live token create --store campaign.live.db --role agent --agent anna --expires 12h') as unknown as Argv<TokenOptions>,
  handler: (options) => withFile(options.store, (store) => {
    const tokens = createTokenStore(store);
    checkOptions(options);
    if (options.act === 'create') create(tokens, options);
    else if (options.act === 'revoke') revoke(tokens, options);
    else list(tokens, options);
  }),
};

function create(tokens: TokenStore, { role, agent, label, expires = '12h', json }: TokenOptions): void {
  const now = Date.now();
  const spec = { roles: rolesOf(role), agent: agent ?? null, label: label ?? null, expiresAt: now + lifeMs(expires) };
  const fault = tokenFault(spec, now);
  if (fault !== null) throw new InputError(`live token create: ${fault}`);
  const { secret, info } = tokens.create(spec, now);
  if (json) {
    printJson({ token: secret, ...info });
    return;
  }
  printLine(secret);
  remark(`token ${info.id}: ${wordsOf(info)}, until ${instantText(info.expiresAt)}; it is shown this once only`);
}

function revoke(tokens: TokenStore, { id, json }: TokenOptions): void {
  if (id === undefined) throw new InputError('live token revoke: which one? Give its id, as overdial live token list shows it');
  if (!/^[0-9]{1,15}$/.test(id) || !tokens.revoke(Number(id), Date.now())) throw new InputError(`live token revoke: there is no token ${id}; there are: ${tokens.list().map((one) => one.id).join(', ') || 'none'}`);
  if (json) printJson({ revoked: Number(id) });
  else remark(`token ${id} is revoked, and with it every page that was signed in by it`);
}

function list(tokens: TokenStore, { json }: TokenOptions): void {
  const all = tokens.list();
  if (json) {
    printJson({ tokens: all });
    return;
  }
  const now = Date.now();
  for (const one of all) {
    const state = one.revokedAt !== null ? `revoked ${instantText(one.revokedAt)}` : `${one.expiresAt > now ? 'until' : 'expired'} ${instantText(one.expiresAt)}`;
    printLine(`${one.id}  ${wordsOf(one)}  ${state}${one.label === null ? '' : `  ${one.label}`}`);
  }
  if (all.length === 0) remark('there are no tokens; make one with overdial live token create');
}

/** An option of another act would be read by nobody. */
function checkOptions(options: TokenOptions): void {
  if (options.act !== 'create') {
    const stray = (['role', 'agent', 'label', 'expires'] as const).find((name) => options[name] !== undefined);
    if (stray !== undefined) throw new InputError(`--${stray}: is not used by live token ${options.act}; allowed: with create`);
  }
  if (options.act !== 'revoke' && options.id !== undefined) throw new InputError(`live token ${options.act}: '${options.id}' is read by nobody; an id is for revoke`);
}

function rolesOf(text: string | undefined): Role[] {
  const roles = [...new Set(listOf(text))];
  const wrong = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (wrong !== undefined || roles.length === 0) throw new InputError(`--role: ${wrong === undefined ? 'is missing' : `'${wrong}' is no role`}; allowed: ${ROLES.join(', ')}`);
  return roles as Role[];
}

function lifeMs(text: string): number {
  const match = /^([1-9][0-9]{0,5})([smhd])$/.exec(text);
  if (match === null) throw new InputError(`--expires: '${text}' is not allowed; allowed: a whole number and s, m, h or d, as in 12h`);
  return Number(match[1]) * { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 's' | 'm' | 'h' | 'd'];
}

function wordsOf({ roles, agent }: TokenInfo): string {
  return `${roles.join(', ')}${agent === null ? '' : ` ${agent}`}`;
}

function instantText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
