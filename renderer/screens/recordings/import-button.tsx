import { useState } from 'react';
import { IMPORT_KINDS } from '../../../electron/contract/exchange.ts';
import { useStore } from '../../app/window-context.tsx';
import { IMPORT_CHOICES } from '../../exchange-words.ts';
import { Button } from '../../parts/button.tsx';
import { ChoiceDialog } from '../../parts/dialogs/choice-dialog.tsx';
import { ImportIcon } from '../../parts/icons.tsx';

/** Choice of what to import; the system's dialog then asks where it is. */
export function ImportButton() {
  const store = useStore();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button data-testid="import" onClick={() => setAsking(true)}>
        <ImportIcon />
        Import…
      </Button>
      {asking && (
        <ChoiceDialog
          title="What would you like to import?"
          options={IMPORT_KINDS}
          choices={IMPORT_CHOICES}
          onChoose={(kind) => void store.act('exchange.import', { kind })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
