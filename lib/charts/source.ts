import { fail } from '../errors/datahall-error';
import { invalidMirror } from '../errors/charts';
import { checkLiterals } from '../units/literal-text';

/** Where charts and CRDs are taken from when Terraform runs. */
export interface ChartLocation {
  /** What `helm_release` gets as chart. */
  readonly chart: string;
  /** What `helm_release` gets as repository. @default - the chart is a path */
  readonly repository?: string;
}

/** Where to keep CRDs for charts that come from a repository or a mirror. */
export interface ChartSourceOptions {
  /**
   * Folder that `datahall charts pull` wrote, relative to the project.
   * @default - operators install their own CRDs, which Helm never upgrades
   */
  readonly folder?: string;
}

/** Helm puts the name of the chart behind it, with a slash of its own. */
const MIRROR = /^(oci|https):\/\/[^\s/?#@]+(\/[^\s/?#]+)*$/;

/** Where the charts of a stage come from: their repositories, a mirror, or a folder of an air-gapped site. */
export class ChartSource {
  private constructor(
    /** `repositories`, `mirror` or `folder`. */
    public readonly kind: 'repositories' | 'mirror' | 'folder',
    /** Folder with archives and CRDs, relative to the project, if there is one. */
    public readonly folder: string | undefined,
    /** Registry path that replaces the charts' own repositories. */
    public readonly registry: string | undefined,
  ) {}

  /**
   * The charts' own repositories.
   *
   * @param options folder with CRDs
   * @throws DH1104, DH1109
   */
  public static repositories(options: ChartSourceOptions = {}): ChartSource {
    checkLiterals('ChartSource', options);
    return new ChartSource('repositories', options.folder, undefined);
  }

  /**
   * A registry that holds copies of all charts.
   *
   * @param registry `oci://` or `https://`, without a slash at the end: `oci://registry.example.com/charts`
   * @param options folder with CRDs
   * @throws DH1104, DH1109, DH2014
   */
  public static mirror(registry: string, options: ChartSourceOptions = {}): ChartSource {
    checkLiterals('ChartSource', { registry, ...options });
    if (!MIRROR.test(registry)) fail(invalidMirror(registry));
    return new ChartSource('mirror', options.folder, registry);
  }

  /**
   * A folder that `datahall charts pull` wrote: no network is needed at plan and apply.
   *
   * @param folder relative to the project
   * @throws DH1104, DH1109
   */
  public static folder(folder: string): ChartSource {
    checkLiterals('ChartSource', { folder });
    return new ChartSource('folder', folder, undefined);
  }
}
