import { Bytes } from '../units/bytes';

/** How data survives the loss of hosts: as whole copies, or cut into data chunks with coding chunks beside them. */
export type Redundancy = { readonly replicas: number } | { readonly data: number; readonly coding: number };

/** Disks of a storage cluster whose hosts are equal. */
export interface StorageHosts {
  /** How many hosts there are; each is a failure domain. */
  readonly hosts: number;
  /** All disks of all hosts together. */
  readonly raw: Bytes;
  /** Share of a disk above which Ceph warns (`mon_osd_nearfull_ratio`). @default 0.85 */
  readonly nearFull?: number;
}

/** Ceph's own default of the ratio above which it warns. */
export const NEAR_FULL = 0.85;

/**
 * What may lie on the disks, copies included, so that one host can be lost and all that it held is made again on the
 * others without filling them.
 *
 * @param storage the disks
 */
export function fillableCapacity(storage: StorageHosts): Bytes {
  const { hosts, raw, nearFull = NEAR_FULL } = storage;
  // Whole bytes: what fits exactly must not fail by the error of a floating point number.
  return Bytes.of(hosts < 1 ? 0 : Math.round((raw.bytes * nearFull * (hosts - 1)) / hosts));
}

/**
 * What users can store: the capacity that may be filled, without copies or coding chunks.
 *
 * @param storage the disks
 * @param redundancy copies or chunks
 */
export function usableCapacity(storage: StorageHosts, redundancy: Redundancy): Bytes {
  const { bytes } = fillableCapacity(storage);
  return Bytes.of(
    'replicas' in redundancy
      ? Math.floor(bytes / redundancy.replicas)
      : Math.floor((bytes * redundancy.data) / (redundancy.data + redundancy.coding)),
  );
}
