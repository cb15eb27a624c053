import { DatahallConstruct } from '../constructs/core/datahall-construct';
import { publishSite } from '../constructs/core/site-register';
import type { DatahallApp } from './datahall-app';
import { Stage, type StageProps } from './stage';

/**
 * The stages that a release passes through on its way to production.
 *
 * @example
 * declare const release: Release, site: Site;
 * const train = new ReleaseTrain(new DatahallApp(), 'platform');
 * const dev = train.stage('dev', { release, site: site.share({ h100: 2 }), cluster: Kubeconfig.context('dev') });
 * train.stage('production', { release, site: site.share({ h100: 12 }), cluster: Kubeconfig.context('prod'), after: [dev] });
 */
export class ReleaseTrain extends DatahallConstruct {
  /**
   * @param app the app
   * @param id name of the train
   */
  public constructor(app: DatahallApp, id: string) {
    super(app, id);
  }

  /**
   * Adds a stage and builds it.
   *
   * @param name DNS label, at most 20 characters; part of stack ids
   * @param props release, site, cluster
   */
  public stage<Platform>(name: string, props: StageProps<Platform>): Stage {
    publishSite(this, props.site.site);
    const stage = new Stage(this, name, props as unknown as StageProps<never>);
    const { platform, serving } = props.release.options;
    const built = platform(stage);
    serving?.(stage, built);
    return stage;
  }
}
