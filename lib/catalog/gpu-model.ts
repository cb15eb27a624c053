import { Bytes } from '../units/bytes';
import { Bandwidth } from '../units/bandwidth';
import { Power } from '../units/power';
import { checkGpu } from './checks';

/** What is known of a GPU. */
export interface GpuFacts {
  /** Name, e.g. `H100-SXM`. */
  readonly name: string;
  /** Memory of one GPU. */
  readonly memory: Bytes;
  /** Bandwidth to the other GPUs of its NVLink domain, both directions together, as vendors count it. */
  readonly nvlink: Bandwidth;
  /** Largest power of one GPU. */
  readonly maxPower: Power;
  /** Where the figures come from. */
  readonly source: string;
}

/** GPUs that are known; others by {@link GpuModel.custom}. */
export class GpuModel {
  /** NVIDIA H100 SXM5, 80 GB HBM3. */
  public static readonly H100_SXM = new GpuModel({
    name: 'H100-SXM',
    memory: Bytes.gb(80),
    nvlink: Bandwidth.gbps(7200),
    maxPower: Power.watts(700),
    source: 'NVIDIA H100 Tensor Core GPU data sheet: 80 GB, 700 W, NVLink 900 GB/s',
  });

  /** NVIDIA B200 SXM, 180 GB HBM3e as in DGX and HGX systems. */
  public static readonly B200_SXM = new GpuModel({
    name: 'B200-SXM',
    memory: Bytes.gb(180),
    nvlink: Bandwidth.gbps(14_400),
    maxPower: Power.watts(1000),
    source: 'NVIDIA DGX B200 User Guide: 1,440 GB and 14.4 TB/s of NVLink for 8 GPUs; 1,000 W: vendor data sheets',
  });

  /** All GPUs that the library knows, to select from. */
  public static get known(): readonly GpuModel[] {
    return [GpuModel.H100_SXM, GpuModel.B200_SXM];
  }

  private constructor(
    /** What is known of it. */
    public readonly facts: GpuFacts,
  ) {}

  /**
   * A GPU that the library does not know.
   *
   * @param facts its figures with their source
   * @throws DH3022 and DH1005 for figures that no GPU has
   */
  public static custom(facts: GpuFacts): GpuModel {
    checkGpu(facts);
    return new GpuModel(facts);
  }
}
