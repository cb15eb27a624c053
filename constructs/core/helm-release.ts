import { Release, type ReleaseConfig } from '@cdktf/provider-helm/lib/release';
import type { Construct } from 'constructs';
import type { ChartPin } from '../../lib/charts/pin';
import { mergeValues } from '../../lib/charts/merge-values';
import { HELM_RELEASE, type HelmReleaseFact } from '../../lib/charts/facts';
import { Duration } from '../../lib/units/duration';
import { checkReleaseName } from '../../lib/units/names';
import { locateChart } from './chart-location';
import { DatahallConstruct, type Transform } from './datahall-construct';
import { producedOnce } from './completeness';
import { Foundation } from './foundation';
import type { Namespace } from './namespace';
import { orderAfter, waitLike } from './order';
import { own } from './provider-binding';
import { Lazy } from './cdktf';
import { markStateful } from './statefulness';
import { encodeValues, problemsOfValues } from './values-encoder';

/** Settings of a Helm release. */
export interface HelmReleaseProps<Values extends object> {
  /** Chart and version, from the stage's chart set. */
  readonly chart: ChartPin<Values>;
  /** Namespace that the release lives in. */
  readonly namespace: Namespace;
  /** Values for the chart, a closed type of the pinned version. @default - the chart's own defaults */
  readonly values?: Values;
  /** Name of the release. @default - the name of the chart */
  readonly name?: string;
  /** How long Terraform waits for it to become ready. @default 10 minutes */
  readonly timeout?: Duration;
  /** Whether a failed install or upgrade is undone. @default true */
  readonly atomic?: boolean;
  /** Whether it holds data: it is then protected from destruction. @default false */
  readonly stateful?: boolean;
  /** Constructs that must be there first, besides namespace and CRDs. @default - none */
  readonly after?: readonly Construct[];
  /** Last change of the Terraform resource. @default - none */
  readonly transform?: Transform<ReleaseConfig>;
}

const DEFAULT_TIMEOUT = Duration.minutes(10);

/**
 * A Helm release of a pinned chart with defaults that are safe in production: exact version, CRDs apart, undone
 * when it fails, no secret in its values.
 *
 * @example
 * const operator = new HelmRelease(stack, 'metrics', {
 *   chart: Foundation.of(stack).charts.pin('metallb'),
 *   namespace: Foundation.of(stack).namespace('metallb-system', { podSecurity: 'privileged' }),
 *   values: { speaker: { frr: { enabled: false } } },
 * });
 */
export class HelmRelease<Values extends object = object> extends DatahallConstruct {
  /** Chart and version. */
  public readonly chart: ChartPin<Values>;
  /** Namespace of the release. */
  public readonly namespace: Namespace;
  /** Name of the release, at most 53 characters. */
  public readonly name: string;
  /** Terraform resources by role. */
  public readonly nodes: { readonly release: Release };
  private readonly layers: object[];
  private readonly reasons: string[] = [];

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: HelmReleaseProps<Values>) {
    super(scope, id, props, ['values', 'transform']);
    const { chart } = props;
    this.chart = chart;
    this.namespace = props.namespace;
    this.name = props.name ?? chart.name;
    this.report(checkReleaseName('name', this.name));
    const foundation = Foundation.of(this);
    const crds = foundation.crds(chart);
    for (const problem of problemsOfValues(props.values ?? {})) this.report(problem);
    this.layers = [props.values ?? {}, ...(crds.values === undefined ? [] : [crds.values])];
    orderAfter(this, [props.namespace, foundation.priorityClasses, ...crds.after, ...(props.after ?? [])]);
    const location = locateChart(foundation.source, chart, this);
    for (const problem of location.problems) this.report(problem);
    const config: ReleaseConfig = {
      name: this.name,
      namespace: props.namespace.name,
      chart: location.chart,
      ...(location.repository === undefined ? {} : { repository: location.repository }),
      version: chart.version,
      values: [Lazy.stringValue({ produce: producedOnce(this, () => encodeValues(this.values)) })],
      // Helm keeps the values of before, where all of them are taken out, and says so nowhere.
      resetValues: true,
      skipCrds: crds.skip,
      createNamespace: false,
      wait: true,
      waitForJobs: true,
      atomic: props.atomic ?? true,
      cleanupOnFail: true,
      maxHistory: 5,
      timeout: this.inUnit('timeout', props.timeout ?? DEFAULT_TIMEOUT, DEFAULT_TIMEOUT).seconds,
    };
    const final = props.transform?.(config) ?? config;
    this.nodes = { release: own(() => new Release(this, 'Resource', final)) };
    waitLike(this, this.nodes.release);
    if (props.stateful === true) markStateful(this.nodes.release);
    this.publish(HELM_RELEASE, () => this.fact(props.stateful === true));
  }

  /** The values that the chart gets, as plain JSON. */
  public get values(): object {
    return this.layers.reduce<object>((sum, layer) => mergeValues(sum, layer), {});
  }

  /**
   * The visible way out: values that this library has no type for. They win over its own; `datahall.json` lists them.
   *
   * @param reason why they are needed
   * @param values as the chart takes them
   */
  public extraValues(reason: string, values: object): this {
    this.layers.push(values);
    this.reasons.push(reason);
    for (const problem of problemsOfValues(values)) this.report(problem);
    return this;
  }

  private fact(stateful: boolean): HelmReleaseFact {
    const { chart, name, namespace, reasons } = this;
    return {
      chart: chart.name,
      version: chart.version,
      release: name,
      namespace: namespace.name,
      stateful,
      extraValues: [...reasons],
      ...(chart.endOfLife === undefined ? {} : { endOfLife: chart.endOfLife }),
    };
  }
}
