import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';

export interface KeyLine {
  keys: string[];
  says: string;
}

export function KeysDialog({ lines, close }: { lines: KeyLine[]; close: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Dialog title={t('keys_title')} close={close}>
      <table className="keys">
        <thead>
          <tr>
            <th scope="col">{t('key_name')}</th>
            <th scope="col">{t('key_does')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.says}>
              <td>
                {line.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </td>
              <td>{line.says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
