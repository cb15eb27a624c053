import {
  Backend,
  ChartSet,
  ChartSource,
  Cidr,
  type DatahallApp,
  type GpuPoolProps,
  type GpuQueueProps,
  Kubeconfig,
  type KubeconfigOptions,
  KubernetesCluster,
  type LeafSpineOptions,
  Power,
  Rack,
  type RackOptions,
  Release,
  type ReleaseOptions,
  ReleaseTrain,
  ServerModel,
  Site,
  type SiteOptions,
  SwitchModel,
  type StageProps,
  Topology,
} from 'datahall';
import { smallShare, smallSite } from '../../support/small-site';
import { type PropsCase, programPropsOf, propsOf } from './table';

const charts = ChartSet.of('2026.11');
const release = new Release<unknown>('2026.11.0', { charts, platform: (stage) => stage.cluster });
const cluster = Kubeconfig.context('dev', { uid: 'uid' });
const { SN5600 } = SwitchModel;

function stageWith(app: DatahallApp, props: Partial<StageProps<unknown>>): void {
  new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster, ...props });
}

const small = smallSite().options;

export const PROGRAM: readonly PropsCase[] = [
  programPropsOf<StageProps<unknown>>(
    'StageProps',
    { release, site: smallShare(), cluster },
    {
      release: { release: new Release<unknown>('2026.11.1', release.options) },
      site: { site: smallSite('other').share({ h100: 1 }) },
      cluster: { cluster: Kubeconfig.context('other') },
      management: { management: Kubeconfig.context('tools') },
      after: { after: ['earlier' as never] },
      backend: { backend: Backend.gcs({ bucket: 'b' }) },
      charts: { charts: ChartSource.mirror('oci://registry.example.com/charts') },
      destroyable: { destroyable: true },
    },
    (app, { after, ...props }) => {
      const train = new ReleaseTrain(app, 'platform');
      const newer = {
        release: new Release<unknown>('2026.10.0', release.options),
        cluster: Kubeconfig.context('first'),
      };
      const first = train.stage('first', { ...newer, site: smallSite('first').share({}) });
      train.stage('dev', { ...props, ...(after === undefined ? {} : { after: [first] }) });
    },
  ),
  programPropsOf<ReleaseOptions<unknown>>(
    'ReleaseOptions',
    { charts, platform: () => undefined },
    {
      charts: { charts: ChartSet.of('2026.10') },
      platform: { platform: (stage) => stage.data },
      serving: { serving: (stage) => void stage.serving },
    },
    (app, options) => stageWith(app, { release: new Release<unknown>('1.0.0', options) }),
  ),
  programPropsOf<KubeconfigOptions>(
    'KubeconfigOptions',
    {},
    { path: { path: 'kube/config' }, uid: { uid: 'uid-2' } },
    (app, options) => stageWith(app, { cluster: Kubeconfig.context('dev', options) }),
  ),
  programPropsOf<SiteOptions>(
    'SiteOptions',
    small,
    {
      racks: { racks: { ...small.racks, gpu: Rack.row(3, { units: 48, feeds: 3, feed: Power.kw(23) }) } },
      servers: { servers: { ...small.servers, control: ServerModel.CONTROL_1U.times(7, { row: 'core' }) } },
      fabric: { fabric: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 3 }) },
      addresses: { addresses: { ...small.addresses, underlay: Cidr.of('10.1.0.0/16') } },
    },
    (app, options) => stageWith(app, { site: new Site('lab', options).share({ h100: 1 }) }),
  ),
  programPropsOf<RackOptions>(
    'RackOptions',
    { units: 48, feeds: 3, feed: Power.kw(23) },
    { units: { units: 10 }, feeds: { feeds: 2 }, feed: { feed: Power.kw(5) } },
    (app, options) => {
      const racks = { ...small.racks, gpu: Rack.row(2, options) };
      stageWith(app, { site: new Site('lab', { ...small, racks }).share({ h100: 1 }) });
    },
  ),
  programPropsOf<LeafSpineOptions>(
    'LeafSpineOptions',
    { leaf: SN5600, spine: SN5600, spines: 2 },
    {
      leaf: { leaf: SwitchModel.custom({ ...SN5600.facts, name: 'other' }) },
      spine: { spine: SwitchModel.custom({ ...SN5600.facts, name: 'other' }) },
      spines: { spines: 1 },
      homing: { homing: 1 },
    },
    (app, options) =>
      stageWith(app, { site: new Site('lab', { ...small, fabric: Topology.leafSpine(options) }).share({}) }),
  ),
  propsOf<GpuPoolProps>(
    'GpuPoolProps',
    () => ({ servers: 'h100' }),
    { servers: () => ({ servers: 'storage' }), spares: () => ({ spares: 1 }) },
    (stage, props) => {
      const kubernetes = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      kubernetes.addGpuPool('h100', props).addQueue('all');
    },
  ),
  propsOf<GpuQueueProps>(
    'GpuQueueProps',
    () => ({}),
    { gpus: () => ({ gpus: 3 }), namespaces: () => ({ namespaces: ['a', 'b'] }) },
    (stage, props) => {
      const kubernetes = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      kubernetes.addGpuPool('h100', { servers: 'h100' }).addQueue('all', props);
    },
  ),
];
