import { claimsExceedFilesystem } from '../../errors/storage';
import { rule, type Violation } from '../../rules/rule';
import { CEPH_FILESYSTEM } from '../facts';
import { overclaimed } from '../overclaimed';

/** What is claimed of a filesystem is there: Ceph hands out more and lets the last writer fail. */
export const claimsFitFilesystem = rule(claimsExceedFilesystem, 'error', (model) =>
  model.all(CEPH_FILESYSTEM).flatMap((filesystem): Violation[] => {
    const over = overclaimed(model, filesystem, filesystem.claims);
    return over === undefined ? [] : [{ problem: claimsExceedFilesystem(filesystem.name, over), at: filesystem }];
  }),
);
