// @ts-check
// The core, under two names.
import * as core from '@ticketero/core';
import * as testing from '@ticketero/core/testing';

export { core, testing };
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
