import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { IMPORT_KINDS } from '../../../electron/contract/exchange.ts';
import { useStore } from '../../app/window-context.tsx';
import { importChoices } from '../../exchange-words.ts';
import { Button } from '../../parts/button.tsx';
import { ChoiceDialog } from '../../parts/dialogs/choice-dialog.tsx';
import { ImportIcon } from '../../parts/icons.tsx';

/** Choice of what to import; the system's dialog then asks where it is. */
export function ImportButton() {
  const words = useTranslations('recordings.import');
  const language = useLocale();
  const store = useStore();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button data-testid="import" onClick={() => setAsking(true)}>
        <ImportIcon />
        {words('button')}
      </Button>
      {asking && (
        <ChoiceDialog
          title={words('question')}
          options={IMPORT_KINDS}
          choices={importChoices(language)}
          onChoose={(kind) => void store.act('exchange.import', { kind })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
