/**
 * What a packed folder has to hold: everything that the app loads, native code where the operating system can load it, no
 * development files, and the fuses that `electron-builder.yml` promises.
 */
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { modelHashes } from '../build/model-hashes.ts';
import { CHECKOUT_ONLY } from '../build/bundle-command-line.ts';
import { importedPackages } from '../build/bundle-imports.ts';
import { root } from '../child.ts';

const LOADED_FILES = [
  'package.json',
  'LICENSE',
  'dist/main/main.js',
  'dist/preload/preload.cjs',
  'dist/engine/engine.js',
  'dist/engine/file-process.js',
  'dist/engine/vision-worker.js',
  'dist/engine/analysis-worker.js',
  'dist/engine/virtual-render-worker.js',
  'dist/engine/recording-worker.js',
  'dist/renderer/index.html',
  ...['depthlock', 'vision-worker', 'shard-worker', 'fused-task', 'squeezenet-task'].map(
    (name) => `dist/cli/${name}.js`,
  ),
  ...['report.css', 'report.js'].map((name) => `dist/cli/${name}`),
];

/** Added after packing (complete-folder.ts), for Linux. */
const ADDED_FILES = ['NOTICES.txt', 'sbom.cdx.json', 'bin/depthlock'];

/** Loaded inside a `try`, or by a checkout alone: an installed app works without them. */
const OPTIONAL_PACKAGES = new Set([
  ...['kinect2', '@tensorflow/tfjs-node'],
  ...CHECKOUT_ONLY,
  'electron',
]);

const ALLOWED_PACKAGES = new Set([
  'onnxruntime-common',
  'onnxruntime-node',
  '@img/sharp-wasm32',
  '@emnapi/runtime',
  '@julusian/jpeg-turbo',
  'pkg-prebuilds',
  '@foxglove/wasm-zstd',
  'kinect2',
  'node-gyp-build',
]);

/** Native code of the packages above, for Linux x64. */
const NATIVE_FILES = [
  'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node',
  'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
  'node_modules/@julusian/jpeg-turbo/prebuilds/jpeg-turbo-linux-x64/node-napi-v7.node',
  'node_modules/@julusian/jpeg-turbo/prebuilds/jpeg-turbo-linux-x64/libturbojpeg.so.0',
];

const FUSES_ON = [
  FuseV1Options.OnlyLoadAppFromAsar,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.EnableCookieEncryption,
];
const FUSES_OFF = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
  FuseV1Options.GrantFileProtocolExtraPrivileges,
];

/** Built by the system's compiler, if there is one; the second if libfreenect2 is installed. */
const OPTIONAL_NATIVE_FILES = ['freenect', 'freenect2'].map(
  (name) => `native/build/linux-x64/${name}.node`,
);

/** Which library `freenect2.node` loads, for the check before it is loaded. */
const LIBRARY_NOTE = 'native/build/linux-x64/freenect2.node.library.json';

/** Most that our own part may take, beside Electron's, in bytes. */
const MOST_BYTES = 110e6;

export interface PackedResources {
  /** Of the packed folder: the archive, what lies beside it, and the assets. */
  readonly resources: string;
  readonly executable: string;
}

/** The faults of a package, one sentence each; empty if there are none. */
export async function contentFaults({ resources, executable }: PackedResources): Promise<string[]> {
  const archive = path.join(resources, 'app.asar');
  const files = packedFiles(archive);
  return [
    ...missingFiles(files),
    ...(await missingImports(archive, files)),
    ...nativeFaults(resources, files),
    ...leaks(files),
    ...missingAssets(resources),
    ...missingIcons(resources),
    ...missingDocuments(resources),
    ...hashFaults(archive, path.join(resources, 'assets', 'models')),
    ...ADDED_FILES.filter((file) => !existsSync(path.join(resources, file))).map(
      (file) => `${file} is missing from the resources.`,
    ),
    ...sizeFaults(resources),
    ...(await fuseFaults(executable)),
  ];
}

