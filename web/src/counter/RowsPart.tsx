// Papers and fees as rows under the keys of rows.ts; the same with the mouse.
import { Checkbox } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../ui/money';
import { change } from './desk';
import { current, withDossier, type DossierForm, type FeeForm, type Intake, type PaperForm, type PaperKind } from './intake';
import { feeAfter, paperAfter } from './rows';

const kKinds: readonly PaperKind[] = ['original', 'copy', 'shown', 'electronic'];
const kGoesOn = 900; // milliseconds in which a second digit belongs to the first

function usePaceOfDigits(): (row: string, key: string) => boolean {
  const last = useRef({ row: '', at: 0 });
  return (row, key) => {
    const goesOn = /^\d$/.test(key) && last.current.row === row && performance.now() - last.current.at < kGoesOn;
    last.current = { row: /^\d$/.test(key) ? row : '', at: performance.now() };
    return goesOn;
  };
}

/** Up and down among the ticks of one list. */
function moveInList(event: KeyboardEvent): boolean {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
  const boxes = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('input[type=checkbox]')];
  boxes[boxes.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  return true;
}

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.altKey && !event.metaKey && (event.target as HTMLElement).matches('input[type=checkbox]');

function setPapers(how: (papers: PaperForm[]) => PaperForm[]): void {
  change((intake) => withDossier(intake, { papers: how(current(intake).papers) }));
}

function PaperRow({ paper }: { paper: PaperForm }) {
  const { t } = useTranslation('counter');
  const set = (next: Partial<PaperForm>) => setPapers((papers) => papers.map((one) => (one.id === paper.id ? { ...one, ...next } : one)));
  return (
    <li className={paper.ticked ? 'ticked' : ''}>
      <Checkbox label={<span lang="vi">{paper.name}</span>} checked={paper.ticked} data-row={paper.id} onChange={(event) => set({ ticked: event.currentTarget.checked })} />
      <span className="row-side">
        <span className="row-count" aria-hidden="true">
          <button type="button" tabIndex={-1} onClick={() => set({ ticked: true, quantity: Math.max(1, paper.quantity - 1) })}>
            −
          </button>
          {paper.quantity}
          <button type="button" tabIndex={-1} onClick={() => set({ ticked: true, quantity: paper.quantity + 1 })}>
            +
          </button>
        </span>
        <button type="button" tabIndex={-1} className="row-kind" aria-hidden="true" onClick={() => set({ ticked: true, kind: kKinds[(kKinds.indexOf(paper.kind) + 1) % kKinds.length] })}>
          {t(`paper_kind.${paper.kind}`)}
        </button>
      </span>
      <span className="hidden" role="status">
        {paper.ticked && `${paper.quantity} ${t(`paper_kind.${paper.kind}`)}`}
      </span>
    </li>
  );
}

export function PapersPart({ dossier }: { dossier: DossierForm }) {
  const { t } = useTranslation('counter');
  const goesOn = usePaceOfDigits();
  if (dossier.papers.length === 0) return <p className="quiet">{t('papers_none')}</p>;
  function press(event: KeyboardEvent) {
    if (!plain(event)) return;
    if (moveInList(event)) return event.preventDefault();
    if (event.key.toLowerCase() === 'a') return setPapers((papers) => papers.map((paper) => ({ ...paper, ticked: true })));
    const row = (event.target as HTMLElement).dataset.row ?? '';
    const after = goesOn(row, event.key);
    setPapers((papers) => papers.map((paper) => (paper.id === row ? (paperAfter(paper, event.key, after) ?? paper) : paper)));
  }
  return (
    <>
      <p className="quiet small" id="papers-keys">{t('papers_hint')}</p>
      <ul className="ticks" onKeyDown={press} aria-describedby="papers-keys">
        {dossier.papers.map((paper, at) => (
          <Headed key={paper.id} heading={paper.heading !== dossier.papers[at - 1]?.heading ? paper.heading : ''}>
            <PaperRow paper={paper} />
          </Headed>
        ))}
      </ul>
    </>
  );
}

function Headed({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <>
      {heading && <li className="heading" lang="vi">{heading}</li>}
      {children}
    </>
  );
}

function setFee(id: string, how: (fee: FeeForm) => FeeForm): void {
  change((intake) => withDossier(intake, { fees: current(intake).fees.map((fee) => (fee.id === id ? how(fee) : fee)) }));
}

function FeeRow({ fee }: { fee: FeeForm }) {
  const { t, i18n } = useTranslation('counter');
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const amount = fee.amount === undefined ? t('fee_unknown') : fee.amount === 0 ? t('fee_free') : money(fee.amount * fee.quantity, fee.currency, language);
  return (
    <li className={fee.ticked ? 'ticked' : ''}>
      <Checkbox
        label={<span lang="vi">{fee.label}{fee.per && ` / ${fee.per}`}</span>}
        description={fee.exemption && <span lang="vi">{fee.exemption}</span>}
        checked={fee.ticked}
        data-row={fee.id}
        onChange={(event) => setFee(fee.id, (now) => ({ ...now, ticked: event.currentTarget.checked }))}
      />
      <span className="row-side">
        <span className="row-count" aria-hidden="true">
          <button type="button" tabIndex={-1} onClick={() => setFee(fee.id, (now) => ({ ...now, quantity: Math.max(1, now.quantity - 1) }))}>
            −
          </button>
          {fee.quantity}
          <button type="button" tabIndex={-1} onClick={() => setFee(fee.id, (now) => ({ ...now, quantity: now.quantity + 1 }))}>
            +
          </button>
        </span>
        <span className="amount">{amount}</span>
        <button type="button" tabIndex={-1} aria-hidden="true" className={fee.paid ? 'row-kind paid' : 'row-kind'} onClick={() => setFee(fee.id, (now) => ({ ...now, ticked: true, paid: !now.paid }))}>
          {t(fee.paid ? 'paid' : 'unpaid')}
        </button>
      </span>
      <span className="hidden" role="status">
        {fee.ticked && `${fee.quantity}, ${amount}, ${t(fee.paid ? 'paid' : 'unpaid')}`}
      </span>
    </li>
  );
}

export function FeesPart({ dossier }: { dossier: DossierForm; intake: Intake }) {
  const { t } = useTranslation('counter');
  const goesOn = usePaceOfDigits();
  if (dossier.fees.length === 0) return <p className="quiet">{t('fees_none')}</p>;
  function press(event: KeyboardEvent) {
    if (!plain(event)) return;
    if (moveInList(event)) return event.preventDefault();
    const row = (event.target as HTMLElement).dataset.row ?? '';
    const after = goesOn(row, event.key);
    setFee(row, (fee) => feeAfter(fee, event.key, after) ?? fee);
  }
  return (
    <>
      <p className="quiet small" id="fees-keys">{t('fees_hint')}</p>
      <ul className="ticks" onKeyDown={press} aria-describedby="fees-keys">
        {dossier.fees.map((fee) => (
          <FeeRow key={fee.id} fee={fee} />
        ))}
      </ul>
    </>
  );
}
