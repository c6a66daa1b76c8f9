/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/scripts/program.mjs',
  testMatch: ['**/*.test.ts'],
  // Two cores, and a lab beside: what takes 5 s on a quiet machine may take 20.
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  // Sources import each other as NodeNext wants it (`./x.js`); the tests run the .ts beside it.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  maxWorkers: 2,
}