/** What went in, by folder, in bytes; the largest first. */
export function sizesOf(resources: string): readonly (readonly [string, number])[] {
  const sizes = new Map<string, number>();
  for (const file of filesIn(resources)) {
    const [first = '', ...rest] = file.split(path.sep);
    const packageName = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(rest.join('/'))?.[0];
    const part = packageName ?? (rest.length > 1 ? rest[0] : undefined);
    const name = part === undefined ? first : `${first}/${part}`;
    sizes.set(name, (sizes.get(name) ?? 0) + statSync(path.join(resources, file)).size);
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

function sizeFaults(resources: string): string[] {
  const bytes = sizesOf(resources).reduce((sum, [, size]) => sum + size, 0);
  if (bytes <= MOST_BYTES) return [];
  return [
    `Our part takes ${(bytes / 1e6).toFixed(0)} MB, more than ${(MOST_BYTES / 1e6).toFixed(0)}.`,
  ];
}

interface PackedFile {
  /** Relative to the app, with `/`. */
  readonly name: string;
  /** Beside the archive, where the operating system can load it. */
  readonly unpacked: boolean;
}

function packedFiles(archive: string): PackedFile[] {
  return listPackage(archive, { isPack: true }).map((line) => {
    const [state = '', name = ''] = line.split(/\s*: [/\\]/);
    return { name: name.replaceAll('\\', '/'), unpacked: state === 'unpack' };
  });
}

function missingFiles(files: readonly PackedFile[]): string[] {
  const names = new Set(files.map(({ name }) => name));
  return LOADED_FILES.filter((file) => !names.has(file)).map((file) => `${file} is missing.`);
}

/** A package that a bundle imports by name must be in the packed node_modules. */
async function missingImports(archive: string, files: readonly PackedFile[]): Promise<string[]> {
  const names = new Set(files.map(({ name }) => name));
  const bundles = [...names].filter((name) =>
    /^dist\/(main|engine|preload|cli)\/.*\.c?js$/.test(name),
  );
  const missing = bundles.map(async (bundle) => {
    const packages = await importedPackages(extractFile(archive, bundle).toString());
    return packages
      .filter((name) => !OPTIONAL_PACKAGES.has(name))
      .filter((name) => !names.has(`node_modules/${name}/package.json`))
      .map((name) => `${bundle} imports ${name}, which is not packed.`);
  });
  return (await Promise.all(missing)).flat();
}

function nativeFaults(resources: string, files: readonly PackedFile[]): string[] {
  const inside = files
    .filter(({ name, unpacked }) => /\.(node|so[.\d]*|dll|dylib)$/.test(name) && !unpacked)
    .map(({ name }) => `${name} is inside the archive, where it cannot be loaded.`);
  const built = OPTIONAL_NATIVE_FILES.filter((file) => existsSync(path.join(root, file)));
  const missing = [...NATIVE_FILES, ...built]
    .filter((file) => !existsSync(path.join(resources, 'app.asar.unpacked', file)))
    .map((file) => `${file} is missing beside the archive.`);
  return [...inside, ...missing];
}

/** Files that are neither a bundle nor an allowed package, and files that only developers need. */
function leaks(files: readonly PackedFile[]): string[] {
  return files
    .filter(({ name }) => !isExpected(name) || /\.(ts|tsx|map)$|\.test\./.test(name))
    .map(({ name }) => `${name} does not belong into the package.`);
}

function isExpected(name: string): boolean {
  if (/^(package\.json|LICENSE|dist|node_modules|node_modules\/@[^/]+)$/.test(name)) return true;
  if (name.startsWith('dist/')) return true;
  if (name === LIBRARY_NOTE) return true;
  if (OPTIONAL_NATIVE_FILES.some((file) => `${file}/`.startsWith(`${name}/`))) return true;
  const packageName = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1];
  return packageName !== undefined && ALLOWED_PACKAGES.has(packageName);
}

function missingAssets(resources: string): string[] {
  return ['assets/models', 'assets/people'].flatMap((folder) => {
    const present = filesIn(path.join(root, folder));
    if (present.length === 0) return [`${folder} is empty in the checkout.`];
    const packed = new Set(filesIn(path.join(resources, folder)));
    return present
      .filter((file) => packed.has(file) === isForTfjs(file))
      .map((file) =>
        isForTfjs(file)
          ? `${folder}/${file} is of no use without TensorFlow, which is not packed.`
          : `${folder}/${file} is missing from the resources.`,
      );
  });
}

/** Icons of the window and the tray (`electron/main/window/icons.ts`). */
const ICON_FILES = [
  'png/256x256.png',
  'png/32x32.png',
  'tray/trayTemplate.png',
  'tray/trayTemplate@2x.png',
];

const missingIcons = (resources: string): string[] =>
  ICON_FILES.filter((file) => !existsSync(path.join(resources, 'assets', 'icons', file))).map(
    (file) => `The icon ${file} is missing from the resources.`,
  );

/** Pages of docs/, which the menu opens. */
const missingDocuments = (resources: string): string[] =>
  readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md') && !existsSync(path.join(resources, 'docs', file)))
    .map((file) => `The page docs/${file} is missing from the resources.`);

/** Bundles that read models, and refuse others than those whose hashes they hold. */
const READERS_OF_MODELS = [
  'dist/main/main.js',
  'dist/engine/vision-worker.js',
  'dist/engine/analysis-worker.js',
];

function hashFaults(archive: string, models: string): string[] {
  return READERS_OF_MODELS.flatMap((bundle) => {
    const code = extractFile(archive, bundle).toString();
    return Object.entries(modelHashes(models))
      .filter(([, hash]) => !code.includes(hash))
      .map(([file]) => `${bundle} does not know the hash of ${file}.`);
  });
}

const isForTfjs = (file: string): boolean => /^[^/\\]+-tfjs[/\\]/.test(file);

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function fuseFaults(executable: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(executable);
  // The wire holds one character per fuse: '0' off, '1' on.
  const stateOf = (fuse: FuseV1Options): string => String.fromCharCode(wire[fuse] ?? 0);
  return [
    ...FUSES_ON.filter((fuse) => stateOf(fuse) !== '1'),
    ...FUSES_OFF.filter((fuse) => stateOf(fuse) !== '0'),
  ].map((fuse) => `The fuse ${FuseV1Options[fuse]} is not set as promised.`);
}
