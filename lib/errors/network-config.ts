import { define } from './problem';
import { show } from './print';

/** SONiC is to speak BGP over a link without addresses. */
export const sonicUnnumbered = define(
  'DH3840',
  'A SONiC switch has a link without addresses',
  (device: string, peer: string) => ({
    what: `SONiC's bgpcfgd knows neighbours by address only, and '${device}' has no address for '${peer}'`,
    got: 'a link without addresses',
    allowed: 'links with addresses',
    fix: 'number the links of the fabric',
  }),
);

/** SONiC is to be configured on what is no switch. */
export const sonicServer = define('DH3841', 'A SONiC configuration is asked for a server', (device: string) => ({
  what: `'${device}' is a server`,
  got: 'a server',
  allowed: 'a leaf, a spine or a core switch',
  fix: 'configure servers with FRRouting',
}));

/** Packets are larger than a port can pass. */
export const sonicMtu = define('DH3842', 'Packets are larger than SONiC passes', (device: string, mtu: number) => ({
  what: `the ports of '${device}' do not pass packets of this size`,
  got: `${mtu} bytes`,
  allowed: 'at most 9216 bytes',
  fix: 'lower the MTU of the fabric',
}));

/** A text cannot be the key of a label. */
export const invalidLabelKey = define(
  'DH3843',
  'A text is not the key of a Kubernetes label',
  (level: string, given: unknown) => ({
    what: `the label of the level '${level}' has no valid key`,
    got: show(given),
    allowed:
      "a name of at most 63 letters, digits, '-', '_' and '.', after an optional DNS name of at most 253 and a slash",
    fix: "write it like 'topology.kubernetes.io/zone'",
  }),
);

/** A text is not the name of an RDMA device with its port. */
export const invalidHca = define('DH3844', 'A text does not name an RDMA device', (given: unknown) => ({
  what: 'this is not an RDMA device',
  got: show(given),
  allowed: "a name such as 'mlx5_0', with an optional port: 'mlx5_0:1'",
  fix: 'name each device of the compute fabric as ibv_devinfo lists it',
}));

/** The folder for results is not one of the project. */
export const resultsPath = define('DH3845', 'A folder for results is not one of the project', (given: unknown) => ({
  what: 'what was done to devices must be kept in the project',
  got: show(given),
  allowed: "a relative path of letters, digits, '.', '_', '-' and '/' inside the project",
  fix: "write it like 'network-results'",
}));

/** Files of a rollout are not written in this app. */
export const rolloutNeedsApp = define('DH3846', 'A rollout has no files to run', (app: string) => ({
  what: "Ansible's files are written by a DatahallApp, and this app is another one",
  got: app,
  allowed: 'FabricRollout.none() here, or a DatahallApp',
  fix: 'take the configurations from the plan, or make the network of the site in a DatahallApp',
}));

/** Two constructs configure one device. */
export const deviceConfiguredTwice = define(
  'DH3847',
  'A device is configured twice',
  (site: string, fabric: string, other: string) => ({
    what: `the devices of the fabric '${fabric}' of the site ${site} are configured at two places`,
    got: other,
    allowed: 'one FabricConfiguration for each site',
    fix: 'configure the network of a site in one stack, not in each stage',
  }),
);

/** A NIC has another number of RDMA devices than of ports. */
export const rdmaDevicesMismatch = define(
  'DH3857',
  'A NIC has another number of RDMA devices than of ports',
  (model: string, field: string, devices: number, ports: number) => ({
    what: `'${field}': each port of an RDMA NIC of the class ${model} is one device`,
    got: `${devices} names of devices`,
    allowed: `${ports}, in the order of the ports`,
    fix: 'list a device for each port, in the order of the rails, or leave devices out',
  }),
);

/** A device is reached at what is neither an address nor a name. */
export const invalidHost = define('DH3881', 'A device is reached at no address', (device: string, given: unknown) => ({
  what: `Ansible cannot reach '${device}' at this`,
  got: show(given),
  allowed: 'an IP address or a name of a host',
  fix: 'return an address or a name for each device from host',
}));
