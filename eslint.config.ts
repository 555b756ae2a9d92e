import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Rooms of the code, and which others each may import. The first folder that holds a file is its room. Tests and
 * fixtures are freer (see TEST_FILES). `tools/check/borders.test.ts` holds this table to its word.
 */
const ROOMS = {
  contract: { folder: 'electron/contract', imports: [] },
  base: { folder: 'electron/base', imports: ['contract'] },
  // Figures and maps of embeddings: pure, runs in Node, in pages and in their workers.
  analysis: { folder: 'electron/analysis', imports: ['contract'] },
  // What window and menus say, in every language.
  words: { folder: 'electron/words', imports: ['contract'] },
  // Stages of the engine: frames flow camera → session, which has vision, identity and lock-out at its service.
  geometry: { folder: 'electron/engine/geometry', imports: ['contract', 'base'] },
  onnx: { folder: 'electron/engine/onnx', imports: ['contract', 'base'] },
  camera: { folder: 'electron/engine/camera', imports: ['contract', 'base', 'geometry'] },
  identity: { folder: 'electron/engine/identity', imports: ['contract', 'base'] },
  // Sees frames as the contract describes them, whichever camera they come from.
  vision: { folder: 'electron/engine/vision', imports: ['contract', 'base', 'geometry', 'onnx'] },
  recording: { folder: 'electron/engine/recording', imports: ['contract', 'base', 'camera'] },
  exchange: {
    folder: 'electron/engine/exchange',
    imports: ['contract', 'base', 'analysis', 'camera', 'recording'],
  },
  // Presentation attack tests: pure, about locks as the contract describes them.
  pad: { folder: 'electron/engine/pad', imports: ['contract', 'base', 'analysis'] },
  // Parses foreign files, in a process of its own.
  fileProcess: {
    folder: 'electron/engine/file-process',
    imports: ['contract', 'base', 'camera', 'recording', 'exchange'],
  },
  session: {
    folder: 'electron/engine/session',
    imports: [
      ...[
        'contract',
        'base',
        'onnx',
        'camera',
        'vision',
        'identity',
        'lockOut',
        'pad',
        'recording',
      ],
    ],
  },
  vault: { folder: 'electron/engine/vault', imports: ['contract', 'base'] },
  // What guards the lock; main persists it.
  lockOut: { folder: 'electron/engine/lock-out', imports: ['contract', 'base'] },
  // The process around the stages: engine.ts and its ports.
  engine: {
    folder: 'electron/engine',
    imports: [
      ...['contract', 'base', 'camera', 'vision', 'recording', 'exchange', 'session'],
      'fileProcess',
    ],
  },
  main: {
    folder: 'electron/main',
    imports: ['contract', 'base', 'analysis', 'words', 'lockOut', 'vault'],
  },
  preload: { folder: 'electron/preload', imports: ['contract'] },
  renderer: { folder: 'renderer', imports: ['contract', 'analysis', 'words'] },
  // Plays attempts through the app's own way to a decision.
  attempts: {
    folder: 'training/attempts',
    imports: [
      'contract',
      'base',
      'analysis',
      'camera',
      'exchange',
      'geometry',
      'session',
      'vision',
      'training',
    ],
  },
  training: {
    folder: 'training',
    imports: [
      ...['contract', 'base', 'analysis', 'camera', 'exchange', 'geometry', 'identity', 'onnx'],
      'vision',
    ],
  },
  cli: {
    folder: 'electron/cli',
    imports: [
      ...['contract', 'base', 'analysis', 'words', 'camera', 'exchange', 'recording', 'session'],
      'vision',
      ...['training', 'attempts'],
      // Starts the app of the checkout.
      'tools',
    ],
  },
  native: { folder: 'native', imports: ['contract', 'base', 'camera'] },
  bench: {
    folder: 'bench',
    imports: [
      ...['contract', 'base', 'analysis', 'camera', 'engine', 'exchange', 'geometry', 'identity'],
      ...['onnx', 'recording', 'session', 'vision', 'training', 'native'],
      // Starts the app of the checkout.
      'tools',
    ],
  },
  // Prepares what the app finds at its start: a vault, recordings.
  e2e: {
    folder: 'e2e',
    imports: [
      ...['contract', 'base', 'analysis', 'words', 'camera', 'exchange', 'identity', 'recording'],
      ...['session', 'vault', 'vision', 'tools'],
      // Data that a window trains and evaluates on.
      'training',
    ],
  },
  tools: {
    folder: 'tools',
    imports: [
      ...['contract', 'base', 'camera', 'exchange', 'recording', 'vault', 'words'],
      // What a database finds is held against what the engine finds.
      'identity',
    ],
  },
} as const;

/** Tests and fixtures of the engine may import any room of the engine: they set stages up from their neighbours. */
const TEST_FILES = ['**/*.test.{ts,tsx}', '**/*-fixture.ts'];
const ENGINE_ROOMS = Object.entries(ROOMS).flatMap(([type, { folder }]) =>
  folder.startsWith('electron/engine') ? [type] : [],
);

/** The two ends of the bridge: nothing else touches raw IPC, so that every message is checked in one place. */
const RAW_IPC_FILES = ['electron/main/ipc/ipc.ts', 'electron/preload/preload.ts'];
const RAW_IPC_MESSAGE =
  'Raw IPC belongs to electron/main/ipc/ipc.ts and electron/preload/preload.ts, where every message is checked.';

/** Letters in what a person sees or hears of a component: as text, in braces, or in an attribute that is read out. */
const LETTERS = '[value=/\\p{L}/u]';
const SAID =
  'JSXAttribute[name.name=/^(aria-(label|description|valuetext|roledescription)|label|title|placeholder|alt)$/]';
const BRACES = `:matches(JSXElement, JSXFragment, ${SAID}) > JSXExpressionContainer`;
const WORDS_IN_MARKUP = [
  `JSXText${LETTERS}`,
  `${SAID} > Literal${LETTERS}`,
  `${BRACES} > Literal${LETTERS}`,
  `${BRACES} > :matches(ConditionalExpression, LogicalExpression) > Literal${LETTERS}`,
  `${BRACES} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
].map((selector) => ({
  selector,
  message: 'Words belong to electron/words, in every language: useTranslations gives them.',
}));

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
      'boundaries/files': [{ category: 'test', pattern: TEST_FILES }],
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
            {
              from: {
                element: { types: { anyOf: ENGINE_ROOMS } },
                file: { categories: { anyOf: ['test'] } },
              },
              allow: { to: { element: { types: { anyOf: ENGINE_ROOMS } } } },
            },
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            {
              from: { element: { types: { noneOf: ['main', 'preload', 'e2e'] } } },
              disallow: { to: { module: { source: '{electron,electron/**}' } } },
              message:
                'Only main and preload import Electron: the rest runs in plain Node or in a page.',
            },
            {
              from: {
                element: {
                  types: { anyOf: ['contract', 'analysis', 'words', 'preload', 'renderer'] },
                },
              },
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
    files: ['**/*.ts'],
    ignores: ['electron/engine/onnx/onnxruntime.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: 'onnxruntime-node',
          allowTypeImports: true,
          message:
            'By itself it reports to its makers: import electron/engine/onnx/onnxruntime.ts.',
        },
      ],
    },
  },
  {
    // Sentences stand in `electron/words`, in every language.
    files: ['renderer/**/*.tsx'],
    ignores: ['renderer/fake/**'],
    rules: { 'no-restricted-syntax': ['error', ...WORDS_IN_MARKUP] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
);
