/** Small choices about the look of the window. Nothing about people is stored here. */

export type RememberedKey = 'theme' | 'virtual-panel';

/** The last choice, or null: storage may be empty or denied. */
export function recall(key: RememberedKey): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: RememberedKey, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage the choice lasts until the window closes.
  }
}
