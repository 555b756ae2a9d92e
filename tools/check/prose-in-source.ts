import ts from 'typescript';

/** Words for people, as they stand in a source file. */
export interface Prose {
  /** Line, counted from 1. */
  readonly line: number;
  /** Places for values are `{}`; pieces that `+` joins are one. */
  readonly text: string;
  /** It is the message of an `Error`. */
  readonly isThrown: boolean;
}

/** Every string and template of a TypeScript file's text that holds several words, but those that go to the console. */
export function proseIn(code: string): Prose[] {
  const source = ts.createSourceFile(
    'code.ts',
    code,
    ts.ScriptTarget.Latest,
    /* setParentNodes */ true,
  );
  const found: Prose[] = [];
  visit(source, false);
  return found;

  function visit(node: ts.Node, isThrown: boolean): void {
    if (isNoProse(node)) return;
    const text = textOf(node);
    if (text !== null && hasWords(text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, text: template(text), isThrown });
    }
    const isError = ts.isNewExpression(node) && /Error$/u.test(node.expression.getText());
    ts.forEachChild(node, (child) => {
      // What a joined text is made of was taken with it; what stands in its places was not.
      if (text === null || !isPiece(child)) visit(child, isThrown || isError);
      else visitPlaces(child, isThrown);
    });
  }

  function visitPlaces(piece: ts.Node, isThrown: boolean): void {
    ts.forEachChild(piece, (child) =>
      isPiece(child) ? visitPlaces(child, isThrown) : visit(child, isThrown),
    );
  }
}

/** The form in which templates are compared: values beside each other are one (`640×480`), and no space is at an end. */
export function template(text: string): string {
  return text
    .replaceAll(/\{[^{}]*\}/gu, '{}')
    .replaceAll(/\{\}(?:[\s×/]*\{\})+/gu, '{}')
    .trim();
}

function isNoProse(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeNode(node) ||
    (ts.isCallExpression(node) && /^(console|z)\./u.test(node.expression.getText()))
  );
}

function isPiece(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateSpan(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    isSum(node)
  );
}

const isSum = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

/** A literal or a sum with one, with `{}` for each value; null for other nodes. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  }
  if (!isSum(node)) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null && right === null ? null : `${left ?? '{}'}${right ?? '{}'}`;
}

/** Two words of two letters or more. */
const hasWords = (text: string): boolean =>
  /\p{L}/u.test(text) && /\p{L}{2,}/u.test(text) && /\s/u.test(template(text).replaceAll('{}', ''));
