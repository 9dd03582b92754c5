import { currentBrand } from './store';

let title: string | null = null;

/** The document's title, with the bank's name behind it where there is one. */
export function setTitle(text: string): void {
  title = text;
  showTitle();
}

/** Again, for a bank that has another name now. */
export function showTitle(): void {
  const { name } = currentBrand();
  title ??= document.title;
  document.title = name === null ? title : `${title} · ${name}`;
}
