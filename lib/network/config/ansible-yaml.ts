import { stringify } from 'yaml';

/**
 * Writes YAML as ansible-lint wants it.
 *
 * @param content plain values
 */
export function ansibleYaml(content: unknown): string {
  return `---\n${stringify(content, { lineWidth: 140, nullStr: '' })}`;
}
