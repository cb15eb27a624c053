/** A task's own word would overrule that of the command line. */
const DRY = '{{ not (device_apply | bool) or ansible_check_mode }}';
/** The size that a port has now; 0 when it is not there, and then the kernel says so. */
const SIZE_NOW =
  "(device_ports_now.stdout | from_json | items2dict(key_name='ifname', value_name='mtu')).get(item.key, 0)";
const DIFFERS = `${SIZE_NOW} != item.value`;
const APPLIED = '(device_apply | bool) and not ansible_check_mode';

/** What is done on each device, whatever runs on it. */
const MAIN: readonly unknown[] = [
  {
    name: 'Configure FRRouting',
    'ansible.builtin.include_tasks': 'frr.yml',
    when: "device_system == 'frr'",
  },
  {
    name: 'Configure SONiC',
    'ansible.builtin.include_tasks': 'sonic.yml',
    when: "device_system == 'sonic'",
  },
];

/** A device is done when it speaks with all its neighbours. */
const SESSIONS: readonly unknown[] = [
  {
    name: 'Wait for all sessions',
    'ansible.builtin.command': { argv: "{{ device_frr_vtysh + ['-c', 'show bgp summary json'] }}" },
    register: 'device_summary',
    changed_when: false,
    retries: '{{ device_sessions_retries }}',
    delay: 1,
    until: [
      'device_summary.rc == 0',
      [
        "device_summary.stdout | from_json | dict2items | map(attribute='value') | map(attribute='peers', default={})",
        "map('dict2items') | flatten | selectattr('value.state', 'equalto', 'Established')",
        "rejectattr('value.dynamicPeer', 'defined') | map(attribute='key') | unique | length == device_sessions",
      ].join(' | '),
    ],
    when: APPLIED,
  },
  {
    name: 'Wait for all equal ways in the kernel',
    'ansible.builtin.command': { argv: ['ip', '-j', 'route', 'show', 'proto', 'bgp'] },
    register: 'device_routes',
    changed_when: false,
    retries: '{{ device_sessions_retries }}',
    delay: 1,
    until: [
      'device_routes.rc == 0',
      "([1] + (device_routes.stdout | default('[]', true) | from_json | map(attribute='nexthops', default=[]) | map('length') | list)) | max >= device_paths",
    ],
    when: [APPLIED, 'device_loopback_v4 is truthy'],
  },
];

/** What was done is kept where Ansible runs. */
const RECORD: readonly unknown[] = [
  {
    name: 'Make a place for results',
    'ansible.builtin.file': { path: '{{ device_results_folder }}', state: 'directory', mode: '0755' },
    delegate_to: 'localhost',
    become: false,
    changed_when: false,
    check_mode: false,
    diff: false,
  },
  {
    name: 'Record the result',
    'ansible.builtin.copy': {
      content:
        "{{ {'device': inventory_hostname, 'applied': (device_apply | bool) and not ansible_check_mode, 'changed': device_installed is changed, 'sessions': device_sessions, 'paths': device_paths, 'checksum': device_installed.checksum | default('')} | to_nice_json }}\n",
      dest: '{{ device_results_folder }}/{{ inventory_hostname }}.json',
      mode: '0644',
    },
    delegate_to: 'localhost',
    become: false,
    changed_when: false,
    check_mode: false,
    diff: false,
  },
];

/**
 * Sizes of packets: FRRouting cannot set them. A snippet for ifupdown and ifupdown2 keeps them over a restart of the
 * device, and the kernel is told at once. A dry run names the ports that would change.
 */
const SIZES: readonly unknown[] = [
  {
    name: 'Keep the packet sizes of the ports',
    'ansible.builtin.copy': {
      content: [
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

/** How FRRouting is configured: checked on the device first, in a dry run too. */
const FRR: readonly unknown[] = [
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
  {
    name: 'Set the kernel up for routing',
    'ansible.builtin.copy': {
      content: '{% for key in device_sysctls %}{{ key }} = {{ device_sysctls[key] }}\n{% endfor %}',
      dest: '{{ device_sysctl_folder }}/90-fabric.conf',
      mode: '0644',
    },
    register: 'device_kernel',
    check_mode: DRY,
  },
  {
    name: 'Load the settings of the kernel',
    'ansible.builtin.command': { argv: ['sysctl', '-q', '-p', '{{ device_kernel.dest }}'] },
    changed_when: true,
    when: ['device_kernel is changed', APPLIED],
  },
  ...SIZES,
  {
    name: 'Choose the daemons',
    'ansible.builtin.copy': {
      src: 'daemons',
      dest: '{{ device_frr_folder }}/daemons',
      owner: '{{ device_frr_owner }}',
      mode: '0640',
    },
    notify: 'Reload FRRouting',
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
    notify: 'Reload FRRouting',
    check_mode: DRY,
  },
  { name: 'Reload at once', 'ansible.builtin.meta': 'flush_handlers' },
  { name: 'Wait until the device is joined', 'ansible.builtin.import_tasks': 'sessions.yml' },
  { name: 'Keep the result', 'ansible.builtin.import_tasks': 'record.yml' },
];

/**
 * How SONiC is configured. Its tables are laid over those that it has, so that what is not ours, such as the management
 * port, stays; `config replace` checks the whole against SONiC's own models before it changes anything.
 */
const SONIC: readonly unknown[] = [
  {
    name: 'Bring the tables onto the switch',
    'ansible.builtin.copy': {
      src: '{{ inventory_dir }}/files/{{ inventory_hostname }}/config_db.json',
      dest: '{{ device_sonic_folder }}/config_db.fabric.json',
      mode: '0640',
      backup: true,
      validate: 'sonic-cfggen -j %s --print-data',
    },
    register: 'device_installed',
    check_mode: DRY,
  },
  {
    name: 'Lay them over those that it has',
    'ansible.builtin.command': {
      argv: ['sonic-cfggen', '-d', '-j', '{{ device_sonic_folder }}/config_db.fabric.json', '--print-data'],
    },
    register: 'device_merged',
    changed_when: false,
    when: APPLIED,
  },
  {
    name: 'Keep the whole',
    'ansible.builtin.copy': {
      content: '{{ device_merged.stdout }}',
      dest: '{{ device_sonic_folder }}/config_db.candidate.json',
      mode: '0640',
    },
    register: 'device_candidate',
    when: APPLIED,
  },
  {
    name: 'Replace the configuration',
    'ansible.builtin.command': { argv: ['config', 'replace', '{{ device_sonic_folder }}/config_db.candidate.json'] },
    changed_when: true,
    when: [APPLIED, 'device_candidate is changed'],
  },
  {
    name: 'Save the configuration',
    'ansible.builtin.command': { argv: ['config', 'save', '-y'] },
    changed_when: true,
    when: [APPLIED, 'device_candidate is changed'],
  },
  { name: 'Wait until the device is joined', 'ansible.builtin.import_tasks': 'sessions.yml' },
  { name: 'Keep the result', 'ansible.builtin.import_tasks': 'record.yml' },
];

/** The tasks of the role, by name of the file. */
export const TASK_FILES: Readonly<Record<string, readonly unknown[]>> = {
  main: MAIN,
  frr: FRR,
  sonic: SONIC,
  sessions: SESSIONS,
  record: RECORD,
};
