/**
 * Why Terraform or OpenTofu does something to a resource, by its `action_reason`.
 * Sources: https://developer.hashicorp.com/terraform/internals/json-format, and OpenTofu 1.11 for the last three.
 */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['replace_because_tainted', 'it is tainted: making it has failed, or somebody has marked it'],
  ['replace_by_request', 'asked for by -replace'],
  ['replace_by_triggers', 'asked for by replace_triggered_by'],
  ['delete_because_no_resource_config', 'no longer in the configuration'],
  ['delete_because_wrong_repetition', 'count or for_each came, or went'],
  ['delete_because_count_index', 'count is smaller now'],
  ['delete_because_each_key', 'its key left for_each'],
  ['delete_because_no_module', 'its module is no longer in the configuration'],
  ['delete_because_no_move_target', 'moved to where the configuration has nothing'],
  ['delete_because_enabled_false', 'no longer enabled'],
  ['forgot_because_lifecycle_destroy_in_state', 'it was declared as not to be destroyed'],
  ['forgot_because_lifecycle_destroy_in_config', 'it is declared as not to be destroyed'],
]);

/** What says nothing more than its action: a replacement names the values that force it, and a read changes nothing. */
const TOLD_ALREADY = /^(replace_because_cannot_update$|read_)/;

/**
 * Why something is done, in words. Terraform may add reasons: what is not known here is told as the plan has it.
 *
 * @param reason `action_reason` of the plan
 * @param mark escapes what the plan says
 * @returns one text, or none
 */
export function reasonWords(reason: string | undefined, mark: (text: string) => string): readonly string[] {
  if (reason === undefined || TOLD_ALREADY.test(reason)) return [];
  return [REASONS.get(reason) ?? mark(reason)];
}
