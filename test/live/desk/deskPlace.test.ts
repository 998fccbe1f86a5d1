import { describe, expect, it } from 'vitest';
import { deskPlaceOf } from '../../../src/cli/live/openDesk.ts';
import { InputError } from '../../../src/cli/exitCodes.ts';

describe('where overdial live opens the desk', () => {
  it('on this machine only, unless --listen says otherwise', () => {
    expect(deskPlaceOf({ port: '8420' })).toEqual({ listen: { host: '127.0.0.1', port: 8420 } });
    expect(deskPlaceOf({ port: '8420', listen: 'localhost:9000' })).toEqual({ listen: { host: 'localhost', port: 9000 } });
  });

  it.each([
    [{ port: '70000' }, /--port: '70000'/], [{ port: 'x' }, /--port: 'x'/], [{ port: '1', listen: '0.0.0.0:8443' }, /needs TLS; give --tls-cert and --tls-key/],
    [{ port: '1', listen: 'nonsense' }, /--listen: 'nonsense'/], [{ port: '1', tlsCert: 'cert.pem' }, /belong together/],
    [{ port: '1', listen: '0.0.0.0:1', tlsCert: 'none.pem', tlsKey: 'none.key' }, /--tls-key: none.key cannot be read/],
  ])('%j is refused before anything starts', (options, message) => {
    expect(() => deskPlaceOf(options)).toThrow(InputError);
    expect(() => deskPlaceOf(options)).toThrow(message);
  });
});
