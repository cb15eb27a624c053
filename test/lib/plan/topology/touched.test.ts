import { smallSite } from '../../../support/small-site';
import { configuration, configures, devFact, siteReview, type SiteSide } from '../../../support/site-changes';
import { schemaErrors } from '../../../support/report-schema';
import type { JsonObject } from '../../../../lib/plan/json';
import type { Report } from '../../../../lib/plan/report';
import type { SiteFact } from '../../../../lib/site/facts';
import { bytes, change, plan } from '../../../support/plans';
import { buildReview } from '../../../../lib/plan/build-report';
import { readPlan } from '../../../../lib/plan/read-plan';

const site = smallSite().toFact();
const [LEAF, SPINE] = ['lab-main-leaf-001', 'lab-main-spine-002'];
const DEVICES = configures('lab', [LEAF, SPINE]);
const pool = (...servers: string[]): JsonObject => devFact('gpu-pool', 'cluster/h100', { name: 'h100', servers });
const driver = (version: string): JsonObject => devFact('gpu-driver', 'cluster/gpus', { version, maxParallel: 1 });

function touched(before: Partial<SiteSide>, after: Partial<SiteSide>, changes: readonly JsonObject[] = []): string[] {
  // A site that was read is an object of its own.
  const { report } = siteReview({ site, ...before }, structuredClone({ site, ...after }), changes);
  expect(schemaErrors(report)).toEqual([]);
  return printed(report);
}

function printed({ touched: found = [] }: Report): string[] {
  return found.map(({ touch, why, devices, path = '-' }) => `${touch}: ${why}: ${devices.join()} (${path})`);
}

