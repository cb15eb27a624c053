import { claimsExceedFilesystem } from '../../errors/storage';
import { rule, type Violation } from '../../rules/rule';
import { Bytes } from '../../units/bytes';
import { CEPH_FILESYSTEM } from '../facts';

/** What is claimed of a filesystem is there: Ceph hands out more and lets the last writer fail. */
export const claimsFitFilesystem = rule(claimsExceedFilesystem, 'error', (model) =>
  model.all(CEPH_FILESYSTEM).flatMap((filesystem): Violation[] => {
    const claims = Object.entries(filesystem.claims);
    const wanted = claims.reduce((sum, [, bytes]) => sum + bytes, 0);
    if (wanted <= filesystem.sizeBytes) return [];
    const list = claims.map(([claim, bytes]) => `${claim} ${Bytes.of(bytes).toString()}`);
    const [given, size] = [Bytes.of(wanted).toString(), Bytes.of(filesystem.sizeBytes).toString()];
    return [{ problem: claimsExceedFilesystem(filesystem.name, list, given, size), at: filesystem }];
  }),
);
