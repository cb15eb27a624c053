import { Cidr, OutsideRouter, SwitchModel, Topology } from 'datahall';
import { MOST_PICTURES, type FabricPicture } from '../../../../lib/plan/topology/pictures';
import { fabricsOf } from '../../../../lib/site/fabrics';
import type { SiteFact } from '../../../../lib/site/facts';
import { freeGraph, graphOf, reportSite, twoFabrics } from '../../../support/report-sites';
import { smallSite } from '../../../support/small-site';
import { configuration, configures, siteReview } from '../../../support/site-changes';
import { parseXml } from '../../../support/xml';

const site = smallSite().toFact();
const LEAF = 'lab-main-leaf-001';

const allServers = (of: SiteFact): string[] =>
  fabricsOf(of).fabrics.flatMap(({ fabric }) => fabric.nodes.slice(0, fabric.servers).map(({ name }) => name));

/** Pictures of a stage that gets servers of a site. */
function joining(of: SiteFact, servers: readonly string[]): readonly FabricPicture[] {
  return siteReview({ site: of }, { site: of, share: servers }).pictures();
}

/** What the links of a picture say. */
const lit = ({ svg }: FabricPicture): readonly (string | undefined)[] =>
  parseXml(svg)
    .filter(({ name }) => name === 'a')
    .map(({ attributes }) => attributes['aria-label']);

