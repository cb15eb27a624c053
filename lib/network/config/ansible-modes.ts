/** Whether a task only shows what it would do. A task's own word would overrule that of the command line. */
export const DRY = '{{ not (device_apply | bool) or ansible_check_mode }}';

/** The condition of tasks that change a device. */
export const APPLIED = '(device_apply | bool) and not ansible_check_mode';
