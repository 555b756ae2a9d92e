/**
 * Packs the application around a stub in place of Electron, without network, and checks the result: everything that the
 * app loads is in, native code is where the operating system can load it, no development files are in, and the fuses
 * are as `electron-builder.yml` promises.
 */
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, Platform, build as pack } from 'electron-builder';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildNative } from '../build/build-native.ts';
import { build } from '../build/build.ts';
import { modelHashes } from '../build/model-hashes.ts';
import { importedPackages } from '../build/bundle-imports.ts';
import { root } from '../child.ts';
import { isMain } from '../is-main.ts';
import { officialVersion } from '../electron/official-electron.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

const output = path.join(root, 'out', 'package-check');

const LOADED_FILES = [
  'package.json',
  'LICENSE',
  'dist/main/main.js',
  'dist/preload/preload.cjs',
  'dist/engine/engine.js',
  'dist/engine/vision-worker.js',
  'dist/engine/virtual-render-worker.js',
  'dist/engine/recording-worker.js',
  'dist/engine/file-process.js',
  'dist/renderer/index.html',
];

/** Loaded inside a `try`: the app starts without them. */
const OPTIONAL_PACKAGES = new Set(['kinect2', '@tensorflow/tfjs-node']);

const ALLOWED_PACKAGES = new Set([
  'onnxruntime-common',
  'onnxruntime-node',
  'sharp',
  '@julusian/jpeg-turbo',
  'pkg-prebuilds',
  'detect-libc',
  'semver',
  '@foxglove/wasm-zstd',
  '@foxglove/wasm-lz4',
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

/** The faults of the package, one sentence each; empty if there are none. */
export async function packageFaults(): Promise<string[]> {
  await build();
  await buildNative();
  rmSync(output, { recursive: true, force: true });
  const stub = path.join(output, 'stub');
  makeStub(stub);
  await pack({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    publish: 'never',
    config: { electronDist: stub, directories: { output: path.join(output, 'packed') } },
  });
  const unpacked = path.join(output, 'packed', 'linux-unpacked');
  const resources = path.join(unpacked, 'resources');
  const files = packedFiles(path.join(resources, 'app.asar'));
  const faults = [
    ...missingFiles(files),
    ...(await missingImports(path.join(resources, 'app.asar'), files)),
    ...nativeFaults(resources, files),
    ...leaks(files),
    ...missingAssets(resources),
    ...missingIcons(resources),
    ...hashFaults(path.join(resources, 'app.asar'), path.join(resources, 'assets', 'models')),
    ...(await fuseFaults(path.join(unpacked, 'depthlock'))),
  ];
  rmSync(output, { recursive: true, force: true });
  return faults;
}

/** An "Electron" of a few bytes: enough for electron-builder, with a fuse wire to set. */
function makeStub(folder: string): void {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const initial = '1'.repeat(9);
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, initial.length]),
    Buffer.from(initial),
  ]);
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  writeFileSync(path.join(folder, 'electron'), wire);
  chmodSync(path.join(folder, 'electron'), 0o755);
  writeFileSync(path.join(folder, 'version'), officialVersion());
  writeFileSync(path.join(folder, 'LICENSE'), '');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), '');
  writeFileSync(path.join(folder, 'locales', 'en-US.pak'), '');
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
  const bundles = [...names].filter((name) => /^dist\/(main|engine|preload)\/.*\.c?js$/.test(name));
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
  if (/^(dist\/|node_modules\/@img\/)/.test(name)) return true;
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

/** Bundles that read models, and refuse others than those whose hashes they hold. */
const READERS_OF_MODELS = ['dist/main/main.js', 'dist/engine/vision-worker.js'];

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

/** Prints the faults, and ends the process: electron-builder would set the exit code to 0 at its end. */
export function report(faults: readonly string[]): never {
  for (const fault of faults) console.error(`package: ${fault}`);
  if (faults.length === 0) console.log('package: complete, nothing leaked, fuses set.');
  process.exit(faults.length === 0 ? 0 : 1);
}

if (isMain(import.meta)) {
  report(await packageFaults().catch((error: unknown) => [reasonOf(error)]));
}
