// @ts-check

/** What the API answers instead of a result. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} description
   * @param {number} [retryAfter] seconds
   */
  constructor(status, description, retryAfter) {
    super(description);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** @param {string} what */
export const badRequest = (what) => new ApiError(400, `Bad Request: ${what}`);

/** @param {number} seconds */
export const tooManyRequests = (seconds) => new ApiError(429, `Too Many Requests: retry after ${seconds}`, seconds);
