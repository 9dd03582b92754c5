import { useEffect, useState } from 'react';

import { StateScreen } from './notice-screen';

const PATIENCE_MS = 5_000;

/** Before the first word of the server. */
export function ConnectingScreen() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return <StateScreen key={String(late)} kind={late ? 'unreachable' : 'connecting'} />;
}
