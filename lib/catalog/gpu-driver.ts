import { fail } from '../errors/datahall-error';
import { invalidDriverVersion } from '../errors/cluster';

/** What is known of a driver. */
export interface GpuDriverFacts {
  /** Exact version, which is the tag of its image; nothing when the operating system brings the driver. */
  readonly version?: string;
  /** Where the version comes from. */
  readonly source: string;
}

const VERSION = /^\d{3}\.\d{2,3}\.\d{2}$/;

/** Drivers of NVIDIA GPUs that were checked with an operator; others by {@link GpuDriver.of}. */
export class GpuDriver {
  /** Branch 595, the default of the GPU operator v26.7.0. */
  public static readonly R595_91_07 = new GpuDriver({
    version: '595.91.07',
    source: 'chart gpu-operator v26.7.0, values.yaml, driver.version',
  });

  private constructor(
    /** What is known of it. */
    public readonly facts: GpuDriverFacts,
  ) {}

  /** The driver is part of the servers' operating system: the operator leaves it alone. */
  public static preinstalled(): GpuDriver {
    return new GpuDriver({ source: 'the operating system of the servers' });
  }

  /**
   * A driver that the library does not know.
   *
   * @param version exact version, e.g. `580.105.08`
   * @param source where it was checked with the GPUs and the operator
   * @throws DH3111 when it is no driver version
   */
  public static of(version: string, source: string): GpuDriver {
    return VERSION.test(version) ? new GpuDriver({ version, source }) : fail(invalidDriverVersion(version));
  }
}
