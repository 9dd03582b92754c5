/** An e-mail address as it is stored; whether mail arrives there is not ours to know. */
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
