import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './confirm-dialog.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be deleted. */
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Confirms once before something is destroyed. Escape and "Keep" leave everything as it is. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const words = useTranslations('common');
  const textId = useId();
  function confirm(): void {
    props.onConfirm();
    props.onClose();
  }
  return (
    <Dialog
      title={props.title}
      describedBy={textId}
      className={styles.dialog}
      onClose={props.onClose}
    >
      <p id={textId} className={styles.gone}>
        {props.consequence}
      </p>
      <div className={styles.actions}>
        <Button autoFocus onClick={props.onClose}>
          {words('keep')}
        </Button>
        <Button look="danger" data-testid="confirm" onClick={confirm}>
          {props.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
