import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rooms of the code, and whom each may import besides itself. `tools/check/borders.test.ts` holds this table to its word. */
const ROOMS = {
  contract: { folder: 'electron/contract', imports: [] },
  base: { folder: 'electron/base', imports: ['contract'] },
  vault: { folder: 'electron/engine/vault', imports: ['contract', 'base', 'engine'] },
  engine: { folder: 'electron/engine', imports: ['contract', 'base', 'vault'] },
  main: { folder: 'electron/main', imports: ['contract', 'base', 'vault'] },
  preload: { folder: 'electron/preload', imports: ['contract'] },
  renderer: { folder: 'renderer', imports: ['contract'] },
  training: { folder: 'training', imports: ['contract', 'base', 'engine', 'vault'] },
  cli: { folder: 'electron/cli', imports: ['contract', 'base', 'engine', 'vault', 'training'] },
  native: { folder: 'native', imports: ['contract', 'base', 'engine'] },
  bench: {
    folder: 'bench',
    imports: ['contract', 'base', 'engine', 'vault', 'training', 'native'],
  },
  // Prepares what the app finds at its start: a vault, recordings.
  e2e: { folder: 'e2e', imports: ['contract', 'base', 'tools', 'engine', 'vault'] },
  tools: { folder: 'tools', imports: ['contract', 'base', 'engine', 'vault', 'training'] },
} as const;

/** The two ends of the bridge: nothing else touches raw IPC, so that every message is checked in one place. */
const RAW_IPC_FILES = ['electron/main/ipc/ipc.ts', 'electron/preload/preload.ts'];
const RAW_IPC_MESSAGE =
  'Raw IPC belongs to electron/main/ipc/ipc.ts and electron/preload/preload.ts, where every message is checked.';

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'release/', 'assets/', '.cache/', 'coverage/', 'native/build/']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Objects here are closures: their methods do not use `this`, and may be handed on.
      '@typescript-eslint/unbound-method': 'off',
      // The types are Electron 45's, the code must run on 33 too: what 45 deprecates may be all that 33 has.
      '@typescript-eslint/no-deprecated': 'off',
      // Numbers read well in messages.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void call()` and `(e) => setX(e)` say what they mean.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': Object.entries(ROOMS).map(([type, { folder }]) => ({
        type,
        pattern: folder,
        partialMatch: false,
      })),
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import', 'require'],
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [
            ...Object.entries(ROOMS).map(([type, { imports }]) => ({
              from: { element: { type } },
              allow: { to: { element: { types: { anyOf: [type, ...imports] } } } },
            })),
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            {
              from: { element: { types: { noneOf: ['main', 'preload', 'e2e'] } } },
              disallow: { to: { module: { source: '{electron,electron/**}' } } },
              message:
                'Only main and preload import Electron: the rest runs in plain Node or in a page.',
            },
            {
              from: { element: { types: { anyOf: ['contract', 'preload', 'renderer'] } } },
              disallow: { to: { module: { origin: 'core' } } },
              message: 'This code also runs in a page, where Node is not.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/{main,preload}/**/*.ts'],
    ignores: RAW_IPC_FILES,
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'electron', importNames: ['ipcMain', 'ipcRenderer'], message: RAW_IPC_MESSAGE },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
);
