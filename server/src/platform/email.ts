/** An e-mail address as somebody types it, before it is trimmed; whether mail arrives there is not ours to know. */
export const EMAIL = /^\s*[^\s@]+@[^\s@]+\.[^\s@.]+\s*$/;
