import fc from 'fast-check';
import { Topology } from 'datahall';
import { proveFabric } from '../../../../lib/network/proofs/prove-fabric';
import { staysJoined } from '../../../../lib/network/proofs/stays-joined';
import { builtOf, serverOf, siteOf, switchOf } from '../../../support/fabrics';

const model = switchOf(64);
const leafSpine = (spines: number, homing: number, linksPerPair = 1) =>
  Topology.leafSpine({ leaf: model, spine: model, spines, homing, linksPerPair, racksPerLeaf: homing });
const fatTree = (k: number, homing: number) => Topology.fatTree({ switch: model, k, homing, racksPerLeaf: 1 });

function judged(topology: Topology, { racks = 4, ports = 2, servers = 8 } = {}) {
  const site = siteOf(topology, racks, serverOf(ports).times(servers));
  const built = builtOf(site);
  const claims = proveFabric(site, built).filter(({ claim }) =>
    / reach each other|survives the loss of any/.test(claim),
  );
  return { atOnce: staysJoined(built.fabric), inFull: claims.every(({ ok }) => ok), claims: claims.length };
}

describe('staysJoined', () => {
  it.each<[string, Topology, Parameters<typeof judged>[1]]>([
    ['two spines', leafSpine(2, 2), {}],
    ['one group of leaves', leafSpine(2, 2), { racks: 2 }],
    ['eight leaves a server', leafSpine(3, 8), { racks: 16, ports: 8 }],
    ['a fat-tree', fatTree(8, 2), { racks: 16, servers: 40 }],
    ['a fat-tree with servers in one pod', fatTree(4, 2), { racks: 2, servers: 4 }],
  ])('tells at once that a fabric with %s does', (_, topology, size) => {
    expect(judged(topology, size)).toEqual({ atOnce: true, inFull: true, claims: 3 });
  });

  it.each<[string, Topology, Parameters<typeof judged>[1]]>([
    ['one spine', leafSpine(1, 2), {}],
    ['one leaf a server', leafSpine(2, 1), {}],
    ['one port a server', leafSpine(2, 2), { ports: 1 }],
    ['one leaf for each pod', fatTree(4, 1), {}],
  ])('leaves a fabric with %s, which does not, to the proofs', (_, topology, size) => {
    expect(judged(topology, size)).toEqual({ atOnce: false, inFull: false, claims: 3 });
  });

  it('leaves a ring to the proofs', () => {
    const ring = Topology.ring({ switch: model, switches: 4, homing: 2, racksPerLeaf: 2 });
    expect(judged(ring)).toMatchObject({ atOnce: false, inFull: true });
  });

  it('leaves cables that the user plugged in to the proofs', () => {
    const cable = { from: { device: 'lab-f-leaf-001', port: 40 }, to: { device: 'lab-s-001', port: 0 } };
    const plugged = leafSpine(2, 2).cabled([cable]);
    expect(judged(plugged)).toMatchObject({ atOnce: false, inFull: true });
  });

  it('never holds where a proof finds a server that one loss cuts off', () => {
    const topology = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
        .map((of) => leafSpine(...of)),
      fc.tuple(fc.constantFrom(6, 8), fc.integer({ min: 1, max: 2 })).map((of) => fatTree(...of)),
    );
    const size = fc.record({
      racks: fc.integer({ min: 1, max: 6 }),
      ports: fc.integer({ min: 1, max: 4 }),
      servers: fc.integer({ min: 1, max: 12 }),
    });
    let held = 0;
    fc.assert(
      fc.property(topology, size, (each, of) => {
        const { atOnce, inFull } = judged(each, of);
        held += atOnce ? 1 : 0;
        if (atOnce) expect(inFull).toBe(true);
      }),
    );
    expect(held).toBeGreaterThan(0);
  });
});
