import assert from 'node:assert/strict';
import { Bandwidth, Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from '../../index';
import { proveFabric } from '../../lib/network/proofs/prove-fabric';
import { fabricsOf } from '../../lib/site/fabrics';
import { layoutOf } from '../../lib/site/layout';

/** What a whole fabric takes: milliseconds, and what the process used at most. */
export interface FabricTimes {
  readonly servers: number;
  readonly homing: number;
  readonly layout: number;
  readonly build: number;
  readonly prove: number;
  readonly megabytes: number;
}

/**
 * Builds a fat-tree from racks, and makes all of its proofs once.
 *
 * @param k ports of a switch
 * @param homing leaves of a server: its ports
 */
export function proveFatTree(k: number, homing: number): FabricTimes {
  const speed = Bandwidth.gbps(400);
  const model = SwitchModel.custom({
    name: 'bench',
    ports: [{ count: k, speed, lanes: 4, connector: 'OSFP' }],
    rackUnits: 1,
    source: 'benchmark',
  });
  const nics = [{ roles: ['frontend'], ports: homing, speed }] as const;
  const server = ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, name: 'bench', nics });
  const groups = k * Math.floor(k / 2 / homing);
  const site = new Site('bench', {
    racks: { a: Rack.row(groups, { units: 48, feeds: 2, feed: Power.kw(40) }) },
    servers: { s: server.times((groups * k) / 2) },
    fabrics: { f: Topology.fatTree({ switch: model, k, homing, racksPerLeaf: 1 }) },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  }).toFact();
  const times: number[] = [];
  const timed = <T>(step: () => T): T => {
    const start = performance.now();
    const result = step();
    times.push(performance.now() - start);
    return result;
  };
  timed(() => layoutOf(site));
  const { fabrics, problems } = timed(() => fabricsOf(site));
  assert.deepEqual(problems, []);
  const [built] = fabrics;
  assert(built !== undefined);
  const proofs = timed(() => proveFabric(site, built));
  const [bisection] = proofs.filter(({ rule }) => rule === 'DH3823');
  const { servers } = built.fabric;
  assert.deepEqual([bisection?.exact, bisection?.value], [true, Math.floor(servers / 2) * homing * 400]);
  const [layout = 0, build = 0, prove = 0] = times;
  return { servers, homing, layout, build, prove, megabytes: process.resourceUsage().maxRSS / 1024 };
}
