/** Small choices about the look of the window. Nothing about people is kept here. */

export type RememberedKey = 'theme' | 'virtual-panel';

/** What was chosen last, or null: storage may be empty or refused. */
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
    // Without storage the choice holds until the window closes.
  }
}
