import { SwitchModel, Topology } from 'datahall';
import type { FabricEnd } from '../../../../lib/network/fabric/fabric';
import type { GivenCable } from '../../../../lib/network/fabric/given-cable';
import { fabricsOf } from '../../../../lib/site/fabrics';
import { builtOf, serverOf, siteOf, switchOf } from '../../../support/fabrics';

const { SN5600 } = SwitchModel;
const model = switchOf(8);
const clos = Topology.leafSpine({ leaf: model, spine: model, spines: 2, racksPerLeaf: 2, linksPerPair: 2 });
const site = (cables: readonly GivenCable[]) => siteOf(clos.cabled(cables), 2, serverOf(2).times(2));
const codes = (cables: readonly GivenCable[]) => fabricsOf(site(cables)).problems.map(({ code }) => code);
const cable = (from: string, a: number, to: string, b: number): GivenCable => ({
  from: { device: `lab-${from}`, port: a },
  to: { device: `lab-${to}`, port: b },
});

/** Cables with a name at an end. */
function cablesOf(cables: readonly GivenCable[], end: string): readonly string[] {
  const { nodes, links } = builtOf(site(cables)).fabric;
  const name = ({ node, port }: FabricEnd) => `${nodes[node]?.name} ${port}`;
  return [...links].map(({ a, b }) => `${name(a)} - ${name(b)}`).filter((text) => text.includes(`lab-${end} `));
}

describe('Topology.cabled', () => {
  it('says at which speeds a lane group runs that is given to a whole cable: DH3803', () => {
    const split = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 2 });
    const given = cable('f-spine-001', 3, 'f-leaf-001', 9);
    const at = (lane?: number) => {
      const to = { ...given.to, ...(lane === undefined ? {} : { lane }) };
      return fabricsOf(siteOf(split.cabled([{ ...given, to }]), 2, serverOf(2, 400).times(2))).problems;
    };
    expect(at()).toEqual([]);
    expect(at(1).map(({ code, allowed }) => [code, allowed])).toEqual([
      ['DH3803', 'a lane group of SN5600 offers 400 Gbit/s, 200 Gbit/s'],
    ]);
  });

  it('moves cables between switches in their order, from either end', () => {
    expect(cablesOf([], 'f-spine-001')).toEqual([
      'lab-f-spine-001 0 - lab-f-leaf-001 7',
      'lab-f-spine-001 1 - lab-f-leaf-001 6',
      'lab-f-spine-001 2 - lab-f-leaf-002 7',
      'lab-f-spine-001 3 - lab-f-leaf-002 6',
    ]);
    const given = [cable('f-leaf-001', 7, 'f-spine-001', 5), cable('f-spine-001', 4, 'f-leaf-001', 6)];
    expect(cablesOf(given, 'f-spine-001').slice(0, 2)).toEqual([
      'lab-f-spine-001 5 - lab-f-leaf-001 7',
      'lab-f-spine-001 4 - lab-f-leaf-001 6',
    ]);
  });

  it('moves the cable of a port of a server, also to another leaf', () => {
    expect(cablesOf([], 's-001')).toEqual(['lab-f-leaf-001 0 - lab-s-001 0', 'lab-f-leaf-002 0 - lab-s-001 1']);
    expect(cablesOf([cable('f-leaf-002', 3, 's-001', 0)], 's-001')).toEqual([
      'lab-f-leaf-002 3 - lab-s-001 0',
      'lab-f-leaf-002 0 - lab-s-001 1',
    ]);
  });

  it.each<[string, string, readonly GivenCable[]]>([
    ['a device that is not there', 'DH3805', [cable('f-leaf-009', 0, 's-001', 0)]],
    ['a port that has a cable', 'DH3874', [cable('f-leaf-001', 1, 's-001', 0)]],
    ['a port that is not there', 'DH3874', [cable('f-leaf-001', 8, 's-001', 0)]],
    ['a port that is no number', 'DH3874', [cable('f-leaf-001', 0.5, 's-001', 0)]],
    ['a port that the server does not have', 'DH3874', [cable('f-leaf-001', 3, 's-001', 2)]],
    ['two leaves, which are not joined', 'DH3874', [cable('f-leaf-001', 3, 'f-leaf-002', 3)]],
    ['two servers', 'DH3874', [cable('s-001', 0, 's-002', 0)]],
    ['more cables than there are', 'DH3874', [6, 7, 5].map((at, nth) => cable('f-leaf-001', at, 'f-spine-001', nth))],
    [
      'a lane of a cage that is not broken out',
      'DH3803',
      [{ from: { device: 'lab-f-leaf-001', port: 3, lane: 0 }, to: { device: 'lab-s-001', port: 0 } }],
    ],
  ])('refuses %s: %s', (_, code, cables) => {
    expect(codes(cables)).toEqual([code]);
  });

  it('names both cables of a port that a rack needs which came later', () => {
    const given = clos.cabled([cable('f-spine-001', 5, 'f-leaf-001', 7)]);
    const problems = (racks: number) => fabricsOf(siteOf(given, racks, serverOf(2).times(racks))).problems;
    expect(problems(2)).toEqual([]);
    expect(problems(4)).toEqual([
      expect.objectContaining({
        code: 'DH3874',
        got: 'port 5 of lab-f-spine-001, with cables to lab-f-leaf-001 and to lab-f-leaf-003',
      }),
    ]);
  });

  it('takes lanes of cages that are broken out', () => {
    const topology = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 2 });
    const on = (lane: number | undefined) => {
      const from = { device: 'lab-f-leaf-001', port: 9, ...(lane === undefined ? {} : { lane }) };
      const cables = [{ from, to: { device: 'lab-s-001', port: 0 } }];
      const { problems } = fabricsOf(siteOf(topology.cabled(cables), 2, serverOf(2, 200).times(2)));
      return problems.map(({ code }) => code);
    };
    expect(on(3)).toEqual([]);
    expect(on(4)).toEqual(['DH3803']);
    expect(on(undefined)).toEqual(['DH3803']);
  });
});
