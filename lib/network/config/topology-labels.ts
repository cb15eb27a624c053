import { RACK_LABEL } from '../../cluster/queues';
import { fail } from '../../errors/datahall-error';
import { invalidLabelKey } from '../../errors/network-config';
import { checkLabelValue } from '../../units/names';

/** Where a node is in the network, widest level first. */
export type TopologyLevel = 'zone' | 'block' | 'rack' | 'rail';
/** Labels of the levels that a cluster has. */
export type TopologyKeys = Readonly<Partial<Record<TopologyLevel, string>>>;
/** Where one node is; null where a level does not apply. */
export type NodePlace = Readonly<Record<TopologyLevel, string | null>>;

/** Names of labels that schedulers and operators know. */
export const TOPOLOGY_PRESETS = {
  /** Those of this library; Kubernetes knows zones, and has no name for a rack. */
  datahall: {
    zone: 'topology.kubernetes.io/zone',
    block: 'datahall.dev/block',
    rack: RACK_LABEL,
    rail: 'datahall.dev/rail',
  },
  /** Those that Topograph writes: tier 0 is the switch that a node is on, tier 1 that above it. */
  topograph: {
    zone: 'topology.kubernetes.io/zone',
    block: 'fabric.topograph.run/tier-1',
    rack: 'fabric.topograph.run/tier-0',
  },
} as const satisfies Readonly<Record<string, TopologyKeys>>;

const LEVELS: readonly TopologyLevel[] = ['zone', 'block', 'rack', 'rail'];
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** How nodes are labelled by their place. */
export class TopologyLabels {
  private constructor(
    /** Label of each level. */
    public readonly keys: TopologyKeys,
  ) {}

  /**
   * A known set of labels, some of which may be named otherwise.
   *
   * @param preset whose names
   * @param keys names of labels that differ
   * @throws DH3843 when the key of a label is not valid
   */
  public static of(preset: keyof typeof TOPOLOGY_PRESETS = 'datahall', keys: TopologyKeys = {}): TopologyLabels {
    for (const [level, key] of Object.entries(keys)) if (!isLabelKey(key)) fail(invalidLabelKey(level, key));
    return new TopologyLabels({ ...TOPOLOGY_PRESETS[preset], ...keys });
  }

  /**
   * The labels of a node.
   *
   * @param place where it is
   * @throws DH1102 when a name cannot be the value of a label
   */
  public of(place: NodePlace): Readonly<Record<string, string>> {
    const labels: Record<string, string> = {};
    for (const level of LEVELS) {
      const [key, value] = [this.keys[level], place[level]];
      if (key === undefined || value === null) continue;
      const problem = checkLabelValue(key, value);
      if (problem !== undefined) fail(problem);
      labels[key] = value;
    }
    return labels;
  }

  /**
   * Labels of the levels of Kueue's topology, widest first, ending at the host. A rail is no level: each node has all.
   */
  public get levels(): readonly string[] {
    const wide = LEVELS.filter((level) => level !== 'rail').map((level) => this.keys[level]);
    return [...wide.filter((key) => key !== undefined), 'kubernetes.io/hostname'];
  }
}

function isLabelKey(key: unknown): boolean {
  if (typeof key !== 'string') return false;
  const slash = key.indexOf('/');
  const [prefix, name] = slash === -1 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const goodPrefix = prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix));
  return goodPrefix && name.length <= 63 && NAME.test(name);
}
