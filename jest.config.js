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
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
