import { factKind } from '../model/fact';

/** A range of addresses that a gateway takes its own from. */
export interface VirtualIpPoolFact {
  /** The range in CIDR notation. */
  readonly range: string;
  /** Name of the site. */
  readonly site: string;
  /** All addresses for load balancers that the site has. */
  readonly siteRange: string;
  /** The address that the gateway asks for. @default - any one of the range */
  readonly address?: string;
}

/** Kind of {@link VirtualIpPoolFact}. */
export const VIRTUAL_IP_POOL = factKind<VirtualIpPoolFact>('virtual-ip-pool');

/** How the addresses of load balancers are made known to the network. */
export interface LoadBalancerFact {
  /** `layer2`: by ARP and NDP; `bgp`: as routes. */
  readonly advertisement: 'layer2' | 'bgp';
  /** Routers that the hosts of a rack, or all hosts, tell them to; empty on layer 2. */
  readonly routers: readonly { readonly address: string; readonly asn: number; readonly rack: string | null }[];
}

/** Kind of {@link LoadBalancerFact}. */
export const LOAD_BALANCER = factKind<LoadBalancerFact>('load-balancer');

/** The configuration of a device that is not of Kubernetes. */
export interface DeviceConfigurationFact {
  /** Name of the site. */
  readonly site: string;
  /** Name of the fabric. */
  readonly fabric: string;
  /** Operating system that it is written for. */
  readonly system: 'frr' | 'sonic';
  /** Devices, and the SHA-256 of the configuration of each. */
  readonly devices: Readonly<Record<string, string>>;
  /** Who brings it onto the devices: nobody of ours, or Ansible after Terraform. Not yet applied until they did. */
  readonly rollout: 'none' | 'ansible';
  /** Folder of the project in which each device leaves what was done to it; null when nobody of ours does anything. */
  readonly results: string | null;
}

/** Kind of {@link DeviceConfigurationFact}. */
export const DEVICE_CONFIGURATION = factKind<DeviceConfigurationFact>('device-configuration');

/** A gateway: where requests from outside come in. */
export interface GatewayFact {
  /** Name of the gateway. */
  readonly name: string;
  /** Proxies. */
  readonly replicas: number;
  /** How a proxy picks the pod that answers. */
  readonly policy: string;
  /** Whether clients are served by HTTPS. */
  readonly https: boolean;
}

/** Kind of {@link GatewayFact}. */
export const GATEWAY = factKind<GatewayFact>('gateway');

/** A target of a route. */
export interface RouteTargetFact {
  /** Path of the construct that answers, below its stack. */
  readonly target: string;
  /** Its Service, as `namespace/name`. */
  readonly service: string;
  /** Its share in percent of what its release answers; null when it takes the rest. */
  readonly weight: number | null;
  /** The release that it is of, as part of a name; null when it is of none. */
  readonly release: string | null;
}

/** What answers requests for a path. */
export interface RouteFact {
  /** Path that requests begin with. */
  readonly route: string;
  /** What answers them. */
  readonly targets: readonly RouteTargetFact[];
}

/** Kind of {@link RouteFact}. */
export const ROUTE = factKind<RouteFact>('route');
