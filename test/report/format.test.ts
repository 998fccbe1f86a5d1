import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { formatClock, formatCount, formatInterval, formatLimit, formatPercent, formatPerHour, formatSeconds, formatValue, UNKNOWN, type NumberKind } from '../../src/report/format.ts';

describe('numbers in a report', () => {
  test('occupancy is given to a tenth of a percent, an abandon rate to a hundredth', () => {
    expect(formatPercent(0.8812)).toBe('88.1 %');
    expect(formatPercent(0.02871)).toBe('2.87 %');
    expect(formatPercent(0)).toBe('0.00 %');
  });

  test('counts are whole and have thousands separators', () => {
    expect(formatCount(1_234_567.4)).toBe('1,234,567');
    expect(formatCount(0)).toBe('0');
  });

  test('milliseconds become seconds or hours', () => {
    expect(formatSeconds(12_340)).toBe('12.3 s');
    expect(formatSeconds(850)).toBe('0.85 s');
    expect(formatValue('hours', 5_400_000)).toBe('1.5 h');
  });

  test('rates per hour keep one digit while they are small', () => {
    expect(formatPerHour(19.34)).toBe('19.3 /h');
    expect(formatPerHour(1348.4)).toBe('1,348 /h');
    expect(formatValue('minutesPerHour', 40.62)).toBe('40.6 min/h');
  });

  test('a limit has no more digits than it needs', () => {
    expect(formatLimit(0.03)).toBe('3 %');
    expect(formatLimit(0.025)).toBe('2.5 %');
  });

  test('what is unknown is a dash and never 0', () => {
    const kinds: NumberKind[] = ['percent', 'count', 'seconds', 'hours', 'perHour', 'minutesPerHour', 'number', 'perSecond'];
    for (const kind of kinds) for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) expect(formatValue(kind, value)).toBe(UNKNOWN);
    expect(formatLimit(null)).toBe(UNKNOWN);
  });

  test('a number that rounds to zero has no minus sign', () => {
    expect(formatValue('number', -0.001)).toBe('0.00');
    expect(formatValue('number', -0.01)).toBe('-0.01');
  });

  test('an interval is ± where it is symmetric and has both ends where it is not', () => {
    expect(formatInterval('percent', { estimate: 0.881, lower: 0.877, upper: 0.885 })).toBe('± 0.4');
    expect(formatInterval('percent', { estimate: 0.02, lower: 0.015, upper: 0.04 })).toBe('1.50 … 4.00');
    expect(formatInterval('percent', { estimate: 0.02, lower: null, upper: null })).toBe(UNKNOWN);
  });

  test('times of day are written as hours and minutes', () => {
    expect(formatClock(0)).toBe('00:00');
    expect(formatClock(9 * 3_600_000 + 5 * 60_000)).toBe('09:05');
    expect(formatClock(86_400_000)).toBe('24:00');
  });

  test('a printed percent is the fraction to the last digit shown', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
      const printed = Number(formatPercent(fraction).replace(' %', ''));
      expect(Math.abs(printed - fraction * 100)).toBeLessThanOrEqual(0.0501);
    }));
  });
});
