/** The operating system's key storage, behind Electron's safeStorage. Call it only once the app is ready. */
import { safeStorage as electronStorage } from 'electron';
import type { KeyStorage } from '../../engine/vault/anchor/anchor-format.ts';

/**
 * The part of `safeStorage` in use. Electron 45 prefers its asynchronous methods, which Electron 33 does not have; on
 * both, a key of 32 bytes takes well below a millisecond.
 */
interface SynchronousStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  setUsePlainTextEncryption(usePlainText: boolean): void;
  getSelectedStorageBackend(): string;
}
const safeStorage: SynchronousStorage = electronStorage;

/**
 * Prepares the storage and names what protects the key: `keychain`, `dpapi`, or on Linux the backend. `basic_text` is a
 * fixed password and so no protection from other programs: the window says so, and the key is wrapped by a PIN as well.
 * `none`: there is no key storage.
 */
export function prepareKeyStorage(): string {
  if (process.platform === 'linux' && !safeStorage.isEncryptionAvailable()) {
    safeStorage.setUsePlainTextEncryption(true);
  }
  if (!safeStorage.isEncryptionAvailable()) return 'none';
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

/** Throws if the system offers no key storage; the vault then explains what that means. */
function wrapKey(key: Uint8Array): Uint8Array {
  return safeStorage.encryptString(Buffer.from(key).toString('base64'));
}

/** Throws if the key was wrapped by another user or computer, or the storage is locked. */
function unwrapKey(wrapped: Uint8Array): Uint8Array {
  return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64');
}

const KEY_STORAGE: KeyStorage = { wrapKey, unwrapKey };
const NO_STORAGE: KeyStorage = { wrapKey: (key) => key, unwrapKey: (key) => key };

/** What seals the anchor; with `basic_text` or `none` only against accidents. */
export function anchorStorage(name: string): KeyStorage {
  return name === 'none' ? NO_STORAGE : KEY_STORAGE;
}

/**
 * What may hold the vault's key: null where the storage is a fixed password (`basic_text`) or none, for a copied file
 * would open by itself.
 */
export function protectiveStorage(name: string): KeyStorage | null {
  return name === 'basic_text' || name === 'none' ? null : KEY_STORAGE;
}
