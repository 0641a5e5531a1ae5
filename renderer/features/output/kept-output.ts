/** The head and the tail of an output as a run leaves them behind, and an output made of them again. */
import { KEPT_HEAD, KEPT_TAIL, type KeptOutput, type OutputPiece } from '../../../contract';
import { PLAIN_STYLE, serializeStyle } from './ansi-style';
import type { OutputBlock } from './output-block';
import { OutputBuffer, type OutputBufferOptions } from './output-buffer';

/** Figures are characters; a line is kept whole or not at all. */
export function keepOutput(buffer: OutputBuffer, bound = { head: KEPT_HEAD, tail: KEPT_TAIL }): KeptOutput {
  const { keptBlocks: blocks, gapIndex } = buffer;
  const kept = blocks.reduce((sum, block) => sum + block.text.length, 0);
  const before = gapIndex === -1 ? blocks : blocks.slice(0, gapIndex);
  if (gapIndex === -1 && kept <= bound.head + bound.tail) {
    return { head: collect(listLines(before)), gap: { characters: 0, lines: 0 }, tail: [] };
  }
  const head = takeLines(listLines(before), bound.head);
  const after = gapIndex === -1 ? blocks : blocks.slice(gapIndex);
  const tail = takeLines(listLinesBackwards(after), bound.tail).reverse();
  return {
    head: collect(head),
    gap: {
      characters: Math.max(1, buffer.characterCount - countCharacters(head) - countCharacters(tail)),
      lines: Math.max(0, buffer.lineCount - head.length - tail.length),
    },
    tail: collect(tail),
  };
}

export function restoreOutput({ head, gap, tail }: KeptOutput, options: OutputBufferOptions): OutputBuffer {
  const buffer = new OutputBuffer(options);
  for (const { source, text } of head) buffer.append(source, text);
  if (gap.characters > 0) buffer.skip(gap);
  for (const { source, text } of tail) buffer.append(source, text);
  return buffer;
}

type Line = OutputPiece & { startStyle: string };

function* listLines(blocks: readonly OutputBlock[]): Generator<Line> {
  for (const block of blocks) for (let line = 0; line < block.lineCount; line++) yield readLine(block, line);
}

function* listLinesBackwards(blocks: readonly OutputBlock[]): Generator<Line> {
  for (const block of blocks.toReversed()) {
    for (let line = block.lineCount - 1; line >= 0; line--) yield readLine(block, line);
  }
}

function readLine(block: OutputBlock, line: number): Line {
  const style = block.lineStyle(line);
  return {
    source: block.lineSource(line),
    text: block.lineText(line) + (block.endsInNewline(line) ? '\n' : ''),
    startStyle: style === PLAIN_STYLE ? '' : serializeStyle(style),
  };
}

function takeLines(lines: Iterable<Line>, most: number): Line[] {
  const taken: Line[] = [];
  let characters = 0;
  for (const line of lines) {
    characters += line.text.length;
    if (characters > most && taken.length > 0) break;
    taken.push(line);
  }
  return taken;
}

/** The first line says in which style it begins; the others follow from what stands before them. */
function collect(lines: Iterable<Line>): OutputPiece[] {
  const pieces: Array<{ source: OutputPiece['source']; texts: string[] }> = [];
  for (const { source, text, startStyle } of lines) {
    const last = pieces.at(-1);
    if (last?.source === source) last.texts.push(text);
    else pieces.push({ source, texts: [pieces.length === 0 ? startStyle + text : text] });
  }
  return pieces.map(({ source, texts }) => ({ source, text: texts.join('') }));
}

function countCharacters(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}
