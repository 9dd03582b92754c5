import type { Desk } from '@ticketero/contract';

export interface ModuleChoice {
  moduleNumber: number;
  taken: boolean;
}

type Facts = Pick<Desk['settings'], 'moduleCount' | 'modulesTaken'>;

export function moduleChoices({ moduleCount, modulesTaken }: Facts): ModuleChoice[] {
  return Array.from({ length: moduleCount }, (_, index) => ({
    moduleNumber: index + 1,
    taken: modulesTaken.includes(index + 1),
  }));
}

/** The first of the wanted that exists and is free: what was just pressed, else where this advisor sat last. */
export function chosenModule(facts: Facts, wanted: (number | null)[]): number | null {
  const free = moduleChoices(facts).filter((choice) => !choice.taken);
  return wanted.find((number) => free.some((choice) => choice.moduleNumber === number)) ?? null;
}
