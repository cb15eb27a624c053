import type { Problem } from '../errors/problem';

/** Commands that answer programs with one document, with what theirs has where nothing was done. */
const EMPTY: Readonly<Record<string, object>> = {
  lock: { stages: [] },
  promote: { stages: [] },
  rollback: { stages: [] },
  verify: { stages: [] },
  status: { stages: [] },
  deploy: { status: 'failed', stacks: [], notes: [] },
};

/**
 * What a command that failed answers programs, in the form of its other answers; nothing where people are asked.
 *
 * @param words command and options
 * @param problem why it failed
 */
export function failureDocument(words: readonly string[], problem: Problem): object | undefined {
  const empty = EMPTY[words[0] ?? ''];
  const asked = words.some((word, at) => word === '--format=json' || (word === '--format' && words[at + 1] === 'json'));
  return empty !== undefined && asked ? { formatVersion: 1, ...empty, problems: [problem] } : undefined;
}
