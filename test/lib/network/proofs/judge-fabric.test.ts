import { Bandwidth, type FabricRequirements, Site, SwitchModel, Topology } from 'datahall';
import { judgeFabric, proveFabric } from '../../../../lib/network/proofs/prove-fabric';
import { fabricsOf } from '../../../../lib/site/fabrics';
import { smallSite } from '../../../support/small-site';

const { SN5600 } = SwitchModel;

function siteWith(requirements: FabricRequirements, spines = 2) {
  const main = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines, requirements });
  const site = new Site('lab', { ...smallSite().options, fabrics: { main } }).toFact();
  return { site, built: fabricsOf(site).fabrics[0]! };
}

describe('judgeFabric', () => {
  it.each<[string, FabricRequirements, number?]>(
    [
      ['nothing'],
      ['one failure', { survives: 1 }, 1],
      ['two failures', { survives: 2 }],
      ['the loss of a rack', { survivesRack: true }],
      ['a bisection', { bisection: Bandwidth.tbps(900) }],
      ['an oversubscription', { oversubscription: 0.01 }],
      ['few hops', { switchHops: 1 }],
    ].map(([what, given = {}, spines = 2]) => [what, given, spines] as [string, FabricRequirements, number]),
  )('finds all that fails where %s is required', (_, requirements, spines) => {
    const { site, built } = siteWith(requirements, spines);
    const failing = proveFabric(site, built).filter(({ ok }) => !ok);
    expect(judgeFabric(site, built).filter(({ ok }) => !ok)).toEqual(failing);
  });

  it('makes no proof that cannot fail and takes long', () => {
    const { site, built } = siteWith({});
    const rules = new Set(judgeFabric(site, built).map(({ rule }) => rule));
    for (const code of ['DH3822', 'DH3823', 'DH3825'] as const) expect(rules).not.toContain(code);
  });
});
