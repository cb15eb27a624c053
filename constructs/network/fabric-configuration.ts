import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import { DatahallError } from '../../lib/errors/datahall-error';
import { rolloutNeedsApp } from '../../lib/errors/network-config';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { mergeServers } from '../../lib/network/addressing/merge-servers';
import { ansibleFiles, type AnsibleSite } from '../../lib/network/config/ansible-collection';
import { ansibleInventory } from '../../lib/network/config/ansible-inventory';
import type { TopologyLabels } from '../../lib/network/config/topology-labels';
import { ciliumRouting } from '../../lib/network/cilium';
import { NetworkSystem } from '../../lib/network/config/network-system';
import { FabricRollout } from '../../lib/network/config/rollout';
import { DEVICE_CONFIGURATION } from '../../lib/network/facts';
import { proofsOf } from '../../lib/network/proofs/proofs-of';
import { devicesOf, type ClusterRouting } from '../../lib/site/addressing';
import { isRouted, rolesOf } from '../../lib/site/fabrics';
import { siteArtifacts } from '../../lib/site/report/artifacts';
import { ncclFiles } from '../../lib/site/nccl';
import { nodeLabels } from '../../lib/site/node-labels';
import type { Site } from '../../lib/site/site';
import { DataResource } from '../core/cdktf';
import { DatahallConstruct } from '../core/datahall-construct';
import { publishSite } from '../core/site-register';
import { isProvingApp } from '../core/stack-hook';
import type { SharedFiles } from '../core/journal';
import { workingDirectory } from '../core/working-directory';

/** Settings of the configurations of a site's network. */
export interface FabricConfigurationProps {
  /** The site. */
  readonly site: Site;
  /** What the switches run. @default NetworkSystem.frr() */
  readonly system?: NetworkSystem;
  /** Kubernetes nodes that tell the leaves about load balancers. @default - none: leaves expect no such sessions */
  readonly cluster?: ClusterRouting;
  /** How configurations reach the devices. @default FabricRollout.none() */
  readonly rollout?: FabricRollout;
  /** Whether report, bill of materials, cabling tables and pictures of the site are written too. @default true */
  readonly documents?: boolean;
  /** Address or name that Ansible reaches a device at, for example in the network of management. @default - its name */
  readonly host?: (device: DevicePlan) => string;
  /**
   * Names of the labels of nodes in `node-labels.json`: those of the cluster.
   * @default TopologyLabels.of('datahall')
   */
  readonly topologyLabels?: TopologyLabels;
}

/** Configurations of all devices of a site. */
interface Configured {
  /** Names of the fabrics, with the names of their devices. */
  readonly fabrics: readonly { readonly name: string; readonly devices: readonly string[] }[];
  /** Devices of all fabrics; a server is one of them, however many fabrics it is joined to. */
  readonly devices: readonly DevicePlan[];
  /** Files of the inventory of the site. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The configurations of all switches and servers of a site: in the plan each switch, and the servers of each rack, is
 * a resource, so that a change is reviewed like any other. `artifacts/ansible` has an Ansible collection for all sites
 * of the program, with the inventory of each beside it; `artifacts/<stage>/<construct path>` has a report of the site
 * with its proofs, its bill of materials, cabling tables and pictures. Networks of management controllers and of
 * InfiniBand are left out: these speak no BGP.
 *
 * @example
 * declare const site: Site;
 * new FabricConfiguration(stack, 'network', { site, rollout: FabricRollout.ansible() });
 */
export class FabricConfiguration extends DatahallConstruct {
  /** What the switches run. */
  public readonly system: NetworkSystem;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: FabricConfigurationProps) {
    super(scope, id, props);
    const { site, system = NetworkSystem.frr(), cluster, rollout = FabricRollout.none() } = props;
    this.system = system;
    publishSite(this, site);
    const elsewhere = rollout.kind === 'ansible' && !isProvingApp(this);
    if (elsewhere) this.report(rolloutNeedsApp(this.node.root.constructor.name));
    if (props.documents !== false) this.writes(() => siteArtifacts(site.toFact(), proofsOf(site)));
    const configured = this.configure(site, cluster ?? null, props.host);
    const resources = deviceResources(this, configured);
    if (rollout.kind === 'ansible' && resources.length > 0) this.rollOut(site.name, configured, rollout, resources);
    for (const { name, devices } of configured.fabrics) {
      this.publish(DEVICE_CONFIGURATION, () => ({
        site: site.name,
        fabric: name,
        system: system.kind,
        devices: Object.fromEntries(devices.map((device) => [device, sha256(configurationOf(configured, device))])),
        rollout: rollout.kind,
        results: rollout.kind === 'none' ? null : rollout.results,
      }));
      this.writes(() => filesIn(name, ncclFiles(site.toFact(), name)));
    }
    const { devices, files: inventory } = configured;
    if (devices.length > 0) this.writesPart(ANSIBLE, () => ({ site: site.name, devices, inventory }));
    const labels = () => nodeLabels(site.toFact(), props.topologyLabels);
    this.writes(() => new Map([['node-labels.json', `${JSON.stringify(labels(), null, 2)}\n`]]));
    if (cluster !== undefined) this.writes(() => new Map([['cilium-bgp.yaml', manifests(ciliumRouting(site))]]));
  }

