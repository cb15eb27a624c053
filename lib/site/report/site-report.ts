import type { AddressPair, PrefixPair } from '../../network/addressing/device-plan';
import { splitRange } from '../../network/addressing/ranges';
import type { DeviceRole } from '../../network/fabric/fabric';
import { portLabel } from '../../network/fabric/ports';
import { Bandwidth } from '../../units/bandwidth';
import { Power } from '../../units/power';
import { devicesOf, type PlannedFabric } from '../addressing';
import { fabricsOf, rolesOf } from '../fabrics';
import type { SiteFact } from '../facts';
import { outsideCables } from '../outside-cables';
import { layoutOf } from '../layout';
import { escapeCell, proofTable, verdictOf, type Proof, type Verdict } from '../proof';
import { rowTable } from './bill-of-materials';
import { cablesOf } from './cables';
import { mediaTable } from './media';
import { grouped } from './grouped';
import { markdown, type Table } from './table';

/**
 * A site on one page: racks, servers, fabrics, addresses, and what is proven of it.
 *
 * @param site the fact of the site
 * @param proofs statements about the site, in the order of the table
 */
export function siteReport(site: SiteFact, proofs: readonly Proof[]): string {
  const { fabrics } = devicesOf(site);
  return [
    `# Site ${escapeCell(site.name)}\n`,
    section('Racks', rackTable(site)),
    section('What the racks hold', rowTable(site)),
    section('Servers', serverTable(site)),
    section('Fabrics', fabricTable(site)),
    ...(site.cabling === null ? [] : [section('Cables and modules', mediaTable(site))]),
    section('Networks', networkTable(site)),
    section('Ranges of the fabrics', rangeTable(fabrics)),
    section('AS numbers', asnTable(fabrics)),
    ...(site.outside === undefined ? [] : [section('Routers outside', outsideTable(fabrics))]),
    proofSection(proofs),
  ].join('\n');
}

function section(title: string, table: Table): string {
  return `## ${title}\n\n${table.rows.length === 0 ? 'None.\n' : markdown(table)}`;
}

function rackTable({ racks }: SiteFact): Table {
  return {
    head: ['row', 'racks', 'units each', 'feeds each', 'feed', 'power with one feed lost'],
    rows: racks.map(({ row, count, units, feeds, feedWatts }) => {
      const left = Power.watts((feeds - 1) * feedWatts).toString();
      return [row, count, units, feeds, Power.watts(feedWatts).toString(), `${left} each`];
    }),
  };
}

function serverTable(site: SiteFact): Table {
  const placed = layoutOf(site);
  return {
    head: ['group', 'class', 'count', 'row', 'most in a rack', 'rack units', 'largest power', 'GPUs', 'source'],
    rows: site.servers.map(({ group, model, count, row, rackUnits, maxPowerWatts, gpus, source }, index) => {
      const perRack = placed[index]?.perRack ?? '';
      return [group, model, count, row, perRack, rackUnits, Power.watts(maxPowerWatts).toString(), gpus, source];
    }),
  };
}

function fabricTable(site: SiteFact): Table {
  return {
    head: [
      'fabric',
      'topology',
      'carries',
      'servers',
      'switches',
      'links',
      'cables',
      'largest packet',
      'link addresses',
    ],
    rows: fabricsOf(site).fabrics.map((each) => {
      const { fabric, topology } = each;
      const roles = grouped(fabric.nodes.slice(fabric.servers), ({ role }) => role);
      const switches = [...roles].map(([role, own]) => `${own.length} ${role}`).join(', ');
      const carries = rolesOf(site, topology).join(', ');
      const counts = [fabric.servers, switches, fabric.links.length, cablesOf(each, outsideCables(site, each)).length];
      const links = topology.numbered ? 'own ones' : 'IPv6 link-local';
      return [fabric.name, fabric.topology, carries, ...counts, `${topology.mtu} B`, links];
    }),
  };
}

