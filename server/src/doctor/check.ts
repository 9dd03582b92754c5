import type { Client, QueryResultRow } from 'pg';

import type { Config } from '../platform/config.js';

export interface Space {
  free: number;
  total: number;
}

/** What is examined. Nothing is changed in it. */
export interface Patient {
  env: Record<string, string | undefined>;
  /** Of `env`; in words, why it is none. */
  config: Config | string;
  client: Client;
  /** What its schema is, as migrations/schema.snapshot.txt has it. */
  schema(): Promise<string>;
  /** Of this machine, ms. */
  now(): number;
  /** Of the disk that holds the folder, bytes. */
  spaceOf(folder: string): Space;
}

/** What is not as it should be, in one line, and what to do about it, in one more. */
export interface Finding {
  /** warn: it works, and will not always. */
  level: 'warn' | 'fail';
  what: string;
  whatToDo: string;
}

export interface Examined {
  /** What was looked at: said where nothing was found. */
  looked: string;
  findings: Finding[];
}

export interface Check {
  name: string;
  examine(patient: Patient): Promise<Examined>;
}

export const warn = (what: string, whatToDo: string): Finding => ({ level: 'warn', what, whatToDo });
export const fail = (what: string, whatToDo: string): Finding => ({ level: 'fail', what, whatToDo });

export async function rowsOf<Row extends QueryResultRow>(
  { client }: Pick<Patient, 'client'>,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(sql, values)).rows;
}

const NAMED = 5;

/** Some of many, so that a line remains one. */
export const some = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
