/**
 * How a call is named when displays and tickets are compared.
 * @param {string} numero
 * @param {string} calledAt ISO
 */
export const callKey = (numero, calledAt) => `${numero} ${calledAt}`;
