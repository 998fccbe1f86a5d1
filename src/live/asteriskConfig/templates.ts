/**
 * The configuration files of an Asterisk that does what overdial says and nothing else.
 *
 * Rule: pure; each file is a function of the settings. ARI listens where it is told (loopback), no manager interface, no inbound calls,
 * no module that is another way in. Source: live, section 5.
 */
import { pjsipTemplate, section } from './pjsipTemplate.ts';
import type { AsteriskSettings } from './settings.ts';

/** File name → text. */
export function asteriskFiles(settings: AsteriskSettings): ReadonlyMap<string, string> {
  const { ari, rtp, maxCalls, directories } = settings;
  return new Map(Object.entries({
    'asterisk.conf': (Object.keys(directories).length === 0 ? '' : section('directories', Object.entries(directories).map(([key, path]) => `${key} => ${path}`)))
      + section('options', [`maxcalls=${maxCalls}`, 'live_dangerously=no', 'hideconnect=yes']),
    'modules.conf': section('modules', ['autoload=yes', ...UNUSED_MODULES.map((name) => `noload=${name}.so`)]),
    'manager.conf': section('general', ['enabled=no']),
    'http.conf': section('general', ['enabled=yes', `bindaddr=${ari.bind}`, `bindport=${ari.port}`, 'enable_static=no', 'sessionlimit=200']),
    'ari.conf': section('general', ['enabled=yes', 'pretty=no', 'websocket_write_timeout=1000'])
      + section(ari.username, ['type=user', 'read_only=no', 'password_format=crypt', `password=${ari.passwordCrypt}`]),
    'rtp.conf': section('general', [`rtpstart=${rtp.first}`, `rtpend=${rtp.last}`]),
    'pjsip.conf': pjsipTemplate(settings),
    'extensions.conf': extensions(settings),
    'amd.conf': section('general', Object.entries(AMD).map(([key, value]) => `${key}=${value}`)),
    'indications.conf': INDICATIONS,
    'musiconhold.conf': section('default', ['mode=files', 'directory=moh']),
    'logger.conf': section('general', ['dateformat=%F %T.%3q']) + section('logfiles', ['messages.log => notice,warning,error']),
    'cdr.conf': section('general', ['enable=no']),
    'cel.conf': section('general', ['enable=no']),
  }));
}

/** Other ways to call, to be called, to run programs or to keep data. */
const UNUSED_MODULES = [
  'chan_iax2', 'chan_unistim', 'chan_mgcp', 'chan_skinny', 'chan_console', 'chan_audiosocket', 'chan_websocket', 'chan_motif', 'chan_rtp', 'chan_dahdi', 'chan_mobile',
  'pbx_dundi', 'pbx_ael', 'pbx_lua', 'pbx_spool', 'pbx_realtime', 'pbx_loopback', 'res_agi', 'app_system', 'app_exec', 'app_externalivr', 'app_voicemail', 'app_voicemail_odbc',
  'app_minivm', 'app_queue', 'app_dial', 'app_originate', 'app_disa', 'app_followme', 'app_page', 'app_record', 'app_mixmonitor', 'app_chanspy', 'app_jack', 'app_festival',
  'func_shell', 'func_curl', 'res_curl', 'res_xmpp', 'res_calendar', 'res_calendar_caldav', 'res_calendar_ews', 'res_phoneprov',
  'res_config_curl', 'res_config_ldap', 'res_config_odbc', 'res_config_pgsql', 'res_config_sqlite3', 'res_config_mysql', 'res_odbc', 'res_odbc_transaction', 'res_snmp',
  'res_pjsip_transport_websocket', 'res_pjsip_endpoint_identifier_ip', 'res_pjsip_endpoint_identifier_anonymous', 'res_pjsip_phoneprov_provider', 'res_hep', 'res_hep_pjsip',
  'res_hep_rtcp', 'res_prometheus', 'res_statsd', 'res_smdi', 'res_adsi', 'res_parking', 'res_fax', 'res_fax_spandsp', 'res_speech', 'res_speech_aeap', 'res_aeap',
  'res_audiosocket', 'app_audiosocket', 'res_http_post', 'res_http_media_cache', 'res_stir_shaken', 'res_pjsip_stir_shaken',
  'res_geolocation', 'res_pjsip_geolocation', 'cdr_adaptive_odbc', 'cdr_csv', 'cdr_custom', 'cdr_manager', 'cdr_odbc', 'cdr_pgsql', 'cdr_radius', 'cdr_sqlite3_custom', 'cdr_tds',
  'func_odbc', 'func_periodic_hook', 'res_calendar_exchange', 'res_calendar_icalendar', 'app_speech_utils', 'app_agent_pool', 'app_confbridge', 'app_alarmreceiver', 'app_adsiprog', 'app_getcpeid',
  'app_stasis_broadcast', 'res_stasis_broadcast', 'res_pjsip_notify', 'res_resolver_unbound', 'res_stun_monitor', 'res_clialiases', 'res_clioriginate', 'cel_custom', 'cel_manager', 'cel_odbc', 'cel_pgsql', 'cel_radius', 'cel_sqlite3_custom', 'cel_tds',
] as const;

/** Times in ms; the detector's own defaults are kept where they are good. */
const AMD = {
  total_analysis_time: 5_000, initial_silence: 2_500, greeting: 1_500, after_greeting_silence: 800, min_word_length: 100, maximum_word_length: 5_000,
  between_words_silence: 50, maximum_number_of_words: 3, silence_threshold: 256,
} as const;

/** Without a country's tones no `tone:` can be played. */
const INDICATIONS = section('general', ['country=us']) + section('us', [
  'description=United States', 'ringcadence=2000,4000', 'dial=350+440', 'busy=480+620/500,0/500', 'ring=440+480/2000,0/4000', 'congestion=480+620/250,0/250',
  'callwaiting=440/300,0/10000', 'dialrecall=!350+440/100,!0/100,!350+440/100,!0/100,!350+440/100,!0/100,350+440', 'record=1400/500,0/15000',
  'info=!950/330,!1400/330,!1800/330,0', 'stutter=!350+440/100,!0/100,!350+440/100,!0/100,!350+440/100,!0/100,350+440',
]);

/** A call that is answered while no driver is there hears the message; one that a driver forgets is ended by TIMEOUT(absolute). */
function extensions({ message, forgottenCallSeconds }: AsteriskSettings): string {
  return section('none', ['exten => _.,1,Hangup(21)', 'exten => s,1,Hangup(21)'])
    + section('overdial-out', [
      `exten => s,1,Set(TIMEOUT(absolute)=${forgottenCallSeconds})`,
      ' same => n,Stasis(overdial,${OD_ATTEMPT})',
      ' same => n,GotoIf($["${STASISSTATUS}"="SUCCESS"]?done)',
      ' same => n,Set(TIMEOUT(absolute)=60)',
      ` same => n,Playback(${message})`,
      ' same => n(done),Hangup()',
    ])
    + section('overdial-amd', [
      'exten => s,1,AMD()',
      ' same => n,Stasis(overdial,amd,${AMDSTATUS},${AMDCAUSE})',
      ' same => n,GotoIf($["${STASISSTATUS}"="SUCCESS"]?done)',
      ' same => n,Set(TIMEOUT(absolute)=60)',
      ` same => n,Playback(${message})`,
      ' same => n(done),Hangup()',
    ]);
}
