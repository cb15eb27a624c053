import fc from 'fast-check';
import { csv, markdown } from '../../../../lib/site/report/table';

/** Reads RFC 4180. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  for (let at = 0, row: string[] = []; at < text.length;) {
    const quoted = text[at] === '"';
    const cell = quoted ? /"((?:[^"]|"")*)"/y : /([^",\r\n]*)/y;
    cell.lastIndex = at;
    const [whole = '', inside = ''] = cell.exec(text) ?? [];
    row.push(quoted ? inside.replace(/""/g, '"') : inside);
    at += whole.length;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`no end of a cell at ${at}`);
  }
  return rows;
}

describe('csv', () => {
  it('gives every cell back, behind an apostrophe at most', () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', '=', ' ') }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell)), (rows) => {
        const [head, ...read] = parse(csv({ head: ['a', 'b', 'c'], rows }));
        expect(head).toEqual(['a', 'b', 'c']);
        expect(read).toHaveLength(rows.length);
        read.forEach((row, at) =>
          row.forEach((text, column) => expect([rows[at]![column], `'${rows[at]![column]}`]).toContain(text)),
        );
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('makes no formula of %j', (name) => {
    const text = csv({ head: ['name'], rows: [[name]] });
    expect(parse(text)[1]).toEqual([`'${name}`]);
  });

  it('leaves numbers and plain names as they are', () => {
    expect(csv({ head: ['a', 'b'], rows: [['oslo1-gpu-01', -3]] })).toBe('a,b\r\noslo1-gpu-01,-3\r\n');
  });
});

describe('markdown', () => {
  it('keeps a name in its cell', () => {
    const [, , row] = markdown({ head: ['name', 'count'], rows: [['a|b\n| <b>', 2]] }).split('\n');
    expect(row).toBe('| a\\|b \\| \\<b\\> | 2 |');
  });
});
