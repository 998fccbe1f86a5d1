/**
 * Scenarios for SIPp as the public: what a called telephone, or the network before it, does.
 *
 * Rule: a scenario is a list of steps; each answer carries the call's own headers. The BYE of a customer has a literal request address, because
 * SIPp knows no contact as a called party.
 */

export type Step =
  | { readonly send: number; readonly reason?: string; readonly sdp?: boolean }
  /** The status is the called number's last three digits, one of these; the ACK is taken, and the call is over. */
  | { readonly statuses: readonly number[] }
  | { readonly pause: number }
  /** Rings for ever, if the called number ends so. */
  | { readonly ringsIf: number }
  /** `crossing`: a CANCEL is met by the answer, before it is confirmed. */
  | { readonly receive: 'ACK' | 'BYE' | 'CANCEL'; readonly crossing?: boolean }
  | { readonly bye: true }
  /** Hangs up after so many ms, unless the other side does so before. */
  | { readonly hangUpAfter: number }
  /** Plays a file of raw µ-law, once. */
  | { readonly play: string };

/** What follows a CANCEL that may come while the telephone rings. */
const CANCELLED = `
  <label id="9"/>
  ${reply(200, 'OK', '[last_CSeq:]')}
  ${reply(487, 'Request Terminated', 'CSeq: [$cseq] INVITE')}
  <recv request="ACK" crlf="true"/>`;

/** `mayCancel`: a CANCEL is taken whenever it comes before the answer. */
export function sippScenario(steps: readonly Step[], { mayCancel = false }: { readonly mayCancel?: boolean } = {}): string {
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="customer">
  <recv request="INVITE" crlf="true">
    <action>
      <ereg regexp="sip:[+]?[0-9]*([0-9]{3})@" search_in="msg" check_it="false" assign_to="address,code"/>
      <ereg regexp="([0-9]+) INVITE" search_in="hdr" header="CSeq:" check_it="true" assign_to="line,cseq"/>
      <ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="peer"/>
      <ereg regexp=".*" search_in="hdr" header="To:" check_it="true" assign_to="called"/>
    </action>
  </recv>
  ${steps.map((step, index) => text(step, mayCancel, index)).join('\n  ')}
  ${mayCancel ? '<nop next="8"/>' : ''}
  ${mayCancel ? CANCELLED : ''}
  <label id="8"/>
  <Reference variables="address,code,line,cseq,peer,called"/>
</scenario>
`;
}

function text(step: Step, mayCancel: boolean, index: number): string {
  if ('send' in step) {
    return reply(step.send, step.reason ?? (step.send === 200 ? 'OK' : step.send === 180 ? 'Ringing' : 'Reply'), 'CSeq: [$cseq] INVITE', step.sdp ?? step.send === 200);
  }
  if ('statuses' in step) return step.statuses.map(chosen).join('\n  ');
  if ('ringsIf' in step) {
    return `${unless(step.ringsIf)}
  <recv request="CANCEL" timeout="120000" ontimeout="8" next="9"/>
  <label id="after${step.ringsIf}"/>`;
  }
  if ('pause' in step) {
    if (!mayCancel) return `<pause milliseconds="${step.pause}"/>`;
    return `<recv request="CANCEL" timeout="${step.pause}" ontimeout="pause${index}" next="9"/>\n  <label id="pause${index}"/>`;
  }
  if ('play' in step) return `<nop><action><exec rtp_stream="${step.play},1,0"/></action></nop>`;
  if ('bye' in step) return BYE;
  if ('hangUpAfter' in step) {
    return `<recv request="BYE" timeout="${step.hangUpAfter}" ontimeout="leave${index}" crlf="true"/>
  ${reply(200, 'OK', '[last_CSeq:]')}
  <nop next="8"/>
  <label id="leave${index}"/>
  ${BYE}`;
  }
  const received = `<recv request="${step.receive}" crlf="true"/>`;
  if (step.receive === 'ACK') return received;
  if (step.receive === 'BYE') return received + reply(200, 'OK', '[last_CSeq:]');
  return received + (step.crossing === true ? reply(200, 'OK', 'CSeq: [$cseq] INVITE', true) + reply(200, 'OK', '[last_CSeq:]')
    : reply(200, 'OK', '[last_CSeq:]') + reply(487, 'Request Terminated', 'CSeq: [$cseq] INVITE'));
}

/** SIPp wants a status to be written out, so each has a branch of its own. */
function chosen(status: number): string {
  return `${unless(status)}
  ${reply(status, 'Final', 'CSeq: [$cseq] INVITE')}
  <recv request="ACK" next="8" crlf="true"/>
  <label id="after${status}"/>`;
}

/** Goes on behind what follows, unless the called number ends so. */
function unless(digits: number): string {
  return `<nop><action><strcmp assign_to="compared" variable="code" value="${digits}"/><test assign_to="other${digits}" variable="compared" compare="not_equal" value="0"/></action></nop>
  <nop test="other${digits}" next="after${digits}"/>`;
}

function reply(status: number, reason: string, cseq: string, hasSdp = false): string {
  const body = hasSdp ? SDP : '';
  return `<send><![CDATA[
SIP/2.0 ${status} ${reason}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]S[call_number]
[last_Call-ID:]
${cseq}
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
${hasSdp ? 'Content-Type: application/sdp\n' : ''}Content-Length: ${hasSdp ? '[len]' : '0'}

${body}]]></send>`;
}

/** `[rtp_port]` is given by -key: the test's own socket, or SIPp's. */
const SDP = `v=0
o=public 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio [rtp_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
`;

const BYE = `<send retrans="500"><![CDATA[
BYE sip:asterisk@127.0.0.1 SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$called];tag=[pid]S[call_number]
To: [$peer]
[last_Call-ID:]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200" crlf="true"/>`;
