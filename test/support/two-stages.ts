import { Backend, ChartSet, Kubeconfig, Release, ReleaseTrain, type ShareRequest, type StageProps } from 'datahall';
import { smallSite } from './small-site';
import { synth, type Synthesized } from './synth';

/** The chart set of all releases here. */
export const charts = ChartSet.of('2026.11');
/** A release of nothing. */
export const empty = new Release<unknown>('2026.11.0', { charts, platform: () => undefined });
/** A newer one. */
export const newer = new Release<unknown>('2026.12.0', { charts, platform: () => undefined });
/** A context whose cluster is pinned. */
export const pin = (name: string): Kubeconfig => Kubeconfig.context(name, { uid: `uid-of-${name}` });

/** What is different about the second stage. */
export type Change = Partial<StageProps<unknown>> & { readonly share?: ShareRequest };

/** Two stages that pass all rules, with changes to the second one. */
export function two(change: Change, name = 'staging'): Synthesized {
  const { share = { h100: 1 }, ...props } = change;
  return synth((app) => {
    const site = smallSite();
    const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
    const train = new ReleaseTrain(app, 'platform');
    const dev = train.stage('dev', { release: empty, site: site.share({ h100: 1 }), cluster: pin('dev'), backend });
    const rest = { release: empty, site: site.share(share), cluster: pin('staging'), after: [dev], backend };
    train.stage(name, { ...rest, ...props });
  });
}
