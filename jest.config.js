'use strict';
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// Workers inherit it; a run of Jest that a test starts has its own, or it would remove this one.
process.env.DATAHALL_PRODUCED = join(tmpdir(), `datahall-produced-${process.pid}`);

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^datahall$': '<rootDir>/index.ts', '^datahall/testing$': '<rootDir>/testing/index.ts' },
  setupFilesAfterEnv: ['<rootDir>/test/support/produced-codes/record.ts'],
  reporters: ['default', '<rootDir>/test/support/produced-codes/reporter.js'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
