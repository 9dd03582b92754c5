import type { StandingHint, WhatIfAnswer, WhatIfChange, WhatIfInput } from '@ticketero/core';

export interface WhatIfQuestion {
  what: 'whatIf';
  input: WhatIfInput;
  changes: readonly WhatIfChange[];
}

export interface HintQuestion {
  what: 'hint';
  input: WhatIfInput;
  standing: StandingHint | null;
  goneAt: number | null;
}

export type Question = WhatIfQuestion | HintQuestion;

/** What came of it; `failed`: the name of the error. */
export type Reply = { answer: WhatIfAnswer | StandingHint | null } | { failed: string };
