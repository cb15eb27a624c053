/**
 * A version as part of a name: `2026-11-0`, of `1.0.0-RC1` it is `1-0-0-rc1`. Two versions may come to the same one,
 * such as `1.0.0-rc.1` and `1.0.0-rc-1`; a train has only one of them (DH4167).
 *
 * @param version exact version
 */
export function slugOf(version: string): string {
  return version.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
