import fc from 'fast-check';

/** Plain scalars of YAML that Helm does not take for what YAML 1.2 does, and some that look like them. */
const BY_HAND =
  '~ null Null NULL nUll true True TRUE tRue yes Yes YES yEs y Y no No NO n N on On ON off Off OFF oN 0 -0 +0 1 -1 +12 017 ' +
  '-017 0o17 0O17 08 09.5 0x1F 0X1f -0x1F 0b101 -0b11 0b12 1_000 0x_1 1__0 _1 1_ 1:30 1.5 .5 -.5 5. 1e3 1E-2 1e 1.2.3 ' +
  '1_0.5 0_7 00 2001-01-01 2001-01-01T00:00:00Z 10.0.0.1 100m 1Gi 0x 0b 0o + - . -. 1+1 12e03 00.5 0.0 1e400 9007199254740991';

/** Others of the same letters, the same ones each time. */
export const SCALARS: readonly string[] = [
  ...new Set([
    ...BY_HAND.split(' ').filter((text) => text !== '-'),
    ...fc.sample(fc.stringMatching(/^[-+]?[0-9.][0-9_.xXobeE+-]{0,6}$/), { numRuns: 400, seed: 7 }),
    ...fc.sample(fc.stringMatching(/^[yYnNoOtTfF][eEsSoOnNfFrRuUaAlL]{0,4}$/), { numRuns: 200, seed: 7 }),
  ]),
];
