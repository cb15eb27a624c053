import {
  ChartSet,
  CoreObject,
  type DatahallApp,
  Kubeconfig,
  type Namespace,
  Release,
  ReleaseTrain,
  type SiteShare,
  type Stage,
} from 'datahall';
import { smallShare } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

/** Another value of a prop, in which everything else stays as it was. */
type Samples<Props> = { readonly [Name in keyof Required<Props>]: (context: Context) => Partial<Props> };

/** What samples may be made from. */
export interface Context {
  /** The stage that is built; values that need none ignore it. */
  readonly stage: Stage;
  /** The share of the stage. */
  readonly share: SiteShare;
  /** A namespace that is there in every run, so that only its use makes a difference. */
  readonly other: Namespace;
  /** An object that is there in every run. */
  readonly first: CoreObject;
}

/** A public type of settings, with a program that uses it and another value for each of its props. */
export interface PropsCase {
  readonly type: string;
  readonly props: readonly string[];
  /** Synthesizes the program with the base values, or with another value of one prop. */
  readonly run: (prop?: string) => Synthesized;
}

/**
 * Describes a type of settings. The table of samples does not compile when a prop is missing in it.
 *
 * @param type name of the type
 * @param base values that the program starts from
 * @param samples another value for each prop
 * @param build uses the settings in a stage
 */
export function propsOf<Props extends object>(
  type: string,
  base: (context: Context) => Props,
  samples: Samples<Props>,
  build: (stage: Stage, props: Props) => void,
): PropsCase {
  const run = (prop?: string): Synthesized =>
    inStage((stage) => {
      const metadata = { name: 'first', namespace: 'apps' };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} };
      const first = new CoreObject(stage.network, 'first', { object });
      const context = { stage, share: stage.site, other: stage.foundation.namespace('other'), first };
      const change = prop === undefined ? {} : samples[prop as keyof Props](context);
      build(stage, { ...base(context), ...change });
    });
  return { type, props: Object.keys(samples), run };
}

/**
 * Describes a type of settings that is used outside of a stage.
 *
 * @param type name of the type
 * @param base values that the program starts from
 * @param samples another value for each prop
 * @param build makes a whole program
 */
export function programPropsOf<Props extends object>(
  type: string,
  base: Props,
  samples: { readonly [Name in keyof Required<Props>]: Partial<Props> },
  build: (app: DatahallApp, props: Props) => void,
): PropsCase {
  const run = (prop?: string): Synthesized =>
    synth((app) => build(app, { ...base, ...(prop === undefined ? {} : samples[prop as keyof Props]) }));
  return { type, props: Object.keys(samples), run };
}

/** A program with one stage `dev`. */
export function inStage(platform: (stage: Stage) => void): Synthesized {
  return synth((app) => {
    const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform });
    const cluster = Kubeconfig.context('dev', { uid: 'uid' });
    new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster });
  });
}

/** All that a program says: its files, and its findings. */
export function outcome(out: Synthesized): string {
  return JSON.stringify([[...out.files], out.findings]);
}
