/**
 * pjsip.conf: the trunks that calls go out by and the agents' telephones.
 *
 * Rule: nobody calls in: every endpoint stands in the context `none`, and no endpoint is found by address. Trunks' contacts are fixed;
 * telephones register with a password, one at a time. Source: live, section 5.
 */
import { phoneEndpoint, trunkEndpoint, type AsteriskSettings, type PhoneSettings, type TrunkSettings } from './settings.ts';

export function pjsipTemplate({ sip, trunks, phones }: AsteriskSettings): string {
  const transports = new Set(['udp', ...trunks.map((trunk) => trunk.transport)]);
  const parts = [section('global', ['type=global', 'user_agent=overdial', 'endpoint_identifier_order=username'])];
  if (transports.has('udp')) parts.push(section('transport-udp', ['type=transport', 'protocol=udp', `bind=${sip.bind}:${sip.port}`]));
  if (transports.has('tcp')) parts.push(section('transport-tcp', ['type=transport', 'protocol=tcp', `bind=${sip.bind}:${sip.port}`]));
  for (const trunk of trunks.filter(({ transport }) => transport === 'tls')) parts.push(tlsTransport(trunk, sip.bind, sip.tlsPort + trunks.indexOf(trunk)));
  return [...parts, ...trunks.map(trunkSections), ...phones.map(phoneSections)].join('\n');
}

/** Each TLS trunk has a transport of its own, because the certificates that it is checked against belong to the transport. */
function tlsTransport({ name, caFile }: TrunkSettings, bind: string, port: number): string {
  return section(`transport-tls-${name}`, [
    'type=transport', 'protocol=tls', `bind=${bind}:${port}`, 'method=tlsv1_2', 'verify_server=yes', `ca_list_file=${caFile ?? '/etc/ssl/certs/ca-certificates.crt'}`,
  ]);
}

function trunkSections(trunk: TrunkSettings): string {
  const id = trunkEndpoint(trunk.name);
  const isTls = trunk.transport === 'tls';
  const hasLogin = trunk.username !== undefined && trunk.password !== undefined;
  const contact = `sip:${trunk.host.includes(':') && !trunk.host.startsWith('[') ? `[${trunk.host}]` : trunk.host}:${trunk.port}${trunk.transport === 'udp' ? '' : `\\;transport=${trunk.transport}`}`;
  return [
    section(id, [
      'type=endpoint', 'context=none', 'disallow=all', 'allow=ulaw,alaw', `aors=${id}`, ...(hasLogin ? [`outbound_auth=${id}`] : []),
      'direct_media=no', 'timers=no', `transport=${isTls ? `transport-tls-${trunk.name}` : `transport-${trunk.transport}`}`,
      ...(isTls ? ['media_encryption=sdes'] : []),
    ]),
    section(id, ['type=aor', `contact=${contact}`, `qualify_frequency=${trunk.qualifySeconds ?? 30}`]),
    ...(hasLogin ? [section(id, ['type=auth', 'auth_type=userpass', `username=${trunk.username}`, `password=${trunk.password}`])] : []),
  ].join('\n');
}

function phoneSections({ phone, password, contact, silentSeconds = 30 }: PhoneSettings): string {
  const id = phoneEndpoint(phone);
  return [
    section(id, [
      'type=endpoint', 'context=none', 'disallow=all', 'allow=ulaw', `aors=${id}`, `auth=${id}`, 'direct_media=no', 'timers=no',
      `rtp_timeout=${silentSeconds}`, `rtp_timeout_hold=${silentSeconds}`,
    ]),
    section(id, ['type=aor', 'max_contacts=1', 'remove_existing=yes', ...(contact === undefined ? [] : [`contact=${contact}`])]),
    section(id, ['type=auth', 'auth_type=userpass', `username=${id}`, `password=${password}`]),
  ].join('\n');
}

export function section(name: string, lines: readonly string[]): string {
  return `[${name}]\n${lines.join('\n')}\n`;
}
