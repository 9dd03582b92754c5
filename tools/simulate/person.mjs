import { Failure } from './failure.mjs';

/** Well before the 15 real minutes of an access token, so that no command is spent on finding out. */
const RENEW_AFTER_MS = 10 * 60_000;

/** @typedef {import('./http.mjs').Call} Call */

/** Somebody who signs in: keeps the access token fresh with the refresh cookie, as the console does. */
export class Person {
  #token = '';
  #cookie = '';
  #renewedAt = 0;
  /** @type {Promise<void> | null} */
  #renewing = null;

  /**
   * @param {Call} call
   * @param {string} email
   * @param {string} password
   */
  constructor(call, email, password) {
    this.call = call;
    this.email = email;
    this.password = password;
  }

  async signIn() {
    const answer = await this.#logIn();
    if (answer.status !== 200) {
      throw new Failure(`${this.email} cannot sign in: ${answer.status} ${answer.body?.error ?? ''}`);
    }
    this.#keep(answer);
  }

  #logIn() {
    return this.call('POST', '/api/auth/login', { body: { email: this.email, password: this.password } });
  }

  /** @param {import('./http.mjs').Answer} answer */
  #keep(answer) {
    this.#token = answer.body.accessToken;
    this.#renewedAt = performance.now();
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
  }

  async #renew() {
    const refreshed = await this.call('POST', '/api/auth/refresh', { headers: { cookie: this.#cookie } });
    const answer = refreshed.status === 200 ? refreshed : await this.#logIn();
    // Otherwise the old token goes on, and the refusal of the next command tells.
    if (answer.status === 200) this.#keep(answer);
  }

  /** @returns {Promise<string>} an access token that is good for some minutes */
  async token() {
    if (performance.now() - this.#renewedAt > RENEW_AFTER_MS) {
      // One at a time: the refresh token rotates, and using an old one twice looks like theft.
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = null;
      });
      await this.#renewing;
    }
    return this.#token;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {import('./http.mjs').CallOptions} [options]
   */
  async ask(method, path, options = {}) {
    return this.call(method, path, { ...options, token: await this.token() });
  }
}
