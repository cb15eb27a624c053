import { TASK_FILES } from './ansible-tasks';
import { ansibleYaml } from './ansible-yaml';
import { FRR_DAEMONS } from './frr-host';

/** The role that configures a device, by path of the file. */
export function deviceRole(): Readonly<Record<string, string>> {
  return {
    'README.md': README,
    'defaults/main.yml': ansibleYaml(Object.fromEntries(SETTINGS.map(({ name, value }) => [name, value]))),
    'files/daemons': FRR_DAEMONS,
    'meta/argument_specs.yml': ansibleYaml(ARGUMENTS),
    ...Object.fromEntries(Object.entries(TASK_FILES).map(([name, tasks]) => [`tasks/${name}.yml`, ansibleYaml(tasks)])),
  };
}

interface Argument {
  readonly name: string;
  readonly type: 'bool' | 'dict' | 'int' | 'list' | 'str';
  readonly description: string;
}

/** What a site may settle for itself, in variables of its own or on the command line. */
const SETTINGS: readonly (Argument & { readonly value: unknown })[] = [
  {
    ...{ name: 'device_apply', type: 'bool', value: false },
    description: 'False checks and shows; true changes the device.',
  },
  { ...{ name: 'device_frr_folder', type: 'str', value: '/etc/frr' }, description: 'Folder of FRRouting.' },
  { ...{ name: 'device_frr_owner', type: 'str', value: 'frr' }, description: 'Owner of its files.' },
  { ...{ name: 'device_frr_vtysh', type: 'list', value: ['vtysh'] }, description: 'Command that asks FRRouting.' },
  {
    ...{ name: 'device_frr_reload', type: 'list', value: ['systemctl', 'reload', 'frr'] },
    description: 'Command that reloads it without a lost session.',
  },
  {
    ...{ name: 'device_interfaces_folder', type: 'str', value: '/etc/network/interfaces.d' },
    description: 'Folder that ifupdown reads.',
  },
  {
    ...{ name: 'device_sysctl_folder', type: 'str', value: '/etc/sysctl.d' },
    description: 'Folder of the settings of the kernel.',
  },
  { ...{ name: 'device_sonic_folder', type: 'str', value: '/etc/sonic' }, description: 'Folder of SONiC.' },
  {
    ...{ name: 'device_results_folder', type: 'str', value: '{{ inventory_dir }}/results' },
    description: 'Folder for results, where Ansible runs.',
  },
  {
    ...{ name: 'device_sessions_retries', type: 'int', value: 30 },
    description: 'Seconds to wait for sessions, and for ways.',
  },
];

/** What the inventory says of each device. */
const FACTS: readonly Argument[] = [
  { name: 'device_system', type: 'str', description: 'What it runs: frr or sonic.' },
  { name: 'device_sessions', type: 'int', description: 'Sessions of BGP that it has when it is joined.' },
  { name: 'device_paths', type: 'int', description: 'Equal ways that the kernel has then.' },
  { name: 'device_port_mtus', type: 'dict', description: 'Size of packets by port, in bytes.' },
  { name: 'device_sysctls', type: 'dict', description: 'Settings of the kernel.' },
];

const ARGUMENTS = {
  argument_specs: {
    main: {
      short_description: 'Configures a switch or a server of the network.',
      options: Object.fromEntries([
        ...FACTS.map((each) => [each.name, { ...specOf(each), required: true }]),
        ...SETTINGS.map((each) => [each.name, { ...specOf(each), default: each.value }]),
      ]) as unknown,
    },
  },
};

function specOf({ name, type, description }: Argument): object {
  const choices = name === 'device_system' ? { choices: ['frr', 'sonic'] } : {};
  return { type, description, ...(type === 'list' ? { elements: 'str' } : {}), ...choices };
}

const row = ({ name, description }: Argument, value: string): string => `| \`${name}\` | ${description} | ${value} |`;

const README = `# datahall.site.device

Configures a switch or a server: checks its configuration on the device, installs it, loads it, waits for all sessions and
all equal ways, and keeps the result. What was not loaded, because a run failed, is loaded by the next. It changes nothing
without \`device_apply\`, and nothing in check mode.

| Variable | What | Default |
| --- | --- | --- |
${FACTS.map((each) => row(each, 'said by the inventory')).join('\n')}
${SETTINGS.map((each) => row(each, `\`${typeof each.value === 'string' ? each.value : JSON.stringify(each.value)}\``)).join('\n')}
`;
