// The form of an intake: parts in the order of the talk at the counter, the date beside them.
import { Button } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/session';
import { useKeys } from '../ui/useKeys';
import { DeliveryPart } from './DeliveryPart';
import { change, discard, makeId } from './desk';
import { asksAnything, current, isEmpty, withAnother, withoutCurrent, type Intake } from './intake';
import { kCounterKeys } from './keys';
import { goInto, goOn, goToSection } from './moving';
import { OthersPart, PersonPart } from './PersonPart';
import { PlacePart } from './PlacePart';
import { fieldAt, Problems } from './problems';
import { ProcedurePart } from './ProcedurePart';
import { Review, useLiveCheck } from './Review';
import { FeesPart, PapersPart } from './RowsPart';
import { useReceive } from './useReceive';
import { useScanner } from './useScanner';

type SectionName = 'procedure' | 'place' | 'person' | 'others' | 'papers' | 'fees' | 'delivery';

function Section({ name, children }: { name: SectionName; children: ReactNode }) {
  const { t } = useTranslation('counter');
  return (
    <section data-section={name} aria-labelledby={`section-${name}`} className="part">
      <h2 id={`section-${name}`}>{t(`section.${name}`)}</h2>
      {children}
    </section>
  );
}

function Jobs({ intake }: { intake: Intake }) {
  const { t } = useTranslation('counter');
  if (intake.dossiers.length === 1) return null;
  return (
    <nav className="jobs" aria-label={t('jobs')}>
      {intake.dossiers.map((one, at) => (
        <button key={one.id} type="button" aria-current={at === intake.at ? 'true' : undefined} onClick={() => change((now) => ({ ...now, at }))}>
          {t('job', { number: at + 1 })}
          {one.procedure && <span lang="vi">: {one.procedure.name}</span>}
          {one.received && ' ✓'}
        </button>
      ))}
      {!current(intake).received && (
        <Button size="compact-sm" variant="default" onClick={() => change(withoutCurrent)}>
          {t('drop_job')}
        </Button>
      )}
    </nav>
  );
}

interface IntakeFormProps {
  intake: Intake;
  session: Session;
  home: { id: string; name: string };
  point: string;
  off: boolean;
}

export function IntakeForm({ intake, session, home, point, off }: IntakeFormProps) {
  const { t } = useTranslation('counter');
  const form = useRef<HTMLDivElement>(null);
  const dossier = current(intake);
  const live = useLiveCheck(intake, dossier, point);
  const receiving = useReceive(intake, point, session.account);
  const scanned = useScanner(off || receiving.busy);
  const problem = receiving.problem ?? live.refused;

  useKeys(
    kCounterKeys,
    {
      receive: receiving.start,
      another: () => change((now) => (current(now).procedure ? withAnother(now, makeId) : now)),
      section_down: () => form.current && goToSection(form.current, 1),
      section_up: () => form.current && goToSection(form.current, -1),
    },
    off || receiving.busy,
  );
  // The field that was refused gets the focus once, when it was refused.
  useEffect(() => {
    if (receiving.problem && !receiving.busy && form.current) fieldAt(form.current, receiving.problem.where)?.focus();
  }, [receiving.problem, receiving.busy]);

  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented || event.nativeEvent.isComposing || !form.current) return;
    if (goOn(form.current, event.target as HTMLElement)) event.preventDefault();
  }

  return (
    <Problems value={problem}>
      <div className="intake" ref={form} onKeyDown={press}>
        <div className="parts" inert={receiving.busy}>
          <p role="status" className={scanned ? 'scanned' : 'hidden'}>
            {scanned && t('card_read', { name: scanned })}
          </p>
          <Jobs intake={intake} />
          <Section name="procedure">
            <ProcedurePart key={dossier.id} dossier={dossier} point={point} home={home}
              done={() => requestAnimationFrame(() => form.current && (goInto(form.current, 'place') || goInto(form.current, 'person')))} />
          </Section>
          {dossier.procedure && asksAnything(dossier.procedure) && (
            <Section name="place">
              <PlacePart key={dossier.id} dossier={dossier} applicantKind={intake.applicant.kind} />
            </Section>
          )}
          <Section name="person">
            <PersonPart intake={intake} point={point} />
          </Section>
          <Section name="others">
            <OthersPart intake={intake} />
          </Section>
          {dossier.procedure && (
            <>
              <Section name="papers">
                <PapersPart dossier={dossier} />
              </Section>
              <Section name="fees">
                <FeesPart dossier={dossier} intake={intake} />
              </Section>
            </>
          )}
          <Section name="delivery">
            <DeliveryPart intake={intake} dossier={dossier} />
          </Section>
          {!isEmpty(intake) && (
            <Button variant="subtle" size="compact-sm" className="discard" onClick={discard}>
              {t('discard')}
            </Button>
          )}
        </div>
        <Review intake={intake} dossier={dossier} live={live} receiving={receiving} />
      </div>
    </Problems>
  );
}
