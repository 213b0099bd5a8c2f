// The counter: what is open, what is parked, and the keys that change between them.
import './counter.css';
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presence } from '../api/session';
import { useScreenKeys } from '../ui/screenKeys';
import { useStore } from '../ui/store';
import { useKeys } from '../ui/useKeys';
import { useTitle } from '../ui/useTitle';
import { desk, deskFor, discard, holdsSomething, park, takeUp, type Desk as DeskState } from './desk';
import { Done } from './Done';
import { current, isDone, isEmpty, type Intake } from './intake';
import { IntakeForm } from './IntakeForm';
import { kCounterKeys, kCounterList } from './keys';
import { useDesks } from './useDesks';
import { WrongDoor } from './WrongDoor';

function Parked({ state }: { state: DeskState }) {
  const { t } = useTranslation('counter');
  if (state.parked.length === 0) return null;
  const nameOf = (intake: Intake, at: number) => intake.applicant.name || current(intake).procedure?.name || t('parked_one', { number: at + 1 });
  return (
    <nav className="parked" aria-label={t('parked')}>
      <span className="quiet">
        ‖ {t('parked')} <kbd>F6</kbd>
      </span>
      {state.parked.map((one, at) => (
        <button key={one.id} type="button" onClick={() => takeUp(one.id)}>
          {nameOf(one, at)}
        </button>
      ))}
    </nav>
  );
}

export function Desk() {
  const { t } = useTranslation('counter');
  const here = useStore(presence);
  const state = useStore(desk);
  const [wrongDoor, setWrongDoor] = useState(false);
  const desks = useDesks('session' in here ? here.session : undefined);
  const place = desks.find((one) => one.point === state.point) ?? desks[0];
  const point = place?.point ?? '';
  useTitle(t('title'));
  useScreenKeys(kCounterList);
  useEffect(() => {
    if (point) deskFor(point);
  }, [point]);
  const off = here.kind !== 'in' || wrongDoor;
  const done = isDone(state.open);
  useKeys(
    kCounterKeys,
    {
      next: () => (done || isEmpty(state.open) ? discard() : park()),
      park,
      take_up: () => takeUp(),
      wrong_door: () => setWrongDoor(true),
    },
    off,
  );
  if (!place || !('session' in here)) {
    return (
      <main id="content" className="narrow" tabIndex={-1}>
        <h1>{t('no_desk')}</h1>
      </main>
    );
  }
  if (state.point !== point) return null;
  return (
    <main id="content" className="counter" tabIndex={-1}>
      <div className="title-row no-print">
        <h1>
          {t('title')} <span className="quiet light">{place.name}</span>
        </h1>
        {desks.length > 1 && !holdsSomething(state) && (
          <NativeSelect
            aria-label={t('point')}
            value={point}
            onChange={(event) => deskFor(event.currentTarget.value)}
            data={desks.map((one) => ({ value: one.point, label: one.name }))}
          />
        )}
        <div className="buttons">
          {!done && (
            <>
              <Button variant="default" size="compact-md" onClick={park} disabled={isEmpty(state.open)}>
                {t('park')} <kbd>F4</kbd>
              </Button>
              <Button variant="default" size="compact-md" onClick={() => setWrongDoor(true)}>
                {t('wrong_door')} <kbd>F8</kbd>
              </Button>
            </>
          )}
        </div>
      </div>
      <div className="no-print">
        <Parked state={state} />
      </div>
      {done ? (
        <Done key={state.open.id} intake={state.open} off={off} />
      ) : (
        <IntakeForm key={state.open.id} intake={state.open} session={here.session} home={place.home} point={point} off={off} />
      )}
      {wrongDoor && (
        <WrongDoor
          point={point}
          dossier={current(state.open)}
          close={() => setWrongDoor(false)}
          next={() => {
            setWrongDoor(false);
            discard();
          }}
        />
      )}
    </main>
  );
}
