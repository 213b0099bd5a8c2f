import { useEffect, useState } from 'react';

const kMinute = 60_000;

/** The clock of the screen, a minute exact: what falls due does so while the list is open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), kMinute);
    return () => clearInterval(timer);
  }, []);
  return now;
}
