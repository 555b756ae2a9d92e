import styles from './key-cap.module.css';

/** The key that does the same; said to screen readers by `aria-keyshortcuts` on the control instead. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {name}
    </kbd>
  );
}
