import {
  Cidr,
  type DatahallApp,
  FabricConfiguration,
  FabricRollout,
  NetworkSystem,
  OutsideRouter,
  Power,
  Rack,
  ReleaseTrain,
  Site,
  type SiteNetworkProps,
  SwitchModel,
  Topology,
  TopologyLabels,
  ciliumRouting,
} from 'datahall';
import { parseAllDocuments } from 'yaml';
import { App, TerraformStack } from 'cdktf';
import { smallSite } from '../../support/small-site';
import { synth } from '../../support/synth';

const withNetwork =
  (props: SiteNetworkProps = {}, site: Site = smallSite()) =>
  (app: DatahallApp) =>
    void new ReleaseTrain(app, 'platform').network(site, props);

interface Data {
  readonly input?: { readonly configuration: unknown };
  readonly provisioner?: unknown;
  readonly depends_on?: readonly string[];
}

function dataOf(props?: SiteNetworkProps): Readonly<Record<string, Data>> {
  const out = synth(withNetwork(props));
  expect(out.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const stack = JSON.parse(out.files.get('stacks/lab-network/cdk.tf.json')!) as {
    resource: { terraform_data: Record<string, Data> };
  };
  return stack.resource.terraform_data;
}

describe('FabricConfiguration', () => {
  it('has a resource a switch and one a rack of servers, in a stack of the site', () => {
    const data = dataOf();
    const names = Object.keys(data).map((name) => name.slice('network_'.length, -'_12345678'.length));
    expect(names.sort()).toEqual([
      ...['core-01', 'core-02', 'gpu-01', 'gpu-02'].map((rack) => `Servers_lab-${rack}`),
      ...['001', '002', '003', '004'].map((id) => `main_lab-main-leaf-${id}`),
      ...['001', '002'].map((id) => `main_lab-main-spine-${id}`),
    ]);
    const leaf = Object.entries(data).find(([name]) => name.includes('leaf-001'))![1];
    expect(leaf.input?.configuration).toContain('hostname lab-main-leaf-001');
  });

  it('writes the files of each fabric, with the playbook, into artifacts', () => {
    const { files } = synth(withNetwork());
    const paths = [...files.keys()].filter((path) => path.startsWith('artifacts/'));
    expect(paths).toContain('artifacts/ansible/inventories/lab/inventory.yml');
    expect(paths).toContain('artifacts/ansible/inventories/lab/files/lab-h100-001/frr.conf');
  });

  it('writes the documents of the site, unless they are not wanted', () => {
    const documents = (props: SiteNetworkProps) =>
      [...synth(withNetwork(props)).files.keys()].filter((path) =>
        /network\/(report|racks|bill|cabling|topology)/.test(path),
      );
    const of = (path: string) => `artifacts/lab-network/network/${path}`;
    expect(documents({})).toEqual(
      expect.arrayContaining(['report.md', 'racks.svg', 'cabling/main.csv', 'topology/main.svg'].map(of)),
    );
    expect(documents({ documents: false })).toEqual([]);
  });

  it('writes labels of nodes, and settings for NCCL where the fabric says what RDMA needs', () => {
    const { options } = smallSite();
    const main = options.fabrics['main']!.withRdma({ gidIndex: 3, trafficClass: 106 });
    const { files } = synth(withNetwork({}, new Site('lab', { ...options, fabrics: { main } })));
    const folder = 'artifacts/lab-network/network';
    expect(files.get(`${folder}/main/nccl/h100.env`)).toContain('NCCL_IB_TC=106\n');
    expect(files.get(`${folder}/node-labels.json`)).toContain('"lab-h100-001"');
    expect(synth(withNetwork()).files.has(`${folder}/main/nccl/h100.env`)).toBe(false);
  });

  it('reaches devices where it is told to, and names labels as the cluster does', () => {
    const folder = 'artifacts/lab-network/network';
    const { files } = synth(
      withNetwork({ host: ({ name }) => `${name}.mgmt.example.com`, topologyLabels: TopologyLabels.of('topograph') }),
    );
    expect(files.get('artifacts/ansible/inventories/lab/inventory.yml')).toContain(
      'ansible_host: lab-h100-001.mgmt.example.com',
    );
    expect(files.get(`${folder}/node-labels.json`)).toContain('"fabric.topograph.run/tier-0": "lab-gpu-01"');
    expect(synth(withNetwork({ host: () => '{{ lookup("env", "HOME") }}' })).codes).toContain('DH3881');
  });

  it('writes what Cilium needs beside leaves that wait for nodes', () => {
    const site = smallSite();
    const path = 'artifacts/lab-network/network/cilium-bgp.yaml';
    const text = synth(withNetwork({ cluster: site.routing }, site)).files.get(path) ?? '';
    const objects = parseAllDocuments(text).map((each) => each.toJS() as { kind: string; spec: object });
    expect(objects).toEqual(JSON.parse(JSON.stringify(ciliumRouting(site))));
    expect(objects.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'CiliumBGPClusterConfig'),
      ...['CiliumBGPPeerConfig', 'CiliumBGPAdvertisement', 'CiliumLoadBalancerIPPool'],
    ]);
    expect(ciliumRouting(site, [Cidr.of('198.51.100.32/27')]).at(-1)).toMatchObject({
      spec: { blocks: [{ cidr: '198.51.100.32/27' }] },
    });
    expect(synth(withNetwork({}, site)).files.has(path)).toBe(false);
  });

  it('lets borders reach routers that are not of the site', () => {
    const [name, addresses] = ['lab-main-spine-001', [Cidr.of('192.0.2.0/31')]];
    const isp = OutsideRouter.of({ fabric: 'main', asn: 64_496, links: { [name]: { port: 60, addresses } } });
    const out = synth(withNetwork({}, new Site('lab', { ...smallSite().options, outside: { isp } })));
    expect(out.files.get(`artifacts/ansible/inventories/lab/files/${name}/frr.conf`)).toContain(
      ' neighbor 192.0.2.0 remote-as 64496\n',
    );
    expect(out.codes).toContain('DH3854');
    expect(out.stopped).toBe(false);
  });

  it('configures a server of two fabrics once, and no InfiniBand', () => {
    const { SN5600, QM9700 } = SwitchModel;
    const rails = (model: SwitchModel) => Topology.railOptimised({ leaf: model, spine: model, spines: 2, rails: 8 });
    const files = (model: SwitchModel) => {
      const { options } = smallSite();
      const addresses = { ...options.addresses, underlay: Cidr.of('10.0.0.0/12') };
      const racks = { ...options.racks, gpu: Rack.row(2, { units: 60, feeds: 3, feed: Power.kw(40) }) };
      const site = new Site('lab', {
        ...options,
        racks,
        addresses,
        fabrics: { ...options.fabrics, rdma: rails(model) },
      });
      return [...synth(withNetwork({}, site)).files].filter(([path]) => path.endsWith('frr.conf'));
    };
    const ethernet = files(SN5600);
    expect(ethernet.filter(([path]) => path.includes('lab-h100-001'))).toHaveLength(1);
    expect(ethernet.some(([path]) => path.includes('lab-rdma-leaf'))).toBe(true);
    expect(files(QM9700).some(([path]) => path.includes('lab-rdma-leaf'))).toBe(false);
  });

  it('changes nothing of a device unless it is asked to, and then runs a dry run first', () => {
    expect(Object.values(dataOf()).filter((each) => each.provisioner !== undefined)).toEqual([]);
    const rollout = Object.values(dataOf({ rollout: FabricRollout.ansible() })).filter(
      (each) => each.provisioner !== undefined,
    );
    expect(rollout).toHaveLength(1);
    const [command] = JSON.stringify(rollout[0]?.provisioner).match(/ansible-playbook.*apply=true/) ?? [];
    expect(command?.split('&&')).toHaveLength(2);
    expect(command?.split('&&')[0]).not.toContain('apply=true');
    expect(rollout[0]?.depends_on?.length).toBe(Object.keys(dataOf()).length);
  });

  it('lets leaves expect the nodes of a cluster', () => {
    const site = smallSite();
    const cluster = { asn: 4_200_999_999, virtualIps: [site.options.addresses.virtualIps] };
    const leaf = Object.entries(dataOf({ cluster })).find(([name]) => name.includes('leaf-001'))![1];
    expect(leaf.input?.configuration).toContain('4200999999');
  });

  it('reports what SONiC cannot do: DH3840', () => {
    const hardware = () => ({
      hwsku: 'x',
      platform: 'x',
      mac: '02:00:00:00:00:01',
      cage: (index: number) => ({ name: `Ethernet${index}`, lanes: [index], index }),
    });
    const { findings } = synth(withNetwork({ system: NetworkSystem.sonic({ hardware }) }));
    expect(findings.map(({ code }) => code)).toContain('DH3840');
  });

  it('reports a fabric that is configured at two places: DH3847', () => {
    const site = smallSite();
    const { findings } = synth((app) => {
      const train = new ReleaseTrain(app, 'platform');
      const network = train.network(site);
      new FabricConfiguration(network, 'again', { site });
    });
    expect(findings.map(({ code }) => code)).toContain('DH3847');
  });

  it('works in the stack of another app, but has no files to roll out there: DH3846', () => {
    const make = (rollout: FabricRollout) => () => {
      const stack = new TerraformStack(new App(), 'mine');
      new FabricConfiguration(stack, 'network', { site: smallSite(), rollout });
      return stack.node.validate().join('\n');
    };
    expect(make(FabricRollout.none())()).toBe('');
    expect(make(FabricRollout.ansible())()).toContain('DH3846');
    expect(() => FabricRollout.ansible({ results: '../x' })).toThrow(/^DH3845 /);
  });
});
