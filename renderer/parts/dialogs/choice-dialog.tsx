import { useTranslations } from 'use-intl/react';
import { Button } from '../button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './choice-dialog.module.css';

interface ChoiceDialogProps<T extends string> {
  readonly title: string;
  readonly options: readonly T[];
  readonly choices: Readonly<Record<T, { readonly title: string; readonly description: string }>>;
  readonly onChoose: (option: T) => void;
  readonly onClose: () => void;
}

/** A choice of several actions, each with a line about it. Escape and "Cancel" do none. */
export function ChoiceDialog<T extends string>(props: ChoiceDialogProps<T>) {
  const words = useTranslations('common');
  function choose(option: T): void {
    props.onClose();
    props.onChoose(option);
  }
  return (
    <Dialog title={props.title} className={styles.dialog} onClose={props.onClose}>
      <ul className={styles.choices}>
        {props.options.map((option) => (
          <li key={option}>
            <button
              type="button"
              className={styles.choice}
              data-testid={`choose-${option}`}
              onClick={() => choose(option)}
            >
              <strong>{props.choices[option].title}</strong>
              <span>{props.choices[option].description}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button look="quiet" onClick={props.onClose}>
          {words('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
