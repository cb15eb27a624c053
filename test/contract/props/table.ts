import { CoreObject, type DatahallApp, type Namespace, ServerModel, Site, type SiteShare, type Stage } from 'datahall';
import { smallSite, stageOn } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

/** Another value of each prop. */
type Values<Props> = Required<Props>;

/** What makes another value of each prop. */
type Samples<Props> = { readonly [Name in keyof Props]-?: (context: Context) => Required<Props>[Name] };

/** What values may be made from. */
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
 * Describes a type of settings. The table of samples does not compile when a prop is missing in it. All samples are
 * made in every run, so that constructs that one of them needs are there whether it is used or not.
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
  build: (stage: Stage, props: Props, context: Context) => unknown,
): PropsCase {
  const names = Object.keys(samples) as (keyof Props & string)[];
  const run = (prop?: string): Synthesized =>
    inStage((stage) => {
      const metadata = { name: 'first', namespace: 'apps' };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {} };
      const first = new CoreObject(stage.network, 'first', { object });
      const context = { stage, share: stage.site, other: stage.foundation.namespace('other'), first };
      const all = names.map((name) => [name, samples[name](context)] as const);
      const change = Object.fromEntries(all.filter(([name]) => name === prop));
      build(stage, { ...base(context), ...change }, context);
    });
  return { type, props: names, run };
}

/**
 * Describes a type of settings that is used outside of a stage.
 *
 * @param type name of the type
 * @param base values that the program starts from
 * @param values another value for each prop
 * @param build makes a whole program
 */
export function programPropsOf<Props extends object>(
  type: string,
  base: Props,
  values: Values<Props>,
  build: (app: DatahallApp, props: Props) => void,
): PropsCase {
  const run = (prop?: string): Synthesized => synth((app) => build(app, changed(base, values, prop)));
  return { type, props: Object.keys(values), run };
}

/**
 * Settings with another value of one prop.
 *
 * @param base the settings
 * @param values another value of each prop
 * @param prop name of the one; nothing leaves the settings as they are
 */
export function changed<Props extends object>(base: Props, values: Values<Props>, prop: string | undefined): Props {
  return { ...base, ...Object.fromEntries(Object.entries(values).filter(([name]) => name === prop)) };
}

/** A site with two groups of GPU servers, so that one can be used in place of the other. */
function site(): Site {
  const { options } = smallSite();
  const other = ServerModel.custom({ ...ServerModel.DGX_H100.facts, name: 'other' });
  const gpus = { h100: ServerModel.DGX_H100.times(2, { row: 'gpu' }), other: other.times(2, { row: 'gpu' }) };
  return new Site('lab', { ...options, servers: { ...options.servers, ...gpus } });
}

/** A program with one stage `dev`. */
export function inStage(platform: (stage: Stage) => void): Synthesized {
  return synth((app) => stageOn(app, site().share({ control: 3, h100: 2, other: 2, storage: 5 }), platform));
}

/** All that a program says: its files, and its findings. */
export function outcome(out: Synthesized): string {
  return JSON.stringify([[...out.files], out.findings]);
}
