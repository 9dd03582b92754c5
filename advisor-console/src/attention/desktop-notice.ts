/** `unavailable`: not in this browser, or not on this address (browsers want https for it). */
export type NoticePermission = 'granted' | 'denied' | 'default' | 'unavailable';

const TAG = 'ticketero.desk';

export function noticePermission(): NoticePermission {
  if (typeof Notification === 'undefined' || !window.isSecureContext) return 'unavailable';
  return Notification.permission;
}

/** Asks the person, where they have not answered yet; only ever upon their own press. */
export async function askPermission(): Promise<NoticePermission> {
  return noticePermission() === 'default' ? await Notification.requestPermission() : noticePermission();
}

/** One at a time over all tabs of this browser; a press on it brings this tab to the front. Returns what takes it away. */
export function showNotice(title: string, body: string): () => void {
  if (noticePermission() !== 'granted') return () => undefined;
  try {
    const notice = new Notification(title, {
      body,
      tag: TAG,
      icon: '/favicon.svg',
      lang: document.documentElement.lang,
    });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    return () => {
      notice.close();
    };
  } catch {
    return () => undefined; // a phone's browser has them only for installed pages
  }
}
