import {
  Bytes,
  dataNodeHeap,
  HDFS_OBJECT_BYTES,
  hdfsBlocks,
  hdfsNamespace,
  hdfsRawCapacity,
  leastDataNodes,
  nameNodeHeap,
  type Redundancy,
} from 'datahall';

const MB = 1e6;
const rs63 = { data: 6, coding: 3 };

describe('hdfsRawCapacity', () => {
  test.each<[terabytes: number, redundancy: Redundancy, reserve: number, raw: number]>([
    [1000, { replicas: 3 }, 0.25, 4000],
    [1000, rs63, 0, 1500],
    [1000, rs63, 0.25, 2000],
    [1000, { replicas: 1 }, 0, 1000],
  ])('of %i TB with %j and a reserve of %d is %i TB', (terabytes, redundancy, reserve, raw) => {
    expect(hdfsRawCapacity({ data: Bytes.tb(terabytes), redundancy, reserve }).bytes / 1e12).toBeCloseTo(raw, 9);
  });

  test.each([
    [{ reserve: 1 }, 'DH1005'],
    [{ reserve: -0.1 }, 'DH1005'],
    [{ data: Bytes.of(0) }, 'DH1005'],
    [{ redundancy: { replicas: 0 } }, 'DH1004'],
  ])('with %j is an error: %s', (change, code) => {
    const options = { data: Bytes.tb(1), redundancy: { replicas: 3 }, reserve: 0.25 };
    expect(() => hdfsRawCapacity({ ...options, ...change })).toThrow(code);
  });
});

test('leastDataNodes has a node for each copy or chunk', () => {
  expect([leastDataNodes(rs63), leastDataNodes({ replicas: 3 })]).toEqual([9, 3]);
  expect(() => leastDataNodes({ data: 0, coding: 3 })).toThrow('DH1004');
});

describe('hdfsNamespace', () => {
  test.each([
    ['a file of 192 MB', 1, 192, 128, 3, 450],
    ['a file of 1,024 MB', 1, 1024, 128, 9, 1350],
    ['8 files of 128 MB', 8, 128, 128, 16, 2400],
    ['1,024 files of 1 MB', 1024, 1, 128, 2048, 307_200],
    ['no file', 0, 1, 128, 0, 0],
  ])('of %s is known', (_, files, size, block, objects, memory) => {
    const space = hdfsNamespace({ files, size: Bytes.of(size * MB), blockSize: Bytes.of(block * MB) });
    expect([space.objects, space.memory.bytes]).toEqual([objects, memory]);
    expect(space.objects).toBe(files + space.blocks);
  });

  test('has blocks of 128 MiB', () => {
    expect(hdfsNamespace({ files: 1, size: Bytes.mib(128) }).blocks).toBe(1);
    expect(hdfsNamespace({ files: 1, size: Bytes.of(2 ** 27 + 1) }).blocks).toBe(2);
    expect(HDFS_OBJECT_BYTES).toBe(150);
  });

  test('is of whole files: DH1004', () => {
    expect(() => hdfsNamespace({ files: 0.5, size: Bytes.gb(1) })).toThrow('DH1004');
    expect(() => hdfsNamespace({ files: 1, size: Bytes.gb(1), blockSize: Bytes.of(0) })).toThrow('DH1005');
  });
});

describe('hdfsBlocks', () => {
  const raw = Bytes.tb(200 * 24);

  test('of 4,800 TB are 37.5 million of 128 MB, and a third with three copies', () => {
    const block = Bytes.of(128 * MB);
    expect([1, 3].map((replicas) => hdfsBlocks(raw, replicas, block))).toEqual([37_500_000, 12_500_000]);
  });

  test('of Hadoop are of 128 MiB: 36 and 12 million, as manuals round it', () => {
    expect([1, 3].map((replicas) => (hdfsBlocks(raw, replicas) / 1e6).toFixed(0))).toEqual(['36', '12']);
  });

  test('have a copy: DH1004', () => {
    expect(() => hdfsBlocks(raw, 0)).toThrow('DH1004');
  });
});

describe('heaps', () => {
  test.each([
    [0, 1],
    [1e6, 1],
    [12.5e6, 12.5],
    [37.5e6, 37.5],
  ])('of a NameNode with %d blocks is %d GiB', (blocks, gib) => {
    expect(nameNodeHeap(blocks).bytes).toBe(gib * 2 ** 30);
  });

  test.each([
    [0, 4],
    [4e6, 4],
    [5e6, 5],
    [6.5e6, 6.5],
  ])('of a DataNode with %d replicas is %d GiB', (replicas, gib) => {
    expect(dataNodeHeap(replicas).bytes).toBe(gib * 2 ** 30);
  });

  test('are of counts: DH1005', () => {
    expect(() => nameNodeHeap(-1)).toThrow('DH1005');
    expect(() => dataNodeHeap(Number.NaN)).toThrow('DH1005');
  });
});
