import { Bytes } from '../units/bytes';
import { fail } from '../errors/datahall-error';
import { numberOutOfRange } from '../errors/units';
import { atLeastNumber, positive, share, wholeNumber } from '../units/ranges';
import { piecesOf, overheadOf, type Redundancy } from './capacity';

/** Size of a block of a file, unless a file says otherwise (`dfs.blocksize` in `hdfs-default.xml`: 134217728). */
export const HDFS_BLOCK_SIZE = Bytes.mib(128);

/** Heap of a NameNode that one file, directory or block takes, as Cloudera's manual estimates it. */
export const HDFS_OBJECT_BYTES = 150;

const MILLION = 1e6;

/** What the disks of an HDFS cluster must hold. */
export interface HdfsCapacityOptions {
  /** Data of the users, without copies. */
  readonly data: Bytes;
  /** Copies, or chunks of an erasure coding policy: RS-6-3 is `{ data: 6, coding: 3 }`. */
  readonly redundancy: Redundancy;
  /** Share of the disks that stays free for results in between and for what is not HDFS, from 0 to below 1. */
  readonly reserve: number;
}

/**
 * Size of all disks together: the data with its copies or coding chunks, and the reserve on top.
 *
 * @param options what they must hold
 * @throws DH1004 and DH1005
 */
export function hdfsRawCapacity({ data, redundancy, reserve }: HdfsCapacityOptions): Bytes {
  if (share('reserve', reserve) === 1) fail(numberOutOfRange('reserve', reserve, 'from 0 to below 1'));
  return Bytes.of((positive('data', data.bytes) * overheadOf(redundancy)) / (1 - reserve));
}

/**
 * DataNodes that there must be at least: one for each copy or chunk. One more lets the cluster make again what a lost
 * one held.
 *
 * @param redundancy copies or chunks
 * @throws DH1004
 */
export function leastDataNodes(redundancy: Redundancy): number {
  return piecesOf(redundancy);
}

/** Equal files of an HDFS cluster. */
export interface HdfsFiles {
  /** How many there are. */
  readonly files: number;
  /** Size of each. */
  readonly size: Bytes;
  /** Size of a block. @default 128 MiB, as Hadoop's own default is */
  readonly blockSize?: Bytes;
}

/** What a NameNode keeps in its memory. */
export interface HdfsNamespace {
  /** Files and blocks together. */
  readonly objects: number;
  /** Blocks alone; copies of a block count once. */
  readonly blocks: number;
  /** What the objects take of the heap, at {@link HDFS_OBJECT_BYTES} each: no size for a heap, see `nameNodeHeap`. */
  readonly memory: Bytes;
}

/**
 * What files are for a NameNode: an object for each, and one for each of its blocks. Small files cost most of it.
 *
 * @param files the files
 * @throws DH1004 and DH1005
 */
export function hdfsNamespace({ files, size, blockSize = HDFS_BLOCK_SIZE }: HdfsFiles): HdfsNamespace {
  const perFile = Math.ceil(positive('size', size.bytes) / positive('blockSize', blockSize.bytes));
  const blocks = wholeNumber('files', files) * perFile;
  const objects = files + blocks;
  return { objects, blocks, memory: Bytes.of(objects * HDFS_OBJECT_BYTES) };
}

/**
 * Blocks of a cluster that is full of files that fill their blocks: as few as there can be.
 *
 * @param raw size of all disks together
 * @param replicas copies of each block
 * @param blockSize size of a block
 * @throws DH1004 and DH1005
 */
export function hdfsBlocks(raw: Bytes, replicas: number, blockSize: Bytes = HDFS_BLOCK_SIZE): number {
  const copies = wholeNumber('replicas', replicas, 1);
  return Math.floor(positive('raw', raw.bytes) / (positive('blockSize', blockSize.bytes) * copies));
}

/**
 * Heap of a NameNode: 1 GiB for each million blocks, and never less (Cloudera's manual, HDFS heap sizing). Snapshots
 * and encryption take more. All NameNodes of a cluster need it, those that stand by too.
 *
 * @param blocks blocks of all files, copies not counted
 * @throws DH1005
 */
export function nameNodeHeap(blocks: number): Bytes {
  return Bytes.gib(Math.max(1, atLeastNumber('blocks', blocks, 0) / MILLION));
}

/**
 * Heap of a DataNode: 4 GiB, and 1 GiB more for each million replicas above four million (Cloudera's manual, HDFS heap
 * sizing, which has the same figure for the replicas of one DataNode, copies counted).
 *
 * @param replicas blocks that lie on this DataNode
 * @throws DH1005
 */
export function dataNodeHeap(replicas: number): Bytes {
  return Bytes.gib(Math.max(4, atLeastNumber('replicas', replicas, 0) / MILLION));
}
