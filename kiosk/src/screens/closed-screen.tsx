import type { BranchOpening } from '@ticketero/contract';

import { useComfort } from '../comfort/comfort';
import { HaveNumber } from '../parts/have-number';
import { Languages } from '../parts/languages';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';
import { StartBar } from '../parts/start-bar';
import { useClosedWords } from './use-closed-words';

interface ClosedScreenProps {
  branch: BranchOpening;
  serverNow: () => number;
  /** Who has a number can still look for it: a branch that gives no more may well be serving. */
  onFind: () => void;
}

/** Says when it opens; it goes by itself when that moment has come. */
export function ClosedScreen({ branch, serverNow, onFind }: ClosedScreenProps) {
  const { low } = useComfort();
  const words = useClosedWords(branch, serverNow);
  return (
    <Screen
      name="closed"
      summary={
        <>
          <StartBar branchName={branch.name} languages={!low} />
          <Message {...words} />
        </>
      }
      controls={
        <>
          {low && <Languages />}
          <HaveNumber onPress={onFind} />
        </>
      }
    />
  );
}
