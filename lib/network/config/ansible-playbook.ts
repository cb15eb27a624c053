import type { ChangeDomain } from './domains';

/**
 * The playbook: a play a failure domain. The first device that fails ends all plays.
 *
 * @param domains failure domains, in order
 */
export function playbook(domains: readonly ChangeDomain[]): unknown {
  return domains.map(({ name }) => ({
    name: `Configure ${name}`,
    hosts: name,
    gather_facts: false,
    serial: '{{ at_once | default(1) }}',
    max_fail_percentage: 0,
    any_errors_fatal: true,
    diff: true,
    become: true,
    tasks: [{ name: 'Configure the device', 'ansible.builtin.import_tasks': 'tasks/device.yml' }],
    handlers: [
      {
        name: 'Reload FRRouting',
        'ansible.builtin.command': { argv: '{{ frr_reload }}' },
        changed_when: true,
      },
    ],
  }));
}
