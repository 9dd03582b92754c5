/** Why a notice did not go out, in one word; never what it says or to whom. */
export class NoticeFailure extends Error {
  constructor(readonly word: string) {
    super(word);
    this.name = 'NoticeFailure';
  }
}
