import { Power, Rack, Site, SwitchModel, Topology } from 'datahall';
import { feedRisks } from '../../../../lib/network/proofs/feed-risks';
import { proveFabric } from '../../../../lib/network/proofs/prove-fabric';
import { subjectOf } from '../../../../lib/network/proofs/subject';
import { fabricsOf } from '../../../../lib/site/fabrics';
import { smallSite } from '../../../support/small-site';

const { SN5600 } = SwitchModel;

function risks(feeds: number, leaf = SN5600) {
  const { options } = smallSite();
  const core = Rack.row(2, { units: 48, feeds, feed: Power.kw(40) });
  const main = Topology.leafSpine({ leaf, spine: SN5600, spines: 2, switchRow: 'core' });
  const site = new Site('lab', { ...options, racks: { ...options.racks, core }, fabrics: { main } }).toFact();
  const built = fabricsOf(site).fabrics[0]!;
  return { sets: feedRisks(site, subjectOf(site, built)), proofs: proveFabric(site, built) };
}

const claim = (proofs: ReturnType<typeof risks>['proofs']) => proofs.find((each) => each.claim.includes('power feed'));

describe('feedRisks', () => {
  it('has no set where each device runs on the feeds that are left', () => {
    expect(risks(2).sets).toEqual([]);
    expect(claim(risks(2).proofs)).toMatchObject({ ok: true, value: 0, limit: 0 });
  });

  it('has all devices of a row with one feed, the spines among them', () => {
    const { sets, proofs } = risks(1);
    expect(sets.map(({ name }) => name)).toEqual(["feed 1 of the row 'core'"]);
    expect(sets[0]?.nodes).toEqual(expect.arrayContaining(['lab-main-spine-001', 'lab-main-spine-002']));
    // The servers of the other row keep their leaves, but reach nobody beyond.
    expect(claim(proofs)).toMatchObject({ ok: true, value: 0 });
  });

  it('knows that a switch with one supply stops with its feed', () => {
    const single = SwitchModel.custom({
      ...SN5600.facts,
      name: 'single',
      powerSupplies: { count: 1, required: 1, rated: Power.kw(3) },
    });
    const { sets } = risks(2, single);
    expect(sets.map(({ name, nodes }) => [name, nodes.length])).toContainEqual(["feed 1 of the row 'core'", 2]);
  });
});
