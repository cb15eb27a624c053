import {
  ChartSet,
  Cidr,
  type DatahallApp,
  Kubeconfig,
  Power,
  Rack,
  Release,
  ReleaseTrain,
  type ServerGroup,
  ServerModel,
  Site,
  type SiteShare,
  type Stage,
  SwitchModel,
  Topology,
} from 'datahall';

/** A site that passes all rules: four GPU servers, six storage servers, six for control. */
export function smallSite(name = 'lab', others: Readonly<Record<string, ServerGroup>> = {}): Site {
  return new Site(name, {
    racks: {
      gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }),
      core: Rack.row(2, { units: 48, feeds: 2, feed: Power.kw(17) }),
    },
    servers: {
      control: ServerModel.CONTROL_1U.times(6, { row: 'core' }),
      h100: ServerModel.DGX_H100.times(4, { row: 'gpu' }),
      storage: ServerModel.NVME_2U.times(8, { row: 'core' }),
      ...others,
    },
    fabrics: { main: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 }) },
    addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
}

/** The share that most tests use: three control, two GPU and four storage servers. */
export function smallShare(site: Site = smallSite()): SiteShare {
  return site.share({ control: 3, h100: 2, storage: 4 });
}

/** Builds one stage `dev` on a small site: what a construct's test needs. */
export function oneStage(
  platform: (stage: Stage) => void,
  serving?: (stage: Stage) => void,
  site?: Site,
): (app: DatahallApp) => void {
  return (app) => stageOn(app, smallShare(site), platform, serving);
}

/** Adds a stage `dev` on a share. */
export function stageOn(
  app: DatahallApp,
  site: SiteShare,
  platform: (stage: Stage) => void,
  serving?: (stage: Stage) => void,
): void {
  const charts = ChartSet.of('2026.11');
  const release = new Release('2026.11.0', { charts, platform, serving: (stage) => serving?.(stage) });
  const cluster = Kubeconfig.context('dev', { uid: '00000000-0000-0000-0000-000000000001' });
  new ReleaseTrain(app, 'platform').stage('dev', { release, site, cluster });
}
