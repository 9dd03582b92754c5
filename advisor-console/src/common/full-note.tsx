/** A whole screen with nothing to do on it but read: starting, no answer, broken. */
export function FullNote({ title, text, busy }: { title: string; text?: string; busy?: boolean }) {
  return (
    <main className="full-note">
      {busy && <span className="spinner" aria-hidden="true" />}
      <div role="status">
        <h1>{title}</h1>
        {text && <p>{text}</p>}
      </div>
    </main>
  );
}
