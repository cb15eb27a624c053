import type * as Configuration from '../constructs/network/fabric-configuration';
import type { FabricConfiguration, FabricConfigurationProps } from '../constructs/network/fabric-configuration';
import { DatahallConstruct } from '../constructs/core/datahall-construct';
import { publishSite } from '../constructs/core/site-register';
import type { Wan } from '../lib/site/wan';
import { WAN, WAN_PROOFS, type WanFact } from '../lib/site/wan-facts';
import { wanProofs } from '../lib/site/wan-routes';
import { wanReport } from '../lib/site/report/wan-report';
import type { Site } from '../lib/site/site';
import { Backend } from './backend';
import type { DatahallApp } from './datahall-app';
import { siteStack } from './site-stack';
import { Stage, type StageProps } from './stage';

/** Settings of the network of a site. */
export interface SiteNetworkProps extends Omit<FabricConfigurationProps, 'site'> {
  /** Where the state is kept. @default Backend.local() */
  readonly backend?: Backend;
}

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
  private readonly wans: WanFact[] = [];

  /**
   * @param app the app
   * @param id name of the train
   */
  public constructor(app: DatahallApp, id: string) {
    super(app, id);
  }

  /**
   * Adds the network of a site: the configurations of its switches and servers, in a stack of its own,
   * `<site>-network`, because all stages on the site share them.
   *
   * @param site the site
   * @param props what the switches run, how configurations reach them, where the state is kept
   */
  public network(site: Site, props: SiteNetworkProps = {}): FabricConfiguration {
    const { backend = Backend.local(), ...rest } = props;
    const stack = siteStack(this.node.root, `${site.name}-network`, backend);
    return new (configuration().FabricConfiguration)(stack, 'network', { site, ...rest });
  }

  /**
   * Joins sites by lines, which are proven to carry what runs between them. The proofs are in `datahall.json` and in
   * `artifacts/<train>/wan.md`.
   *
   * @param wan lines and flows
   */
  public join(wan: Wan): this {
    this.publish(WAN, () => wan.toFact());
    this.publish(WAN_PROOFS, () => ({ proofs: wanProofs(wan.toFact()) }));
    if (this.wans.length === 0) this.writes(() => new Map([['wan.md', wanReport(this.wans)]]));
    this.wans.push(wan.toFact());
    return this;
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

/** Loaded when it is used: pictures and playbooks are a third of the library, and most programs have none. */
function configuration(): typeof Configuration {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a method that returns at once cannot wait for an import
  return require('../constructs/network/fabric-configuration') as typeof Configuration;
}
