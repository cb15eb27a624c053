import fc from 'fast-check';
import { Length, SwitchModel, Topology } from 'datahall';
import {
  cableLength,
  orderLength,
  positionsOf,
  RACK_UNIT_METRES,
  type Position,
} from '../../../../lib/site/cabling/length';
import { plannedCables } from '../../../../lib/site/cabling/plan';
import type { SiteFact } from '../../../../lib/site/facts';
import { CABLING, cabledSite } from '../../../support/cabled-sites';
import { graphOf, leafSpine, server } from '../../../support/report-sites';

const { SN5600 } = SwitchModel;
const ways = { rackPitchMetres: 0.8, rowPitchMetres: 3, slackMetres: 1, verticalMetres: null };
const position = (change: Partial<Position> = {}): Position => ({ row: 0, rack: 0, height: 1, top: 2, ...change });

describe('cableLength', () => {
  it.each<[string, Partial<Position>, Partial<Position>, number]>([
    ['straight within a rack', { height: 0.2 }, { height: 1.7 }, 1.5 + 1],
    ['up, along the row and down', { height: 1.9 }, { rack: 3, height: 0.5 }, 0.1 + 3 * 0.8 + 1.5 + 1],
    ['across rows', { rack: 1, height: 2 }, { row: 2, rack: 4, height: 2 }, 3 * 0.8 + 2 * 3 + 1],
    ['over the higher rack', { height: 2 }, { rack: 1, height: 2.2, top: 2.2 }, 0.2 + 0.8 + 1],
  ])('goes %s', (_, a, b, metres) => {
    expect(cableLength(position(a), position(b), ways)).toBeCloseTo(metres, 9);
  });

  it('takes the way to the tray that was given, but not within a rack', () => {
    const given = { ...ways, verticalMetres: 3 };
    expect(cableLength(position(), position({ rack: 1 }), given)).toBeCloseTo(2 * 3 + 0.8 + 1, 9);
    expect(cableLength(position(), position({ height: 1.5 }), given)).toBeCloseTo(1.5, 9);
  });

  const somewhere = fc
    .record({
      row: fc.nat(5),
      rack: fc.nat(40),
      units: fc.constantFrom(42, 48, 52),
      height: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ units, height, ...rest }): Position => {
      const top = units * RACK_UNIT_METRES;
      return { ...rest, top, height: height * top };
    });

  it('is the same from both ends, and never below the slack', () => {
    fc.assert(
      fc.property(somewhere, somewhere, fc.option(fc.double({ min: 0, max: 4, noNaN: true })), (a, b, vertical) => {
        const cabling = { ...ways, verticalMetres: vertical };
        expect(cableLength(a, b, cabling)).toBe(cableLength(b, a, cabling));
        expect(cableLength(a, b, cabling)).toBeGreaterThanOrEqual(ways.slackMetres);
      }),
    );
  });
});

describe('positionsOf', () => {
  it('counts from the floor to the middle of a device', () => {
    const positions = positionsOf(cabledSite());
    // A server of one unit at the bottom; a leaf of two units at the top of 48.
    expect(positions.get('lab-s-001')?.height).toBeCloseTo(0.5 * 0.04445, 9);
    expect(positions.get('lab-main-leaf-001')?.height).toBeCloseTo(47 * 0.04445, 9);
    expect(positions.get('lab-s-003')).toMatchObject({ row: 0, rack: 2, top: 48 * 0.04445 });
  });

  it('has rows in the order of the site', () => {
    expect(positionsOf(cabledSite({ secondRow: true })).get('lab-t-002')).toMatchObject({ row: 1, rack: 1 });
  });

  it('leaves out what stands nowhere', () => {
    expect([...positionsOf(cabledSite({ racks: [1], servers: 1, topology: graphOf('x', 'y') })).keys()]).toEqual([
      'lab-s-001',
    ]);
  });
});

describe('orderLength', () => {
  const any = { lengths: null, reachMetres: 1000 };

  it.each([
    [0, 0.5],
    [0.1 + 0.2, 0.5],
    [2.5, 2.5],
    [2.51, 3],
    [4.9, 5],
    [5.01, 6],
    [19.2, 20],
    [20.1, 25],
    [96, 100],
  ])('%d m are bought as %d m', (needed, ordered) => {
    expect(orderLength(needed, any)).toBe(ordered);
  });

  it('takes the next length that is sold', () => {
    expect([0.2, 3.1, 5, 5.1].map((each) => orderLength(each, { lengths: [3, 4, 5], reachMetres: 5 }))).toEqual([
      ...[3, 4, 5, undefined],
    ]);
  });

  it('takes none beyond the reach', () => {
    expect(orderLength(2.6, { lengths: null, reachMetres: 2.8 })).toBeUndefined();
  });

  it('is enough, and the least of its steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 900, noNaN: true }), (needed) => {
        const ordered = orderLength(needed, any) ?? 0;
        expect(ordered).toBeGreaterThanOrEqual(needed - 1e-9);
        expect(ordered - needed).toBeLessThanOrEqual(5);
      }),
    );
  });
});

/** Length of each cable by its ends. */
const lengthsOf = (site: SiteFact) =>
  new Map(
    plannedCables(site).map(({ cable, arm, metres }) => [`${cable.id} ${arm.to.device.name} ${arm.to.label}`, metres]),
  );

describe('lengths that are there', () => {
  it('stay when racks and their servers are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (racks, more) => {
        const topology = leafSpine(2, 1);
        const before = lengthsOf(cabledSite({ racks: [racks], servers: racks * 2, topology }));
        const after = lengthsOf(cabledSite({ racks: [racks, more], servers: racks * 2, topology }));
        for (const [cable, metres] of before) expect([cable, after.get(cable)]).toEqual([cable, metres]);
      }),
      { numRuns: 20 },
    );
  });

  it('stay when a row is added behind the last', () => {
    // Numbers of leaves are kept for a second row: without that, their ports are others.
    const topology = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, racksPerLeaf: 1, rows: 2 });
    const before = lengthsOf(cabledSite({ topology }));
    const after = lengthsOf(cabledSite({ topology, secondRow: true }));
    expect(after.size).toBeGreaterThan(before.size);
    for (const [cable, metres] of before) expect([cable, after.get(cable)]).toEqual([cable, metres]);
  });

  it('are those of the longest arm of a breakout cable', () => {
    const site = cabledSite({ racks: [2], servers: 2, model: server(1, 200), topology: leafSpine(1, 2) });
    const positions = positionsOf(site);
    for (const { cable, metres } of plannedCables(site)) {
      const arms = cable.arms.map(({ from, to }) => {
        const ends = [from, to].map(({ device }) => positions.get(device.name) as Position) as [Position, Position];
        return cableLength(...ends, site.cabling!);
      });
      expect(metres).toBe(Math.max(...arms));
    }
  });

  it('grow with the pitch of racks', () => {
    const wide = { ...CABLING, rackPitch: Length.metres(2) };
    const sum = (site: SiteFact) => [...lengthsOf(site).values()].reduce<number>((all, each) => all + (each ?? 0), 0);
    expect(sum(cabledSite({ cabling: wide }))).toBeGreaterThan(sum(cabledSite()));
  });
});
