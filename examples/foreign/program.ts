import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  ChartSet,
  Cidr,
  ClusterLink,
  CustomResources,
  Foundation,
  KubernetesCluster,
  Power,
  Rack,
  ServerModel,
  Site,
  type SiteShare,
  SwitchModel,
  Topology,
} from 'datahall';

/** The machines that are there: a share of them can be handed out once. */
export function lab(): Site {
  return new Site('lab', {
    racks: { row: Rack.row(4, { units: 48, feeds: 3, feed: Power.kw(23) }) },
    servers: { h100: ServerModel.DGX_H100.times(4) },
    fabrics: { main: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 }) },
    addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
}

/** What is different from one use of the stack to another. */
export interface ResearchProps {
  /** Kubeconfig context of the cluster. */
  readonly context: string;
  /** UID of the cluster's namespace kube-system. @default - the cluster is not checked */
  readonly uid?: string;
  /** Servers of the cluster. */
  readonly servers: SiteShare;
  /** GPUs that the researchers are guaranteed. @default 16 */
  readonly gpus?: number;
}

/**
 * A stack of a plain cdktf program: state and most resources are its own. Constructs of datahall find the providers of
 * the stack by themselves, and their rules run when the program synthesizes.
 */
export class ResearchStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: ResearchProps) {
    super(scope, id);
    const { context, uid, servers } = props;
    new ClusterLink(this, 'cluster', { context, ...(uid === undefined ? {} : { uid }) });

    const { hosts } = servers.site;
    const foundation = new Foundation(this, 'foundation', { charts: ChartSet.of('2026.11'), hosts });
    const gpus = new KubernetesCluster(this, 'gpus', { site: servers });
    const h100 = gpus.addGpuPool('h100', { servers: 'h100', spares: 1 });
    h100.addQueue('research', { gpus: props.gpus ?? 16 });

    const notebooks = foundation.namespace('notebooks');
    new CustomResources(this, 'priorities', { release: 'priorities', namespace: notebooks, after: [gpus] }).add({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'WorkloadPriorityClass',
      metadata: { name: 'interactive' },
      value: 1000,
      description: 'Notebooks, which somebody waits for',
    });

    // An own resource beside those of datahall, ordered after one of them.
    new ConfigMapV1(this, 'defaults', {
      metadata: { name: 'notebook-defaults', namespace: notebooks.name },
      data: { queue: 'research' },
      dependsOn: [notebooks.nodes.namespace.nodes.resource],
    });
    new TerraformOutput(this, 'gpus-left', { value: h100.left });
  }
}
