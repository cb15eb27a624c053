import { SwitchModel, Topology } from 'datahall';
import { measured } from '../../../../lib/errors/print';
import { proveSite } from '../../../../lib/network/proofs/prove-fabric';
import { siteArtifacts } from '../../../../lib/site/report/artifacts';
import { leafSpine, reportSite, server } from '../../../support/report-sites';

/** `1 paths`, but not `2.1 servers` or `rack-1 units`. */
const WRONG =
  /(?<![\d.,-])1 (addresses|cables|cages|devices|failures|GPUs|leaves|links|paths|ports|racks|routers|servers|sites|spines|switches|units)\b/;

describe('what is counted', () => {
  it.each([
    [1, 'paths', '1 path'],
    [1, 'switches', '1 switch'],
    [1, 'addresses', '1 address'],
    [1, 'servers cut off', '1 server cut off'],
    [0, 'servers cut off', '0 servers cut off'],
    [2, 'paths', '2 paths'],
    [1, 'Gbit/s', '1 Gbit/s'],
    [1, 'ns', '1 ns'],
    [1, ': 1', '1 : 1'],
    [1, '', '1'],
  ])('%d of %s is printed as %s', (amount, unit, text) => {
    expect(measured(amount, unit)).toBe(text);
  });

  it.each<[string, Topology, number]>([
    ['leaf and spine', leafSpine(1, 1), 1],
    ['ring', Topology.ring({ switch: SwitchModel.SN5600, switches: 3 }), 3],
    ['star', Topology.star({ hub: SwitchModel.SN5600, leaf: SwitchModel.SN5600, racksPerLeaf: 1 }), 2],
    [
      'single switch',
      Topology.graph({ switches: { x: { model: SwitchModel.SN5600 } }, links: [], racks: { 'lab-a-01': ['x'] } }),
      1,
    ],
  ])('is one or several in all documents of a %s', (_, topology, racks) => {
    for (const servers of [1, racks]) {
      const site = reportSite({ racks, servers, model: server(1, 800), topology });
      for (const [path, text] of siteArtifacts(site, proveSite(site)))
        expect([path, WRONG.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });
});
