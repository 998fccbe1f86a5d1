import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenKind } from '../../../src/live/telephony/guard/forbiddenNumbers.ts';
import { createNumberRules } from '../../../src/live/telephony/guard/numberRules.ts';
import { parseFaults } from '../../../src/live/telephony/rehearsal/faults.ts';
import { customerOf, isMadeUp, rehearsedNumber } from '../../../src/live/telephony/rehearsal/rehearsedNumbers.ts';

describe('parsers, against anything', () => {
  it('whatever passes as a number has 7 to 15 digits, is allowed and is not forbidden', () => {
    const rules = createNumberRules(['+4', '1']);
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\+?[0-9]{0,17}$/), fc.stringMatching(/^\+?4[0-9]{6,14}[\n\r ]?$/)), (text) => {
      if (rules(text) !== null) return;
      expect(text).toMatch(/^\+?[14][0-9]{6,14}$/);
      expect(text.endsWith('\n')).toBe(false);
      expect(forbiddenKind(text.replace('+', ''))).toBeNull();
    }), { numRuns: 3_000 });
  });

  it('a malformed prefix is refused, and no prefix is a pattern', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (prefix) => {
      if (/^\+?[1-9][0-9]{0,14}$/.test(prefix) && !prefix.includes('\n')) return;
      expect(() => createNumberRules([prefix])).toThrow(RangeError);
    }), { numRuns: 1_000 });
  });

  it('faults are read as written, or refused with what is wrong', () => {
    expect(parseFaults('eventDelay=200, blind=5/300,lostLeg=600,restart=1800,unknownAck=0.01')).toEqual({
      eventDelayMs: 200, blind: { lastsSeconds: 5, everySeconds: 300 }, lostLegSeconds: 600, restartSeconds: 1_800, unknownAckShare: 0.01,
    });
    for (const text of ['x=1', 'blind=5', 'blind=300/5', 'eventDelay=-1', 'unknownAck=2', 'lostLeg=', 'restart=1e3', 'lostLeg=5,lostLeg=6', 'eventDelay=99999', 'blind=1/2/3']) {
      expect(parseFaults(text), text).toHaveProperty('problem');
    }
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(eventDelay|blind|lostLeg|restart|unknownAck)=[0-9./,e-]{0,12}$/)), (text) => {
      const faults = parseFaults(text);
      if ('problem' in faults) return;
      expect(faults.eventDelayMs).toBeLessThanOrEqual(10_000);
      expect(faults.unknownAckShare).toBeLessThanOrEqual(1);
    }), { numRuns: 2_000 });
  });

  it('every number has one customer: made-up numbers their record, others one of their own', () => {
    fc.assert(fc.property(fc.nat(1_000_000), fc.nat(8), (record, position) => {
      expect(customerOf(rehearsedNumber(record, position))).toBe(record);
      expect(rehearsedNumber(record, position)).toMatch(/^\+?[1-9][0-9]{6,14}$/);
    }));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const customer = customerOf(text);
      expect(Number.isInteger(customer) && customer >= 0 && customer < 2 ** 31).toBe(true);
    }));
    expect(isMadeUp(customerOf('+442079460000'))).toBe(false);
    expect(customerOf('+442079460000')).toBe(customerOf('442079460000'));
  });
});