describe('devices that changes touch', () => {
  const both = { facts: [DEVICES] };

  test('are those of which the plan changes the configuration', () => {
    expect(touched(both, both, [configuration(LEAF, 'a', 'b'), configuration(SPINE, 'x', null)])).toEqual([
      `removed: no longer configured: ${SPINE} (network/bgp/main/${SPINE})`,
      `configured: gets another configuration: ${LEAF} (network/bgp/main/${LEAF})`,
    ]);
    expect(touched(both, both, [configuration(LEAF, null, 'b')])).toEqual([
      `configured: configured for the first time: ${LEAF} (network/bgp/main/${LEAF})`,
    ]);
  });

  test('are not those whose text stays, nor what is no device', () => {
    const rest = { after: { input: { configuration: 'a' }, triggers_replace: 1 } };
    expect(touched(both, both, [configuration(LEAF, 'a', 'b', rest)])).toEqual([]);
    expect(touched(both, both, [configuration('notes', 'a', 'b')])).toEqual([]);
    expect(touched(both, both, [configuration(LEAF, 'a', 'a', { actions: ['no-op'] })])).toEqual([]);
  });

  test('are those whose text only the apply tells', () => {
    const unknown = { after: { input: {} }, after_unknown: { input: { configuration: true } } };
    expect(touched(both, both, [configuration(LEAF, 'a', 'b', unknown)])).toEqual([
      `configured: gets another configuration: ${LEAF} (network/bgp/main/${LEAF})`,
    ]);
  });

  test('are the servers of a rack, which are one resource', () => {
    const facts = [configures('lab', ['lab-h100-001', 'lab-h100-002'])];
    const side = (text: string): JsonObject => ({
      input: { configuration: { 'lab-h100-001': 'same', 'lab-h100-002': text } },
    });
    const rack = change({ address: 'terraform_data.rack', before: side('a'), after: side('b') });
    expect(touched({ facts }, { facts }, [rack])).toEqual([
      'configured: gets another configuration: lab-h100-002 (terraform_data.rack)',
    ]);
  });

  test('are those that are drained for another driver', () => {
    const own = pool('lab-h100-001', 'lab-h100-002');
    expect(touched({ facts: [driver('1'), own] }, { facts: [driver('2'), own] })).toEqual([
      'interrupted: drained for another GPU driver: lab-h100-001,lab-h100-002 (cluster/gpus)',
    ]);
    expect(touched({ facts: [driver('1'), own] }, { facts: [driver('1'), own] })).toEqual([]);
  });

  test('are those that come to a stage, a pool or a storage cluster, or leave it', () => {
    const ceph = (...hosts: string[]): JsonObject => devFact('ceph-cluster', 'storage/ceph', { name: 'ceph', hosts });
    const before = { share: ['lab-h100-001'], facts: [pool('lab-h100-001'), ceph('lab-storage-001')] };
    const after = { share: ['lab-h100-002'], facts: [pool('lab-h100-002')] };
    expect(touched(before, after)).toEqual([
      'removed: leaves stage dev: lab-h100-001 (-)',
      'removed: leaves pool h100: lab-h100-001 (cluster/h100)',
      'removed: leaves storage cluster ceph: lab-storage-001 (storage/ceph)',
      'added: joins stage dev: lab-h100-002 (-)',
      'added: joins pool h100: lab-h100-002 (cluster/h100)',
    ]);
  });

  test('are those that come to the site, leave it, become another model or stand elsewhere', () => {
    const groups = site.servers.map((each) => {
      if (each.group === 'h100') return { ...each, count: 5, batches: [4, 1] };
      if (each.group === 'control') return { ...each, count: 5, batches: [5] };
      return { ...each, model: 'NVME-9U' };
    });
    const found = touched({}, { site: { ...site, servers: groups } });
    expect(found).toContain('removed: leaves site lab: lab-control-006 (-)');
    expect(found).toContain('added: joins site lab: lab-h100-005 (-)');
    expect(found.find((each) => each.includes('another model'))).toContain('lab-storage-001,lab-storage-002');
    const other = site.fabrics.map((each) => ({
      ...each,
      topology: { ...each.topology, switchRacks: { [SPINE]: 'lab-core-02' } },
    }));
    expect(touched({}, { site: { ...site, fabrics: other } })).toEqual([
      `interrupted: moves to another rack: ${SPINE} (-)`,
    ]);
  });

  test('are those of a site without stages too', () => {
    const model = (of: SiteFact): JsonObject => {
      const { stage, ...fact } = DEVICES;
      expect(stage).toBe('dev');
      return { sites: [of as unknown as JsonObject], facts: [fact] };
    };
    const groups = site.servers.map((each) => (each.group === 'h100' ? { ...each, count: 3, batches: [3] } : each));
    const less = structuredClone({ ...site, servers: groups });
    const { report, pictures } = buildReview([{ plan: readPlan('p', bytes(plan([]))) }], {
      model: { before: model(site), after: model(less) },
    });
    expect(printed(report)).toEqual(['removed: leaves site lab: lab-h100-004 (-)']);
    expect(pictures()).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ['of which nothing is a list', { name: 'lab', racks: 1, servers: {}, fabrics: null }],
    ['of fabrics that are none', { ...site, fabrics: [{ name: 'x' }] }],
    ['of two billion servers', { ...site, servers: [{ ...site.servers[0], count: 2e9, batches: [2e9] }] }],
    ['of a negative number', { ...site, racks: [{ ...site.racks[0], count: 1, batches: [-5] }] }],
    ['of a fat tree of 10,000 ports', fabricsWith({ kind: 'fat-tree', switch: 'SN5600', k: 10_000 })],
    ['of a mesh of 10,000', fabricsWith({ kind: 'mesh', switch: 'SN5600', switches: 10_000, pairs: null })],
    ['of a million cables', fabricsWith({ ...site.fabrics[0]!.topology.shape, spines: 10_000, linksPerPair: 10_000 })],
  ])('of a site %s are told by what else is known', (_, broken) => {
    const own = { facts: [DEVICES] };
    const { report, pictures } = siteReview({ site, ...own }, { site: broken as SiteFact, ...own }, [
      configuration(LEAF, 'a', 'b'),
    ]);
    expect(printed(report)).toEqual([`configured: gets another configuration: ${LEAF} (network/bgp/main/${LEAF})`]);
    // As it was: that is known.
    expect(pictures().map(({ when }) => when)).toEqual(['before']);
  });
});

function fabricsWith(shape: object): object {
  return { ...site, fabrics: site.fabrics.map((each) => ({ ...each, topology: { ...each.topology, shape } })) };
}
