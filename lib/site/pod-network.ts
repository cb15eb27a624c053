import type { Cidr } from '../units/cidr';

/** How the pods of a site's clusters reach other hosts: a property of their CNI. */
export class PodNetwork {
  private constructor(
    /** Name of the kind. */
    public readonly kind: 'routed' | 'overlay',
  ) {}

  /** The fabric routes the addresses of pods: a host talks to pods from its own address. */
  public static routed(): PodNetwork {
    return new PodNetwork('routed');
  }

  /**
   * Hosts carry the traffic of pods in tunnels (VXLAN, IP in IP): a host talks to pods of other hosts from the address
   * of its tunnel, which lies in the pod range. The site then needs `addresses.pods`.
   */
  public static overlay(): PodNetwork {
    return new PodNetwork('overlay');
  }

  /**
   * The addresses that a host may have in the eyes of pods.
   *
   * @param underlay addresses of the hosts themselves
   * @param pods range of the pods
   */
  public hosts(underlay: Cidr, pods: Cidr | undefined): readonly Cidr[] {
    return this.kind === 'routed' || pods === undefined ? [underlay] : [underlay, pods];
  }
}
