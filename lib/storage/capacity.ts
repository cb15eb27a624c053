import { Bytes } from '../units/bytes';
import { wholeNumber } from '../units/ranges';

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
 * @throws DH1004
 */
export function usableCapacity(storage: StorageHosts, redundancy: Redundancy): Bytes {
  const { bytes } = fillableCapacity(storage);
  const pieces = piecesOf(redundancy);
  return Bytes.of(Math.floor((bytes * dataPieces(redundancy)) / pieces));
}

/**
 * Pieces that each object is stored in, each on a host of its own: its copies, or its chunks of data and coding.
 *
 * @param redundancy copies or chunks
 * @throws DH1004 when there are no copies or no chunks of a kind
 */
export function piecesOf(redundancy: Redundancy): number {
  if ('replicas' in redundancy) return wholeNumber('replicas', redundancy.replicas, 1);
  return wholeNumber('data', redundancy.data, 1) + wholeNumber('coding', redundancy.coding, 1);
}

/**
 * What lies on the disks over what was stored: 3 for three copies, 1.5 for six chunks of data with three of coding.
 *
 * @param redundancy copies or chunks
 * @throws DH1004
 */
export function overheadOf(redundancy: Redundancy): number {
  return piecesOf(redundancy) / dataPieces(redundancy);
}

/** Pieces that hold an object once. */
function dataPieces(redundancy: Redundancy): number {
  return 'replicas' in redundancy ? 1 : redundancy.data;
}
