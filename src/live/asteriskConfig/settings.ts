/**
 * Everything that the configuration files of Asterisk are made of, already checked and with the secrets read.
 *
 * Rule: the templates see nothing else, and every text in here has passed `fitsInLine` or a stricter pattern of the campaign file.
 * Source: live, section 5.
 */

export interface TrunkSettings {
  readonly name: string; readonly host: string; readonly port: number; readonly transport: 'udp' | 'tcp' | 'tls';
  readonly username?: string; readonly password?: string;
  /** As Asterisk sees the file system. */
  readonly caFile?: string;
  /** Seconds between probes (OPTIONS); to an unreachable carrier calls fail at once. 0: none. Without: 30. */
  readonly qualifySeconds?: number;
}

export interface PhoneSettings {
  readonly phone: string; readonly password: string;
  /** A telephone that does not register: where it is, as `sip:127.0.0.1:6000`. */
  readonly contact?: string;
  /** A telephone that sends nothing for so long is taken for dead; seconds. */
  readonly silentSeconds?: number;
}

export interface AsteriskSettings {
  readonly ari: { readonly bind: string; readonly port: number; readonly username: string; readonly passwordCrypt: string };
  readonly sip: { readonly bind: string; readonly port: number; readonly tlsPort: number };
  readonly rtp: { readonly first: number; readonly last: number };
  readonly trunks: readonly TrunkSettings[];
  readonly phones: readonly PhoneSettings[];
  /** Sound that a person hears whom no driver takes care of. */
  readonly message: string;
  /** Calls at once that Asterisk takes at all. */
  readonly maxCalls: number;
  /** An answered call that no driver takes care of ends after so many seconds. */
  readonly forgottenCallSeconds: number;
  /** Directories of Asterisk, such as `astrundir`; without: those that it was built with. */
  readonly directories: Readonly<Record<string, string>>;
}

/** Names of sections: an endpoint of a trunk or of an agent's phone. Both sides, configuration and driver, use these two. */
export function trunkEndpoint(name: string): string { return `trunk-${name}`; }
export function phoneEndpoint(phone: string): string { return `agent-${phone}`; }
