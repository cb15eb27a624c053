import { APPLIED, DRY } from './ansible-modes';

/** The size that a port has now; 0 when it is not there, and then the kernel says so. */
const SIZE_NOW =
  "(device_ports_now.stdout | from_json | items2dict(key_name='ifname', value_name='mtu')).get(item.key, 0)";
const DIFFERS = `${SIZE_NOW} != item.value`;

/**
 * Sizes of packets: FRRouting cannot set them. A snippet for ifupdown and ifupdown2 keeps them over a restart of the
 * device, and the kernel is told at once. A dry run names the ports that would change.
 */
const SIZES: readonly unknown[] = [
  {
    name: 'Keep the packet sizes of the ports',
    'ansible.builtin.copy': {
      content: [
        // Ansible copies no empty text, and a device may have no cables.
        '# Packet sizes of the ports that have cables.\n',
        '{% for port in device_port_mtus %}auto {{ port }}\niface {{ port }} inet manual\n',
        '    mtu {{ device_port_mtus[port] }}\n{% endfor %}',
      ].join(''),
      dest: '{{ device_interfaces_folder }}/fabric',
      mode: '0644',
    },
    check_mode: DRY,
  },
  {
    name: 'Read the packet sizes of the ports',
    'ansible.builtin.command': { argv: ['ip', '-j', 'link', 'show'] },
    register: 'device_ports_now',
    changed_when: false,
    check_mode: false,
  },
  {
    name: 'Name the ports whose packet size would change',
    'ansible.builtin.debug': { msg: `{{ item.key }}: {{ ${SIZE_NOW} }} -> {{ item.value }}` },
    loop: '{{ device_port_mtus | dict2items }}',
    loop_control: { label: '{{ item.key }}' },
    changed_when: true,
    when: [`not (${APPLIED})`, DIFFERS],
  },
  {
    name: 'Set the packet sizes of the ports',
    'ansible.builtin.command': { argv: ['ip', 'link', 'set', 'dev', '{{ item.key }}', 'mtu', '{{ item.value }}'] },
    loop: '{{ device_port_mtus | dict2items }}',
    loop_control: { label: '{{ item.key }}' },
    changed_when: true,
    when: [APPLIED, DIFFERS],
  },
];

/** What the kernel should have and does not, as `sysctl` prints it. A port that is not there has no settings. */
const SETTINGS_WANTED = "device_sysctls.keys() | zip(device_sysctls.values()) | map('join', ' = ')";
const SETTINGS_MISSED = `${SETTINGS_WANTED} | difference(device_kernel_now.stdout_lines | default([]))`;

/** Settings of the kernel: the file keeps them over a restart. They are loaded until the kernel has them. */
const KERNEL: readonly unknown[] = [
  {
    name: 'Set the kernel up for routing',
    'ansible.builtin.copy': {
      content: '{% for key in device_sysctls %}{{ key }} = {{ device_sysctls[key] }}\n{% endfor %}',
      dest: '{{ device_sysctl_folder }}/90-fabric.conf',
      mode: '0644',
    },
    check_mode: DRY,
  },
  {
    name: 'Read the settings of the kernel',
    'ansible.builtin.command': { argv: "{{ ['sysctl'] + (device_sysctls | list) }}" },
    register: 'device_kernel_now',
    changed_when: false,
    failed_when: false,
    check_mode: false,
  },
  {
    name: 'Name the settings that the kernel would get',
    'ansible.builtin.debug': { msg: `{{ ${SETTINGS_MISSED} }}` },
    changed_when: true,
    when: [`not (${APPLIED})`, `${SETTINGS_MISSED} | length > 0`],
  },
  {
    name: 'Load the settings of the kernel',
    'ansible.builtin.command': { argv: ['sysctl', '-q', '-p', '{{ device_sysctl_folder }}/90-fabric.conf'] },
    changed_when: true,
    when: [APPLIED, `${SETTINGS_MISSED} | length > 0`],
  },
];

/** Names what FRRouting has loaded: a file in place proves nothing when loading it has failed. */
const LOADED = {
  content: "{{ device_daemons.checksum | default('') }} {{ device_installed.checksum | default('') }}\n",
  dest: '{{ device_frr_folder }}/frr.conf.loaded',
  mode: '0644',
};
const DUE = 'device_load is changed or device_daemons is changed or device_installed is changed';

/**
 * Loads what is installed, unless it is known to be loaded. That is forgotten before anything is loaded: a load that
 * fails may have done a part, so the next run loads again, even if it brings the configuration of before.
 */
const LOAD: readonly unknown[] = [
  {
    name: 'See whether this was loaded',
    'ansible.builtin.copy': LOADED,
    register: 'device_load',
    check_mode: true,
    diff: false,
  },
  {
    name: 'Forget what was loaded',
    'ansible.builtin.file': { path: LOADED.dest, state: 'absent' },
    changed_when: false,
    diff: false,
    when: [APPLIED, DUE],
  },
  {
    name: 'Reload FRRouting',
    'ansible.builtin.command': { argv: '{{ device_frr_reload }}' },
    changed_when: true,
    when: [APPLIED, DUE],
  },
  {
    name: 'Keep what was loaded',
    'ansible.builtin.copy': LOADED,
    changed_when: false,
    diff: false,
    when: [APPLIED, DUE],
  },
];

/** How FRRouting is configured: checked on the device first, in a dry run too. */
export const FRR: readonly unknown[] = [
  {
    name: 'Make a place for the candidate',
    'ansible.builtin.tempfile': { state: 'directory', prefix: 'frr-' },
    register: 'device_candidate',
    changed_when: false,
    check_mode: false,
  },
  {
    name: 'Check the candidate on the device',
    block: [
      {
        name: 'Check the candidate with the release that is installed',
        'ansible.builtin.copy': {
          src: '{{ inventory_dir }}/files/{{ inventory_hostname }}/frr.conf',
          dest: '{{ device_candidate.path }}/frr.conf',
          mode: '0640',
          validate: 'vtysh -C -f %s',
        },
        changed_when: false,
        check_mode: false,
        diff: false,
      },
    ],
    always: [
      {
        name: 'Remove the candidate',
        'ansible.builtin.file': { path: '{{ device_candidate.path }}', state: 'absent' },
        changed_when: false,
        check_mode: false,
        diff: false,
      },
    ],
  },
  { name: 'Withdraw what was recorded', 'ansible.builtin.import_tasks': 'withdraw.yml' },
  ...KERNEL,
  ...SIZES,
  {
    name: 'Choose the daemons',
    'ansible.builtin.copy': {
      src: 'daemons',
      dest: '{{ device_frr_folder }}/daemons',
      owner: '{{ device_frr_owner }}',
      mode: '0640',
    },
    register: 'device_daemons',
    check_mode: DRY,
  },
  {
    name: 'Install the configuration',
    'ansible.builtin.copy': {
      src: '{{ inventory_dir }}/files/{{ inventory_hostname }}/frr.conf',
      dest: '{{ device_frr_folder }}/frr.conf',
      owner: '{{ device_frr_owner }}',
      mode: '0640',
      backup: true,
      validate: 'vtysh -C -f %s',
    },
    register: 'device_installed',
    check_mode: DRY,
  },
  ...LOAD,
  { name: 'Wait until the device is joined', 'ansible.builtin.import_tasks': 'sessions.yml' },
  { name: 'Keep the result', 'ansible.builtin.import_tasks': 'record.yml' },
];
