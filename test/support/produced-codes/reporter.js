'use strict';
const { existsSync, readFileSync, rmSync } = require('node:fs');

/** Fails a run of all tests that made some error of the library nowhere: nobody has seen its text. */
class ProducedCodes {
  constructor({ testPathPattern, testNamePattern, onlyChanged, findRelatedTests, shard }) {
    this.isWhole = ![testPathPattern, testNamePattern, onlyChanged, findRelatedTests, shard].some(Boolean);
  }

  onRunStart() {
    rmSync(process.env.DATAHALL_PRODUCED, { force: true });
  }

  onRunComplete() {
    const file = process.env.DATAHALL_PRODUCED;
    const produced = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
    rmSync(file, { force: true });
    if (!this.isWhole) return;
    require('tsx/cjs');
    const { checkProduced } = require('../../contract/checks/errors');
    const { Sources } = require('../sources');
    const found = checkProduced(Sources.repository(), produced);
    if (found.length === 0) return;
    this.error = new Error(found.join('\n'));
    // Jest ends with 1 for an error of a reporter and says nothing of it.
    process.stderr.write(`\n${this.error.message}\n`);
  }

  getLastError() {
    return this.error;
  }
}

module.exports = ProducedCodes;