function networkTable({ addresses, podNetwork }: SiteFact): Table {
  const { underlay, ipv6, virtualIps, pods, services } = addresses;
  const networks: readonly (readonly [string, string | null | undefined])[] = [
    ['hosts and switches', underlay],
    ['hosts and switches, IPv6', ipv6],
    ['load balancers', virtualIps],
    [`pods, ${podNetwork}`, pods],
    ['services', services],
  ];
  return {
    head: ['use', 'range'],
    rows: networks.flatMap(([use, range]) => (range === null || range === undefined ? [] : [[use, range]])),
  };
}

function rangeTable(fabrics: readonly PlannedFabric[]): Table {
  return {
    head: ['fabric', 'range', 'servers', 'switches', 'links of leaves', 'links of spines'],
    rows: fabrics.flatMap(({ fabric, ranges }) =>
      [ranges.v4, ranges.v6].flatMap((range) => {
        if (range === null) return [];
        const { all, servers, switches, leafLinks, spineLinks } = splitRange(range);
        const links = fabric.topology.numbered ? [leafLinks, spineLinks].map(String) : ['', ''];
        return [[fabric.input.name, ...[all, servers, switches].map(String), ...links]];
      }),
    ),
  };
}

function asnTable(fabrics: readonly PlannedFabric[]): Table {
  return {
    head: ['fabric', 'devices', 'first', 'last', 'numbers in use'],
    rows: fabrics.flatMap(({ fabric, devices }) =>
      [...grouped(devices, ({ role }) => role)].map(([role, own]) => {
        const numbers = [...new Set(own.map(({ asn }) => asn))].sort((a, b) => a - b);
        return [fabric.input.name, plural(role as DeviceRole), numbers[0] ?? '', numbers.at(-1) ?? '', numbers.length];
      }),
    ),
  };
}

/** Sessions with outside routers: who has which end, and what each is told. */
function outsideTable(fabrics: readonly PlannedFabric[]): Table {
  const pair = ({ v4, v6 }: AddressPair) => [v4, v6].filter((each) => each !== null).join(', ');
  const list = (prefixes: PrefixPair, end: AddressPair) =>
    (['v4', 'v6'] as const).flatMap((version) => (end[version] === null ? [] : prefixes[version])).join(', ');
  return {
    head: ['router', 'AS number', 'fabric', 'switch', 'port', 'speed', 'address', 'its address', 'gives', 'is told'],
    rows: fabrics.flatMap(({ devices }) =>
      devices.flatMap(({ name, role, fabric, outside = [] }) =>
        outside.map(({ router, asn, port, lane, bps, local, remote, takes, tells }) => [
          ...[router, asn, fabric, name, portLabel(role, port, lane), Bandwidth.bps(bps).toString()],
          ...[pair(local), pair(remote), list(takes, local), list(tells, local)],
        ]),
      ),
    ),
  };
}

function plural(role: DeviceRole): string {
  return { server: 'servers', leaf: 'leaves', spine: 'spines', core: 'cores' }[role];
}

/** What fails comes first, then what holds, then what only describes the site because nothing was asked. */
function proofSection(proofs: readonly Proof[]): string {
  if (proofs.length === 0) return '## Proofs\n\nNone.\n';
  const of = (verdict: Verdict) => proofs.filter((proof) => verdictOf(proof) === verdict);
  const [failed, held, described] = [of('fails'), of('holds'), of('described')];
  const tables = [failed, held].filter(({ length }) => length > 0).map((each) => `${proofTable(each)}\n`);
  const asked = failed.length + held.length;
  const measures =
    described.length === 0
      ? []
      : [`## Measures\n\nNothing was asked of these; they describe the site.\n`, `${proofTable(described)}\n`];
  return [`## Proofs\n\n${held.length} of ${asked} statements hold.\n`, ...tables, ...measures].join('\n');
}
