// @ts-check
import ts from 'typescript';

/** What is unused, which typescript-eslint asks its programs for and our tsconfigs do not: the linter has a rule for it. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205]);

/** Programs whose own mistakes (an option, a missing library) have been told. @type {WeakSet<ts.Program>} */
const told = new WeakSet();

/**
 * What the compiler finds in a file, and with the first file of a program what is wrong with the program.
 * @param {ts.Program} program
 * @param {string} filename
 * @returns {readonly ts.Diagnostic[]}
 */
function found(program, filename) {
  const file = program.getSourceFile(filename);
  const whole = told.has(program)
    ? []
    : [
        ...program.getConfigFileParsingDiagnostics(),
        ...program.getOptionsDiagnostics(),
        ...program.getGlobalDiagnostics(),
      ];
  told.add(program);
  const own = file ? [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)] : [];
  return [...whole, ...own].filter(
    ({ category, code }) => category === ts.DiagnosticCategory.Error && !UNUSED.has(code),
  );
}

/**
 * A rule of the linter: what the compiler has against a file, by the program that the rules which need types have loaded.
 * @type {import('eslint').Rule.RuleModule}
 */
export const typeErrors = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program() {
      const { filename, sourceCode } = context;
      const { program } = /** @type {{ program?: ts.Program | null }} */ (sourceCode.parserServices);
      if (!program) return;
      for (const { start = 0, length = 0, code, messageText } of found(program, filename)) {
        const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(start + length) };
        const text = ts.flattenDiagnosticMessageText(messageText, '\n');
        // As data: what stands in braces in a message would be taken for the name of one.
        context.report({ loc, message: 'TS{{code}}: {{text}}', data: { code: String(code), text } });
      }
    },
  }),
};
