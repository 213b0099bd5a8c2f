// Received: the date first, then code, secret and QR; what is printed stands in sheets/.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { Hero } from '../ui/Hero';
import { Qr } from '../ui/Qr';
import { useKeys } from '../ui/useKeys';
import { begin, discard, makeId } from './desk';
import { samePerson, type Intake } from './intake';
import { kCounterKeys } from './keys';
import { Warnings } from './Review';
import { Combined } from './sheets/Combined';
import { Form01 } from './sheets/Form01';

export const followAddress = (receipt: Schemas['Receipt']): string => location.origin + receipt.qr;

function One({ reception }: { reception: Schemas['Reception'] }) {
  const { t } = useTranslation('counter');
  return (
    <article className="received">
      <div>
        <h2 lang="vi">{reception.receipt.procedure.name}</h2>
        <Hero due={reception.due} />
        <dl className="facts">
          <div>
            <dt>{t('code')}</dt>
            <dd className="mono big">
              <Link to="/dossiers/$code" params={{ code: reception.code }}>
                {reception.code}
              </Link>
            </dd>
          </div>
          <div>
            <dt>{t('secret')}</dt>
            <dd className="mono big">{reception.secret}</dd>
          </div>
          <div>
            <dt>{t('decided_by')}</dt>
            <dd>{reception.receipt.deciding_agency}</dd>
          </div>
        </dl>
        <Warnings warnings={reception.warnings} />
      </div>
      <Qr text={followAddress(reception.receipt)} label={t('qr')} />
    </article>
  );
}

type Sheets = 'receipt' | 'forms';

export function Done({ intake, off }: { intake: Intake; off: boolean }) {
  const { t } = useTranslation('counter');
  const receptions = intake.dossiers.flatMap((dossier) => dossier.received ?? []);
  const [sheets, setSheets] = useState<Sheets>('receipt');
  const [large, setLarge] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const many = receptions.length > 1;
  useEffect(() => first.current?.focus(), []);
  function print(what: Sheets, big: boolean) {
    setSheets(what);
    setLarge(big);
    setTimeout(() => window.print(), 50); // after the sheets are there
  }
  const again = () => begin(samePerson(intake, makeId));
  useKeys(kCounterKeys, { print: () => print('receipt', false), print_large: () => print('receipt', true), another: again }, off);
  const combined = many && sheets === 'receipt';
  return (
    <>
      <div className="done no-print">
        <p role="status" className="done-word">
          ✓ {many ? t('done_many', { count: receptions.length }) : t('done')}
        </p>
        {receptions.map((reception) => (
          <One key={reception.code} reception={reception} />
        ))}
        <div className="buttons">
          <Button ref={first} onClick={() => print('receipt', false)}>
            {t('print')} <kbd>P</kbd>
          </Button>
          <Button variant="default" onClick={() => print('receipt', true)}>
            {t('print_large')} <kbd>L</kbd>
          </Button>
          {many && (
            <Button variant="default" onClick={() => print('forms', false)}>
              {t('print_forms')}
            </Button>
          )}
          <Button variant="default" onClick={again}>
            {t('again')} <kbd>F7</kbd>
          </Button>
          <Button variant="default" onClick={discard}>
            {t('next')} <kbd>F2</kbd>
          </Button>
        </div>
      </div>
      <div className={large ? 'sheets sheets-large' : 'sheets'} lang="vi" aria-hidden="true">
        {[1, 2].map((copy) =>
          combined ? (
            <Combined key={copy} receptions={receptions} />
          ) : (
            receptions.map((reception) => <Form01 key={reception.code + copy} reception={reception} />)
          ),
        )}
      </div>
    </>
  );
}
