import ts from 'typescript';

/** One small fault: the text from `start` to `end` of a file replaced. */
export type Mutant = { readonly file: string; readonly operator: string; readonly start: number; readonly end: number; readonly line: number; readonly was: string; readonly put: string };

const BOUNDARY: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const COMPARISON: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '===': '!==', '!==': '===' };
const LOGIC: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' };
const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '+=': '-=', '-=': '+=' };
/** arithmetic of exact figures and of numbers, by name */
const METHODS: Readonly<Record<string, string>> = { add: 'sub', sub: 'add', mul: 'div', div: 'mul', min: 'max', max: 'min', some: 'every', every: 'some', floor: 'ceil', ceil: 'floor' };

type Put = (operator: string, node: ts.Node, put: string) => void;

/** Every mutant of a source text, in the order of the text. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found: Mutant[] = [];
  const put: Put = (operator, node, replacement) => {
    const start = node.getStart(source);
    found.push({ file, operator, start, end: node.end, line: source.getLineAndCharacterOfPosition(start).line + 1, was: text.slice(start, node.end), put: replacement });
  };
  const visit = (node: ts.Node): void => {
    // types hold nothing that runs
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    ofNode(node, put);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start || (a.put < b.put ? -1 : 1));
}

function ofNode(node: ts.Node, put: Put): void {
  if (ts.isBinaryExpression(node)) ofOperator(node, put);
  else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const other = METHODS[node.expression.name.text];
    // Set.add and Map-like calls stand alone as statements; those are taken out as a whole
    if (other && !ts.isExpressionStatement(node.parent)) put('arithmetic', node.expression.name, other);
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) put('boolean', node, 'false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) put('boolean', node, 'true');
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) put('boolean', node, node.operand.getText());
  else if (ts.isBigIntLiteral(node)) put('constant', node, `${BigInt(node.text.slice(0, -1)) + 1n}n`);
  else if (ts.isNumericLiteral(node)) put('constant', node, String(Number(node.text) + 1));
  else if (ts.isConditionalExpression(node)) {
    put('branch', node, `(${node.whenTrue.getText()})`);
    put('branch', node, `(${node.whenFalse.getText()})`);
  } else if (ts.isIfStatement(node)) put('branch', node.expression, 'false as boolean');
  else if (ts.isExpressionStatement(node)) put('statement', node, ';');
}

function ofOperator(node: ts.BinaryExpression, put: Put): void {
  const sign = node.operatorToken.getText();
  const words = [node.left, node.right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  if (BOUNDARY[sign]) put('boundary', node.operatorToken, BOUNDARY[sign]);
  if (COMPARISON[sign]) put('comparison', node.operatorToken, COMPARISON[sign]);
  if (LOGIC[sign]) put('boolean', node.operatorToken, LOGIC[sign]);
  if (ARITHMETIC[sign] && !words) put('arithmetic', node.operatorToken, ARITHMETIC[sign]);
}
