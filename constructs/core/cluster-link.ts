import { DataKubernetesNamespaceV1 } from '@cdktf/provider-kubernetes/lib/data-kubernetes-namespace-v1';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { Construct } from 'constructs';
import { checkClusterUid } from '../../lib/release/cluster-uid';
import { checkLiteral } from '../../lib/units/literal-text';
import { DatahallConstruct } from './datahall-construct';
import type { ClusterProviders } from './stack-context';

/** Where a cluster is, and which one it must be. */
export interface ClusterLinkProps {
  /** Name of the kubeconfig context. */
  readonly context: string;
  /**
   * Path of the kubeconfig file: absolute, below the home directory (`~`) or relative to the stack's folder.
   * @default '~/.kube/config'
   */
  readonly path?: string;
  /**
   * UID of the namespace kube-system; plan and apply stop when it is another one.
   * @default - the cluster is not checked
   */
  readonly uid?: string;
  /** Alias of the providers. @default - they are the stack's default ones */
  readonly alias?: string;
}

/**
 * The providers of a stack for one cluster, with literal settings, and the guard that stops plan and apply before
 * any change when the context points to another cluster than the pinned one. Layers of a stage have theirs; make one in
 * a stack of your own in place of its two providers.
 *
 * @example
 * new ClusterLink(stack, 'cluster', { context: 'prod', uid: '51d0b4f2-6a0e-4c5e-9d53-2f7c1f0a8e11' });
 */
export class ClusterLink extends DatahallConstruct {
  /** The two providers. */
  public readonly providers: ClusterProviders;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: ClusterLinkProps) {
    super(scope, id, props);
    const { context: configContext, path: configPath = '~/.kube/config', alias } = props;
    this.report(checkLiteral('context', configContext));
    this.report(checkLiteral('path', configPath));
    const uid = props.uid !== undefined && this.report(checkClusterUid(props.uid)) ? undefined : props.uid;
    const common = alias === undefined ? {} : { alias };
    this.providers = {
      kubernetes: new KubernetesProvider(this, 'Kubernetes', { configPath, configContext, ...common }),
      helm: new HelmProvider(this, 'Helm', { kubernetes: { configPath, configContext }, ...common }),
    };
    if (uid === undefined) return;
    new DataKubernetesNamespaceV1(this, 'Identity', {
      metadata: { name: 'kube-system' },
      provider: this.providers.kubernetes,
      lifecycle: {
        postcondition: [
          {
            condition: `\${self.metadata[0].uid == "${uid}"}`,
            errorMessage: `The context ${configContext} points to another cluster: its kube-system must have the UID ${uid}.`,
          },
        ],
      },
    });
  }
}
