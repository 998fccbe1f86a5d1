/** The port's rules, kept by the Asterisk driver on a real Asterisk. */
import fc from 'fast-check';
import { createAsteriskDriver } from '../../../src/live/telephony/asterisk/asteriskDriver.ts';
import { describeTelephony, type ConformanceDriver } from '../telephony/conformance.ts';
import { PASSWORD, freeUdpPort, startAsterisk } from './support/asterisk.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { startSipp } from './support/sipp.ts';

// It runs in real time, so that a failure is shown as it was found and not made smaller.
fc.configureGlobal({ endOnFailure: true });

describeWithAsterisk('conformance with a real Asterisk', (root) => {
  describeTelephony('Asterisk 22', async (): Promise<ConformanceDriver> => {
    const [publicPort, phonePort] = [await freeUdpPort(), await freeUdpPort()];
    const asterisk = await startAsterisk(root, {
      trunks: [{ name: 'public', host: '127.0.0.1', port: publicPort, transport: 'udp', qualifySeconds: 0 }],
      phones: [{ phone: 'desk', password: 'x', contact: `sip:agent@127.0.0.1:${phonePort}`, silentSeconds: 0 }],
    });
    const customers = await startSipp(publicPort, [{ send: 100 }, { send: 180 }, { ringsIf: 222 }, { pause: 60 }, { statuses: [486, 404] }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }], { mayCancel: true });
    const phones = await startSipp(phonePort, [{ send: 180 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }]);
    const telephony = createAsteriskDriver({
      url: asterisk.url, username: 'overdial', password: PASSWORD, campaign: 'c', trunks: [{ name: 'public' }], phones: ['desk'], sounds: ['vm-goodbye'], maxCallSeconds: 600, times: { secondLookMs: 300 },
    });
    return {
      telephony, trunk: 'public', callerId: '+442079460100', message: 'vm-goodbye', phone: 'desk', ringMs: 500, talkMs: 60_000, messageMs: 2_500,
      numbers: { person: '+442079460111', rings: '+442079460222', busy: '+442079460486', invalid: '+442079460404' },
      pass: (ms) => new Promise((resolve) => { setTimeout(resolve, ms + 150); }),
      restart: async () => {
        await asterisk.kill();
        await asterisk.start();
      },
      close: async () => {
        await telephony.stop('now');
        await customers.stop();
        await phones.stop();
        await asterisk.stop();
      },
    };
  }, { runs: 2 });
});
