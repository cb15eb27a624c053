import { Advertisement, type BgpRouter } from 'datahall';

const peersOf = (...routers: readonly BgpRouter[]): readonly unknown[] =>
  Advertisement.bgp({ asn: 65_000, routers })
    .toObjects('metallb-system')
    .filter(({ kind }) => kind === 'BGPPeer')
    .map(({ metadata, spec }) => [metadata.name, (spec as { nodeSelectors?: unknown }).nodeSelectors]);
const within = (...racks: readonly string[]): unknown => [
  { matchExpressions: [{ key: 'datahall.dev/rack', operator: 'In', values: racks }] },
];
const router = { address: '10.0.1.2', asn: 65_001 };

describe('Advertisement.bgp', () => {
  it('has one peer for a router of several racks', () => {
    const other = { ...router, address: '10.0.1.3', rack: 'a' };
    expect(peersOf({ ...router, rack: 'b' }, other, { ...router, rack: 'a' })).toEqual([
      ['router-10-0-1-2', within('a', 'b')],
      ['router-10-0-1-3', within('a')],
    ]);
  });

  it('has it for all hosts as soon as one of them is of no rack', () => {
    expect(peersOf({ ...router, rack: 'b' }, router)).toEqual([['router-10-0-1-2', undefined]]);
  });

  it('knows a router in another spelling', () => {
    const spelled = ['fd00:10::2', 'FD00:10:0::2'].map((address) => ({ ...router, address }));
    expect(peersOf({ ...spelled[0]!, rack: 'a' }, { ...spelled[1]!, rack: 'b' })).toEqual([
      ['router-fd00-10-2', within('a', 'b')],
    ]);
  });

  it('keeps two peers of one address with two numbers apart: one of them is wrong', () => {
    expect(peersOf(router, { ...router, asn: 65_002 })).toHaveLength(2);
  });

  it.each<[string, unknown]>([
    ['DH1007', { address: '' }],
    ['DH1007', { address: 'not an address' }],
    ['DH1007', { address: 'router.example.com' }],
    ['DH1007', { address: '10.0.1.0/24' }],
    ['DH1007', { address: 'fe80::1%eth0' }],
    ['DH1007', { address: undefined }],
    ['DH1104', { address: '${TfToken[TOKEN.1]}' }],
    ['DH1102', { rack: '' }],
    ['DH1102', { rack: 'a rack' }],
  ])('refuses %s: %j', (code, change) => {
    expect(() => Advertisement.bgp({ asn: 65_000, routers: [{ ...router, ...(change as object) }] })).toThrow(code);
  });
});
