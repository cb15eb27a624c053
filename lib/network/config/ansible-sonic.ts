import { APPLIED, DRY } from './ansible-modes';

/** Tables whose rows go when the plan no longer has them. A port stays: it is there without a cable too. */
const TABLES = ['LOOPBACK_INTERFACE', 'INTERFACE', 'DEVICE_NEIGHBOR', 'BGP_NEIGHBOR', 'BGP_PEER_RANGE'];
const OVERLAY = '{{ device_sonic_folder }}/config_db.fabric.json';
const CANDIDATE = '{{ device_sonic_folder }}/config_db.candidate.json';
const OURS = '{{ inventory_dir }}/files/{{ inventory_hostname }}/config_db.json';
const CHANGED = [APPLIED, 'device_load is changed'];

/** What the switch runs, what an earlier run laid over it, and whether that run came to its end. */
const READ: readonly unknown[] = [
  {
    name: 'Read what the switch runs',
    'ansible.builtin.command': { argv: ['sonic-cfggen', '-d', '--print-data'] },
    register: 'device_running',
    changed_when: false,
    check_mode: false,
  },
  { name: 'Look for earlier tables', 'ansible.builtin.stat': { path: OVERLAY }, register: 'device_overlay' },
  {
    name: 'Read the earlier tables',
    'ansible.builtin.slurp': { src: OVERLAY },
    register: 'device_earlier',
    when: 'device_overlay.stat.exists',
  },
  {
    name: 'Look for a change that did not come to its end',
    'ansible.builtin.stat': { path: CANDIDATE },
    register: 'device_pending',
  },
];

/** The whole that the switch should run. `sonic-cfggen` cannot merge it: what the switch has would win. */
const MERGE: readonly unknown[] = [
  {
    name: 'Begin with what the switch runs',
    'ansible.builtin.set_fact': {
      device_target: '{{ device_running.stdout | from_json }}',
      device_tables:
        "{{ lookup('ansible.builtin.file', inventory_dir + '/files/' + inventory_hostname + '/config_db.json') | from_json }}",
      device_laid:
        '{{ (device_earlier.content | b64decode | from_json) if device_earlier.content is defined else {} }}',
    },
  },
  {
    name: 'Take out the rows that the plan no longer has',
    'ansible.builtin.set_fact': {
      device_target: '{{ device_target | combine({item: device_kept | items2dict}) }}',
    },
    vars: {
      device_gone:
        '{{ (device_laid[item] | default({})) | list | difference((device_tables[item] | default({})) | list) }}',
      device_kept: "{{ (device_target[item] | default({})) | dict2items | rejectattr('key', 'in', device_gone) }}",
    },
    loop: TABLES,
  },
  {
    name: 'Lay the tables over the rest',
    'ansible.builtin.set_fact': {
      device_target:
        "{{ device_target | combine(device_tables, recursive=true) | dict2items | selectattr('value') | items2dict }}",
    },
  },
  {
    name: 'Name the tables that change',
    'ansible.builtin.debug': {
      msg: '{{ (device_target | dict2items | difference(device_running.stdout | from_json | dict2items)) | map(attribute="key") | list }}',
    },
    register: 'device_load',
    changed_when:
      'device_pending.stat.exists or device_tables != device_laid or device_target != (device_running.stdout | from_json)',
  },
];

/**
 * How SONiC is configured. Its tables are laid over those that it has, so that what is not ours, such as the management
 * port, stays; `config replace` checks the whole against SONiC's own models before it changes anything. The candidate
 * goes when all is done: while it is there, the next run does all of it again.
 */
export const SONIC: readonly unknown[] = [
  ...READ,
  ...MERGE,
  { name: 'Withdraw what was recorded', 'ansible.builtin.import_tasks': 'withdraw.yml' },
  {
    name: 'Write the candidate',
    'ansible.builtin.copy': {
      content: '{{ device_target | to_nice_json }}\n',
      dest: CANDIDATE,
      mode: '0640',
      validate: 'sonic-cfggen -j %s --print-data',
    },
    // The whole has secrets that are not ours.
    diff: false,
    when: CHANGED,
  },
  {
    name: 'Keep all rows that may be ours until it is done',
    'ansible.builtin.copy': {
      content: '{{ device_laid | combine(device_tables, recursive=true) | to_nice_json }}\n',
      dest: OVERLAY,
      mode: '0640',
      backup: true,
    },
    diff: false,
    when: CHANGED,
  },
  {
    name: 'Replace the configuration',
    'ansible.builtin.command': { argv: ['config', 'replace', CANDIDATE] },
    changed_when: true,
    when: [...CHANGED, 'device_target != (device_running.stdout | from_json)'],
  },
  {
    name: 'Save the configuration',
    'ansible.builtin.command': { argv: ['config', 'save', '-y'] },
    changed_when: true,
    when: CHANGED,
  },
  {
    name: 'Keep the tables',
    'ansible.builtin.copy': {
      src: OURS,
      dest: OVERLAY,
      mode: '0640',
      backup: true,
      validate: 'sonic-cfggen -j %s --print-data',
    },
    register: 'device_installed',
    check_mode: DRY,
  },
  {
    name: 'Remove the candidate',
    'ansible.builtin.file': { path: CANDIDATE, state: 'absent' },
    changed_when: false,
    diff: false,
    when: APPLIED,
  },
  { name: 'Wait until the device is joined', 'ansible.builtin.import_tasks': 'sessions.yml' },
  { name: 'Keep the result', 'ansible.builtin.import_tasks': 'record.yml' },
];
