import fc from 'fast-check';
import { Duration } from 'datahall';
import { gatewayDuration } from '../../../lib/network/gateway-duration';

describe('gatewayDuration', () => {
  it.each([
    [0, '0s'],
    [0.2, '1s'],
    [59.5, '1m'],
    [600, '10m'],
    [5400, '1h30m'],
    [90_061, '25h1m1s'],
  ])('writes %p seconds as %s', (seconds, text) => {
    expect(gatewayDuration(Duration.seconds(seconds))).toBe(text);
  });

  it('is always what the Gateway API accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 * 3600 }), (seconds) => {
        expect(gatewayDuration(Duration.seconds(seconds))).toMatch(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/);
      }),
    );
  });
});
