// Parses each Markdown text of a JSON list as GitHub's dialect, and writes the trees. A process of its own: the parser
// is an ES module, which Jest does not load.
import { readFileSync } from 'node:fs';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const texts = JSON.parse(readFileSync(0, 'utf8'));
const trees = texts.map((text) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
process.stdout.write(JSON.stringify(trees, (key, value) => (key === 'position' ? undefined : value)));