  /** What rules find wrong with the site leaves devices without addresses: then there is nothing to configure. */
  private configure(site: Site, cluster: ClusterRouting | null, host?: FabricConfigurationProps['host']): Configured {
    const fact = site.toFact();
    const planned = devicesOf(fact, cluster);
    const nothing = { fabrics: [], devices: [], files: {} };
    if (planned.problems.length > 0) return nothing;
    const routed = planned.fabrics.filter(({ fabric: { topology, input } }) => isRouted(fact, { ...input, topology }));
    // Servers are known by their address in the network that people reach them by.
    const known = routed.filter(({ fabric }) => rolesOf(fact, fabric.topology).includes('frontend'));
    const order = [...known, ...routed.filter((each) => !known.includes(each))];
    const devices = mergeServers(order.map((each) => each.devices));
    try {
      const options = { ...this.system.options(devices), ...(host === undefined ? {} : { host }) };
      const files = ansibleInventory(devices, options);
      const fabrics = routed.map(({ fabric: { input }, devices: own }) => {
        return { name: input.name, devices: own.map(({ name }) => name) };
      });
      return { fabrics, devices, files };
    } catch (error) {
      if (!DatahallError.is(error)) throw error;
      this.report(error.problem);
      return nothing;
    }
  }

  private rollOut(site: string, { devices, files }: Configured, rollout: FabricRollout, after: DataResource[]): void {
    const folder = join('..', '..', 'artifacts', ANSIBLE.folder).split(sep).join('/');
    const project = relative(join(workingDirectory(this), folder), '.')
      .split(sep)
      .join('/');
    new DataResource(this, 'Rollout', {
      triggersReplace: { files: sha256(JSON.stringify([...ansibleFiles([{ site, devices, inventory: files }])])) },
      dependsOn: after,
      provisioners: [{ type: 'local-exec', workingDir: folder, command: rollout.command(site, project) }],
    });
  }
}

/** Files for Ansible: a collection for all sites of the program, and their inventories. */
const ANSIBLE: SharedFiles<AnsibleSite> = { folder: 'ansible', combine: ansibleFiles };

function manifests(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${stringify(object)}`).join('');
}

function filesIn(folder: string, files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(files).map(([path, text]) => [join(folder, path), text]));
}

/** A resource a switch, and one a rack for its servers: their number does not grow with servers. */
function deviceResources(scope: Construct, configured: Configured): DataResource[] {
  const racks = new Map<string, Record<string, string>>();
  const below = (id: string) => scope.node.tryFindChild(id) ?? new Construct(scope, id);
  const switches = configured.devices.filter(({ role }) => role !== 'server');
  for (const { name, role, rack } of configured.devices) {
    if (role !== 'server') continue;
    const texts = racks.get(rack ?? '') ?? {};
    texts[name] = configurationOf(configured, name);
    racks.set(rack ?? '', texts);
  }
  return [
    ...switches.map(({ name, fabric }) => {
      return new DataResource(below(fabric), name, { input: { configuration: configurationOf(configured, name) } });
    }),
    ...[...racks].map(([rack, configuration]) => {
      return new DataResource(below('Servers'), rack, { input: { configuration } });
    }),
  ];
}

function configurationOf({ files }: Configured, device: string): string {
  return files[`files/${device}/frr.conf`] ?? files[`files/${device}/config_db.json`] ?? '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
