/**
 * A version as part of a name: `2026-11-0`.
 *
 * @param version exact version
 */
export function slugOf(version: string): string {
  return version.replace(/[^a-z0-9]+/g, '-');
}
