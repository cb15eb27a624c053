#!/usr/bin/env node
// Committed, so that npm can link the command before the package is built.
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../dist/lib/cli/main.js');
if (existsSync(main)) void require(main).main(process.argv);
else {
  console.error('datahall is not built: run `npm run build`');
  // Those that report say by 2 that something changes.
  const reports = ['report', 'diff', 'compare', 'drift', 'repair'];
  process.exitCode = reports.includes(process.argv[2]) ? 1 : 2;
}
