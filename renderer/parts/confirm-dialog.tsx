import { useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be gone. */
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before something is destroyed. Escape and "Keep" leave everything as it is. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  function confirm(): void {
    props.onConfirm();
    props.onClose();
  }
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onClose={props.onClose}
    >
      <h2 id={titleId} className={styles.title}>
        {props.title}
      </h2>
      <p id={textId} className={styles.gone}>
        {props.consequence}
      </p>
      <div className={styles.actions}>
        <Button autoFocus onClick={props.onClose}>
          Keep
        </Button>
        <Button look="danger" data-testid="confirm" onClick={confirm}>
          {props.confirm}
        </Button>
      </div>
    </dialog>
  );
}