describe('pictures of fabrics', () => {
  test('light the device whose configuration changes, and no other', () => {
    const facts = [configures('lab', [LEAF])];
    const review = siteReview({ site, facts }, { site, facts }, [configuration(LEAF, 'a', 'b')]);
    const [picture, ...others] = review.pictures();
    expect(others).toEqual([]);
    expect(lit(picture!)).toEqual([`${LEAF}, leaf in lab-gpu-01: gets another configuration`]);
    expect(picture!.parts).toEqual([
      {
        id: 'lit-0-4',
        touch: 'configured',
        subject: 'leaf in lab-gpu-01',
        reasons: [{ touched: 0, devices: [LEAF] }],
      },
    ]);
    expect(picture!.svg).toContain('href="#lit-0-4"');
  });

  test('say how many of a rack are touched, where its servers are one box', () => {
    const pictures = joining(site, ['lab-h100-001', 'lab-h100-003', 'lab-h100-002']);
    expect(pictures.map(lit)).toEqual([
      ['2 of 2 servers in lab-gpu-01: joins stage dev', '1 of 2 servers in lab-gpu-02: joins stage dev'],
    ]);
    expect(pictures[0]!.svg).toContain('>+ 1/2<');
  });

  test('are of no site in which nothing changes', () => {
    expect(joining(site, [])).toEqual([]);
  });

  test('show a server once, though it has ports in several fabrics', () => {
    const both = twoFabrics();
    expect(joining(both, ['lab-h100-001']).map(({ fabric }) => fabric)).toEqual(['rdma']);
    expect(joining(both, ['lab-h100-001', 'lab-storage-001']).map(({ fabric }) => fabric)).toEqual(['rdma', 'main']);
  });

  test('show what goes as it was', () => {
    const groups = site.servers.map((each) => (each.group === 'h100' ? { ...each, count: 3, batches: [3] } : each));
    const less = structuredClone({ ...site, servers: groups });
    const pictures = siteReview({ site, share: ['lab-h100-004'] }, { site: less }).pictures();
    expect(pictures.map((each) => [each.when, ...lit(each)])).toEqual([
      ['before', '1 of 2 servers in lab-gpu-02: leaves site lab, leaves stage dev'],
    ]);
  });

  describe('with outside routers', () => {
    const SPINES = ['lab-main-spine-001', 'lab-main-spine-002'];
    const isp = (name: string, at: number, switches = SPINES, gives: 'default' | readonly Cidr[] = 'default') => {
      const links = switches.map((each, side) => {
        const addresses = [Cidr.of(`192.0.2.${4 * at + 2 * side}/31`)];
        return [each, { port: 60 + at, addresses }] as const;
      });
      return {
        name,
        ...OutsideRouter.of({ fabric: 'main', asn: 64_496, gives, links: Object.fromEntries(links) }).spec,
      };
    };
    const at = (...outside: NonNullable<SiteFact['outside']>): SiteFact => structuredClone({ ...site, outside });
    const texts = ({ svg }: FabricPicture): string =>
      parseXml(svg)
        .map(({ text }) => text)
        .join('\n');

    test('show them quietly where they stay', () => {
      const [picture] = joining(at(isp('isp-0', 0)), ['lab-h100-001']);
      expect(texts(picture!)).toContain('isp-0');
      expect(texts(picture!)).toContain('1 router outside');
      expect(lit(picture!)).toEqual(['1 of 2 servers in lab-gpu-01: joins stage dev']);
      expect(texts(joining(site, ['lab-h100-001'])[0]!)).not.toContain('router');
    });

    test('light one that comes, and one that is joined in another way', () => {
      const [before, after] = [
        at(isp('isp-0', 0)),
        at(isp('isp-0', 0, SPINES, [Cidr.of('203.0.113.0/24')]), isp('isp-1', 1)),
      ];
      const pictures = siteReview({ site: before }, { site: after }).pictures();
      expect(pictures.map(({ when }) => when)).toEqual(['after']);
      expect(lit(pictures[0]!)).toEqual([
        'isp-0, outside router: joined in another way',
        'isp-1, outside router: joined to site lab',
      ]);
    });

    test('show one that goes as it was', () => {
      const pictures = siteReview({ site: at(isp('isp-0', 0)) }, { site: at() }).pictures();
      expect(pictures.map((each) => [each.when, ...lit(each)])).toEqual([
        ['before', 'isp-0, outside router: no longer joined to site lab'],
      ]);
    });

    test('tell one once that a circle has beside each of its switches', () => {
      const ring = reportSite({ topology: Topology.ring({ switch: SwitchModel.SN5600, switches: 5 }) });
      const switches = fabricsOf(ring)
        .fabrics[0]!.fabric.nodes.slice(-2)
        .map(({ name }) => name);
      const [picture] = siteReview(
        { site: ring },
        { site: structuredClone({ ...ring, outside: [isp('isp-0', 0, switches)] }) },
      ).pictures();
      expect(lit(picture!)).toHaveLength(2);
      expect(picture!.parts.map(({ subject }) => subject)).toEqual(['outside router']);
      expect(picture!.svg.match(new RegExp(`#${picture!.parts[0]!.id}"`, 'g'))).toHaveLength(2);
    });

    test('are drawn without those that cannot be read, or are too many', () => {
      const broken = { ...site, outside: 'isp' } as unknown as SiteFact;
      expect(joining(broken, ['lab-h100-001']).map(lit)).toEqual([['1 of 2 servers in lab-gpu-01: joins stage dev']]);
      const many = at(...Array.from({ length: 600 }, (_, index) => ({ ...isp('isp', 0), name: `isp-${index}` })));
      expect(texts(joining(many, ['lab-h100-001'])[0]!)).not.toContain('isp');
    });

    test('have no secret and no markup of their names', () => {
      const evil = at(isp('<script>topsecret', 0));
      const secret = {
        after: { input: { configuration: 'b' }, password: 'topsecret' },
        after_sensitive: { password: true },
      };
      const facts = [configures('lab', [LEAF])];
      const changes = [configuration(LEAF, 'a', 'b', secret)];
      const [picture] = siteReview({ site: evil, facts }, { site: evil, facts }, changes).pictures();
      expect(picture!.svg).not.toContain('topsecret');
      expect(texts(picture!)).toContain('<script>');
    });
  });

  test('of thousands of servers are folded, and stay small', () => {
    const large = reportSite({ racks: 200, servers: 3000, perRack: 15 });
    const servers = allServers(large).slice(0, 7);
    const [picture] = joining(large, servers);
    expect(picture!.svg.length).toBeLessThan(100_000);
    const [part] = picture!.parts;
    expect(part!.subject).toMatch(/^\d of \d{2,} servers/);
    expect(picture!.parts.flatMap(({ reasons }) => reasons.flatMap(({ devices }) => devices)).sort()).toEqual(servers);
  });

  test('have a largest number and size', () => {
    const topology = fabricsOf(site).fabrics[0]!.topology;
    const names = Array.from({ length: MOST_PICTURES + 3 }, (_, at) => `f${at}`);
    const classes = site.fabrics[0]!.classes;
    const many = { ...site, fabrics: names.map((name) => ({ name, topology, classes })) };
    const switches = names.map((name) => `lab-${name}-leaf-001`);
    const facts = [configures('lab', switches)];
    const changes = switches.map((name) => configuration(name, 'a', 'b'));
    const pictures = siteReview({ site: many, facts }, { site: many, facts }, changes).pictures();
    expect(pictures).toHaveLength(MOST_PICTURES);
    const wide = reportSite({ racks: 2, servers: 2, topology: freeGraph('line', 300, 2) });
    expect(joining(wide, ['lab-s-001'])).toHaveLength(1);
    const long = JSON.stringify(wide).replace(/"s(\d+)"/g, (_, at: string) => `"${'x'.repeat(900)}${at}"`);
    expect(joining(JSON.parse(long) as SiteFact, ['lab-s-001'])).toEqual([]);
  });

  test('are the same bytes for the same change', () => {
    const draw = (): string => JSON.stringify(joining(structuredClone(site), ['lab-h100-001']));
    expect(draw()).toBe(draw());
  });

  test('have no markup, no secret and nothing unseen of a name', () => {
    const hostile = '<script>alert(1)" onload="x\u202e\u2028';
    const graph = reportSite({ racks: 1, servers: 1, topology: graphOf('evil', 'topsecret') });
    const named = JSON.parse(JSON.stringify(graph).replaceAll('"evil"', JSON.stringify(hostile))) as SiteFact;
    const device = fabricsOf(named).fabrics[0]!.fabric.nodes.find((node) => node.name.includes('script'))!.name;
    const facts = [configures('lab', [device])];
    const secret = {
      after: { input: { configuration: 'b' }, password: 'topsecret' },
      after_sensitive: { password: true },
    };
    const review = siteReview({ site: named, facts }, { site: named, facts }, [
      configuration(device, 'a', 'b', secret),
    ]);
    const [picture] = review.pictures();
    const names = new Set(parseXml(picture!.svg).map(({ name }) => name));
    expect([...names].sort()).toEqual(['a', 'desc', 'g', 'path', 'polyline', 'rect', 'svg', 'text', 'title']);
    expect(parseXml(picture!.svg).flatMap(({ attributes }) => Object.keys(attributes))).not.toContain('onload');
    expect(picture!.svg).not.toMatch(/[\u202e\u2028]|topsecret/);
    expect(lit(picture!)[0]).toContain('<script>alert(1)');
  });
});
