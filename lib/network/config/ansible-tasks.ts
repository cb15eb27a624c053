import { FRR } from './ansible-frr';
import { APPLIED } from './ansible-modes';
import { SONIC } from './ansible-sonic';

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

/** What an earlier run recorded is not true while a device changes, nor when the change fails. */
const WITHDRAW: readonly unknown[] = [
  {
    name: 'Withdraw the result of an earlier run',
    'ansible.builtin.file': { path: '{{ device_results_folder }}/{{ inventory_hostname }}.json', state: 'absent' },
    delegate_to: 'localhost',
    become: false,
    changed_when: false,
    diff: false,
    when: APPLIED,
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
        "{{ {'device': inventory_hostname, 'applied': (device_apply | bool) and not ansible_check_mode, 'changed': device_load is changed, 'sessions': device_sessions, 'paths': device_paths, 'checksum': device_installed.checksum | default('')} | to_nice_json }}\n",
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

/** The tasks of the role, by name of the file. */
export const TASK_FILES: Readonly<Record<string, readonly unknown[]>> = {
  main: MAIN,
  frr: FRR,
  sonic: SONIC,
  sessions: SESSIONS,
  record: RECORD,
  withdraw: WITHDRAW,
};
