import { RACK_LABEL } from '../cluster/queues';
import { fail } from '../errors/datahall-error';
import { invalidLabelValue } from '../errors/names';
import type { Problem } from '../errors/problem';
import type { KubernetesObject } from '../kubernetes/object';
import type { Site } from '../site/site';
import { bgpPeer, leafPeers, metallbPeers } from './config/metallb-peers';
import type { LoadBalancerFact } from './facts';
import { frontendDevices } from './frontend-devices';
import { checkAddress } from '../units/address';
import { checkLabelValue } from '../units/names';
import { wholeNumber } from '../units/ranges';
import { sameSpelling } from './usable-addresses';

/** A router that hosts tell their addresses to: the top-of-rack switches, as a rule. */
export interface BgpRouter {
  /** Its address, as the hosts see it. */
  readonly address: string;
  /** Its autonomous system. */
  readonly asn: number;
  /** Rack whose hosts talk to it. @default - all hosts do */
  readonly rack?: string;
}

/** How hosts talk BGP. */
export interface BgpOptions {
  /** Autonomous system of the hosts. */
  readonly asn: number;
  /** Routers, two for each rack. */
  readonly routers: readonly BgpRouter[];
}

const API = 'metallb.io/v1beta1';
const BFD_PROFILE = 'fabric';
const LARGEST_ASN = 4_294_967_295;

/** How the addresses of load balancers are made known to the network. */
export class Advertisement {
  private constructor(
    /** `layer2`: by ARP and NDP; `bgp`: as routes. */
    public readonly kind: LoadBalancerFact['advertisement'],
    /** Routers that the hosts talk to; none on layer 2. */
    public readonly routers: LoadBalancerFact['routers'],
    private readonly objects: (namespace: string) => readonly KubernetesObject[],
  ) {}

  /**
   * One host at a time answers ARP and NDP for an address. Needs nothing of the network but that all hosts that may
   * answer share a layer 2 domain; all traffic for an address comes in through one host, and moves within seconds
   * when that host is lost.
   */
  public static layer2(): Advertisement {
    return new Advertisement('layer2', [], (namespace) => [
      { apiVersion: API, kind: 'L2Advertisement', metadata: { name: 'all', namespace }, spec: {} },
    ]);
  }

  /**
   * Each host tells its routers the addresses that it serves, and they spread the traffic. A lost host is noticed
   * by BFD within a second. For hosts that do not route themselves.
   *
   * @param options autonomous systems and routers
   * @throws DH1004 when a number of an autonomous system is not one, DH1007 when an address is none, DH1102 when a rack
   * is no value of a label, DH1104 when one is not known at synth
   */
  public static bgp(options: BgpOptions): Advertisement {
    for (const asn of [options.asn, ...options.routers.map((router) => router.asn)])
      wholeNumber('asn', asn, 1, LARGEST_ASN);
    for (const { address, rack } of options.routers) {
      const problem = checkAddress('address', address) ?? (rack === undefined ? undefined : checkRack(rack));
      if (problem !== undefined) fail(problem);
    }
    const routers = options.routers.map(({ address, asn, rack = null }) => ({ address, asn, rack }));
    const bfd = { receiveInterval: 300, transmitInterval: 300, detectMultiplier: 3 };
    return new Advertisement('bgp', routers, (namespace) => [
      routes(namespace),
      { apiVersion: API, kind: 'BFDProfile', metadata: { name: BFD_PROFILE, namespace }, spec: bfd },
      ...peers(options, namespace),
    ]);
  }

  /**
   * Each host tells the leaves of its rack the addresses that it serves. The leaves expect that when the network of the
   * site is configured with `cluster: site.routing`; both sides follow from the one description. Hosts route and have
   * BFD of their own.
   *
   * @param site the site
   */
  public static fabric(site: Site): Advertisement {
    const devices = frontendDevices(site);
    const routers = leafPeers(devices).flatMap(({ address, asn, racks }) =>
      racks.map((rack) => ({ address, asn, rack })),
    );
    return new Advertisement('bgp', routers, (namespace) => [
      routes(namespace),
      ...metallbPeers(devices, RACK_LABEL, namespace),
    ]);
  }

  /**
   * On layer 2 a host that has the traffic may have no proxy, or one of several: the traffic is passed on to all of
   * them, at the cost of the client's address. With BGP only hosts with a proxy are chosen, all of them at once, and
   * the client's address is kept.
   */
  public get externalTrafficPolicy(): 'Cluster' | 'Local' {
    return this.kind === 'layer2' ? 'Cluster' : 'Local';
  }

  /**
   * The objects that make MetalLB advertise all its pools this way.
   *
   * @param namespace namespace of MetalLB
   */
  public toObjects(namespace: string): readonly KubernetesObject[] {
    return this.objects(namespace);
  }
}

function routes(namespace: string): KubernetesObject {
  return { apiVersion: API, kind: 'BGPAdvertisement', metadata: { name: 'all', namespace }, spec: {} };
}

/** A router of several racks is one peer, of the nodes of them all. */
function peers({ asn: nodeAsn, routers }: BgpOptions, namespace: string): readonly KubernetesObject[] {
  const merged = new Map<string, BgpRouter & { readonly racks: readonly (string | undefined)[] }>();
  for (const router of routers) {
    const key = `${sameSpelling(router.address)} ${router.asn}`;
    const { address, asn, racks } = merged.get(key) ?? { ...router, racks: [] };
    merged.set(key, { address, asn, racks: [...racks, router.rack] });
  }
  return [...merged.values()].map(({ address, asn, racks: all }) => {
    const named = [...new Set(all.filter((rack) => rack !== undefined))].sort();
    // One without a rack is of all hosts.
    const racks = all.includes(undefined) ? [] : named;
    const name = `router-${address.replace(/[^0-9a-z]+/gi, '-').toLowerCase()}`;
    return bgpPeer({ name, address, asn, nodeAsn, racks }, namespace, { bfdProfile: BFD_PROFILE });
  });
}

/** The rack is a value of a label of nodes: an empty one would be that of no rack. */
function checkRack(rack: string): Problem | undefined {
  return rack === '' ? invalidLabelValue('rack', rack) : checkLabelValue('rack', rack);
}
