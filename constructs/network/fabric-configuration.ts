import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { Construct } from 'constructs';
import { DatahallError } from '../../lib/errors/datahall-error';
import { rolloutNeedsApp } from '../../lib/errors/network-config';
import type { DevicePlan } from '../../lib/network/addressing/device-plan';
import { ansibleFiles } from '../../lib/network/config/ansible';
import { NetworkSystem } from '../../lib/network/config/network-system';
import { FabricRollout } from '../../lib/network/config/rollout';
import { DEVICE_CONFIGURATION } from '../../lib/network/facts';
import { proofsOf } from '../../lib/network/proofs/proofs-of';
import { devicesOf, type ClusterRouting } from '../../lib/site/addressing';
import { rolesOf } from '../../lib/site/fabrics';
import { siteArtifacts } from '../../lib/site/report/artifacts';
import { ncclFiles } from '../../lib/site/nccl';
import { nodeLabels } from '../../lib/site/node-labels';
import type { Site } from '../../lib/site/site';
import { DataResource } from '../core/cdktf';
import { DatahallConstruct } from '../core/datahall-construct';
import { publishSite } from '../core/site-register';
import { isProvingApp } from '../core/stack-hook';
import { artifactFolder, workingDirectory } from '../core/working-directory';

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
}

/** Configurations of a fabric. */
interface Configured {
  readonly name: string;
  readonly devices: readonly DevicePlan[];
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The configurations of all switches and servers of a site: in the plan each switch, and the servers of each rack, is
 * a resource, so that a change is reviewed like any other. The files with an Ansible playbook lie in
 * `artifacts/<stage>/<construct path>/<fabric>`, beside a report of the site with its proofs, its bill of materials,
 * cabling tables and pictures. Networks of management controllers are left out: these speak no BGP.
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
    for (const each of this.configure(site, cluster ?? null)) {
      const fabric = new Construct(this, each.name);
      const resources = deviceResources(fabric, each);
      if (rollout.kind === 'ansible') this.rollOut(fabric, each, rollout, resources);
      this.publish(DEVICE_CONFIGURATION, () => ({
        site: site.name,
        fabric: each.name,
        system: system.kind,
        devices: Object.fromEntries(each.devices.map(({ name }) => [name, sha256(configurationOf(each, name))])),
        rollout: rollout.kind,
      }));
      const files = { ...each.files, ...ncclFiles(site.toFact(), each.name) };
      this.writes(() => new Map(Object.entries(files).map(([path, text]) => [join(each.name, path), text])));
    }
    this.writes(() => new Map([['node-labels.json', `${JSON.stringify(nodeLabels(site.toFact()), null, 2)}\n`]]));
  }

  /** What rules find wrong with the site leaves devices without addresses: then there is nothing to configure. */
  private configure(site: Site, cluster: ClusterRouting | null): readonly Configured[] {
    const fact = site.toFact();
    const planned = devicesOf(fact, cluster);
    if (planned.problems.length > 0) return [];
    const routed = planned.fabrics.filter(({ fabric }) =>
      rolesOf(fact, fabric.topology).some((role) => role !== 'management'),
    );
    return routed.flatMap(({ fabric, devices }): Configured[] => {
      try {
        const files = ansibleFiles(devices, this.system.options(devices));
        return [{ name: fabric.input.name, devices, files }];
      } catch (error) {
        if (!DatahallError.is(error)) throw error;
        this.report(error.problem);
        return [];
      }
    });
  }

  private rollOut(scope: Construct, { name, files }: Configured, rollout: FabricRollout, after: DataResource[]): void {
    const folder = join('..', '..', artifactFolder(this), name).split(sep).join('/');
    const project = relative(join(workingDirectory(this), folder), '.')
      .split(sep)
      .join('/');
    new DataResource(scope, 'Rollout', {
      triggersReplace: { files: sha256(JSON.stringify(files)) },
      dependsOn: after,
      provisioners: [{ type: 'local-exec', workingDir: folder, command: rollout.command(project) }],
    });
  }
}

/** A resource a switch, and one a rack for its servers: their number does not grow with servers. */
function deviceResources(scope: Construct, configured: Configured): DataResource[] {
  const switches = configured.devices.filter(({ role }) => role !== 'server');
  const racks = new Map<string, Record<string, string>>();
  for (const { name, role, rack } of configured.devices) {
    if (role !== 'server') continue;
    const texts = racks.get(rack ?? '') ?? {};
    texts[name] = configurationOf(configured, name);
    racks.set(rack ?? '', texts);
  }
  return [
    ...switches.map(
      ({ name }) => new DataResource(scope, name, { input: { configuration: configurationOf(configured, name) } }),
    ),
    ...[...racks].map(
      ([rack, configuration]) => new DataResource(scope, `servers-${rack}`, { input: { configuration } }),
    ),
  ];
}

function configurationOf({ files }: Configured, device: string): string {
  return files[`files/${device}/frr.conf`] ?? files[`files/${device}/config_db.json`] ?? '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
