import type { KnipConfig } from 'knip';

/** Finds files, exports and dependencies that nothing uses; part of `npm test`. */
export default {
  entry: [
    'electron/{main/main,engine/engine,engine/file-process/file-process,preload/preload,cli/main}.ts',
    '{electron,training}/**/*-worker.ts',
    '{electron,tools}/**/{capture-child,record-until-killed}.ts',
    // Start the workers above from their TypeScript.
    'electron/**/*-from-source.mjs',
    'renderer/**/main.tsx',
    'bench/kinect-v1/{capture-child,freenect-soak-child,registration-overlay,freenect-soak}.ts',
    'bench/regression/{print,write}-ratios.ts',
    'bench/scale/write-page.ts',
    'playwright.config.ts',
    'e2e/{demo,kinect-v1-dump,measure-window}.ts',
    'e2e/soak/drive.ts',
    'e2e/stand-in/blank-window.mjs',
    'tools/{start,fuzz}.ts',
    'tools/vector-database/qdrant.ts',
    'tools/site/{build-site,try-tutorial}.ts',
    'tools/fuzz/open-inputs.ts',
    'tools/check/{check,e2e,package-check}.ts',
    'tools/build/{build,build-native}.ts',
    'training/**/main.ts',
    'training/**/*-task.ts',
    'training/**/{bake,contact-sheet,check-detection,renew-models,embed-virtual-people,renew-fused,renew-squeezenet,compare-looks,turned-looks,try-int8,report-attacks}.ts',
    '**/*.test.{ts,tsx}',
    '**/*-fixture.ts',
  ],
  project: ['**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Packed with onnxruntime-node, which loads it.
    'onnxruntime-common',
    // Bundles take it in place of sharp's native code.
    '@img/sharp-wasm32',
    // Headers.
    'node-addon-api',
    'node-api-headers',
    // Come with packages that are optional themselves, or in the folder of the peers.
    '@tensorflow/tfjs',
    '@tensorflow/tfjs-backend-wasm',
    'node-gyp-build',
  ],
  // Programs of the operating system.
  exclude: ['binaries'],
} satisfies KnipConfig;
