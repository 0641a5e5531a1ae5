/** Languages for the fake engine. */
import { type Spec, Spec as SpecSchema } from '../../contract';

function createSpec(id: string, title: string, editor: string, file: string, aliases: string[], content: string): Spec {
  return SpecSchema.parse({
    id,
    title,
    editor,
    file,
    aliases,
    run: [id, '{entry}'],
    image: `${id}:1`,
    ...(['python', 'javascript', 'c'].includes(id) ? { embedded: id } : {}),
    examples: [{ id: 'hello', title: 'Hello', files: [{ path: file, content }], expect: {} }],
  });
}

const python = `import sys


def greet(name: str) -> str:
    """Say hello to someone."""
    return f"Hello, {name}!"


for name in sys.argv[1:] or ["world"]:
    print(greet(name))
`;

export const fakeSpecs: Spec[] = [
  createSpec('python', 'Python', 'python', 'main.py', ['py', 'python3'], python),
  createSpec('javascript', 'JavaScript', 'javascript', 'main.js', ['js', 'node'], "console.log('Hello, world!');\n"),
  createSpec(
    'typescript',
    'TypeScript',
    'typescript',
    'main.ts',
    ['ts'],
    "const who: string = 'world';\nconsole.log(who);\n",
  ),
  createSpec('c', 'C', 'c', 'main.c', [], '#include <stdio.h>\n\nint main(void) {\n  puts("Hello, world!");\n}\n'),
  createSpec('rust', 'Rust', 'rust', 'main.rs', ['rs'], 'fn main() {\n    println!("Hello, world!");\n}\n'),
  createSpec('haskell', 'Haskell', 'haskell', 'main.hs', ['hs', 'ghc'], 'main = putStrLn "Hello, world!"\n'),
  createSpec('bash', 'Bash', 'shell', 'main.sh', ['sh', 'shell'], 'echo "Hello, world!"\n'),
];
