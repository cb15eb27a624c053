import type { DevicePlan } from '../addressing/device-plan';
import type { AnsibleOptions } from './ansible-inventory';
import type { FrrOptions } from './frr';
import type { SonicOptions } from './sonic';

/** Settings of switches that run SONiC. */
export interface SonicSystemOptions {
  /** What follows from the hardware of a switch. */
  readonly hardware: (device: DevicePlan) => SonicOptions;
  /** How servers, which run FRRouting, are configured. @default - as {@link NetworkSystem.frr} does */
  readonly servers?: FrrOptions;
}

/** The operating system of the switches of a site; servers run FRRouting. */
export class NetworkSystem {
  private constructor(
    /** Name of the system. */
    public readonly kind: 'frr' | 'sonic',
    private readonly frrOptions: FrrOptions,
    private readonly hardware: ((device: DevicePlan) => SonicOptions) | undefined,
  ) {}

  /**
   * Linux with FRRouting 8.4 or newer.
   *
   * @param options timers, names of interfaces
   */
  public static frr(options: FrrOptions = {}): NetworkSystem {
    return new NetworkSystem('frr', options, undefined);
  }

  /**
   * SONiC with its own routing configuration. Its links need addresses: `numbered` of the fabric.
   *
   * @param options hardware of each switch, and how servers are configured
   */
  public static sonic({ hardware, servers = {} }: SonicSystemOptions): NetworkSystem {
    // SONiC's routing configuration cannot check the distance of a neighbour, so servers must not either.
    return new NetworkSystem('sonic', { ttlSecurity: false, ...servers }, hardware);
  }

  /**
   * How the devices of a fabric are written for Ansible.
   *
   * @param devices all devices of the fabric
   */
  public options(devices: readonly DevicePlan[]): AnsibleOptions {
    const { hardware } = this;
    if (hardware === undefined) return { frr: this.frrOptions };
    const switches = devices.filter(({ role }) => role !== 'server');
    return { frr: this.frrOptions, sonic: Object.fromEntries(switches.map((each) => [each.name, hardware(each)])) };
  }
}
