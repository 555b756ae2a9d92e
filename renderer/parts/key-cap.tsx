import styles from './key-cap.module.css';

/** The shortcut key; screen readers get it from `aria-keyshortcuts` on the control instead. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {name}
    </kbd>
  );
}
