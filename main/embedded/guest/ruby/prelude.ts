/** Ruby code of ours: what is set before any program, and what sets up the given one. */
import type { GuestJob } from '../runtime';

/**
 * Its path begins as Ruby's own does, so that its frames are left out of backtraces (Feature #20275). It gives
 * nothing to the program but names that it could define itself.
 */
const OUR_PATH = '<internal:runyard>';

/** Part of the saved state. */
export const bootCode = wrap(`
  $stderr.sync = true
`);

/** Sets up the program and gives its compiled code. */
export function writeJobCode({ entry, args, env }: GuestJob): string {
  const pairs = Object.entries(env).map(([name, value]) => `${quote(name)} => ${quote(value)}`);
  return wrap(`
    srand
    ENV.replace({ ${pairs.join(', ')} })
    ARGV.replace([${args.map(quote).join(', ')}])
    Dir.chdir('/work')
    $0 = ${quote(entry)}
    source = File.binread($0)
    if source =~ /^__END__\\r?\\n/n
      Object.const_set(:DATA, File.open($0).tap { |file| file.pos = $~.end(0) })
    end
    RubyVM::InstructionSequence.compile_file($0)
  `);
}

function wrap(code: string): string {
  return `eval(${quote(`proc {\n${code}\n}.call`)}, nil, ${quote(OUR_PATH)})`;
}

/** A literal of any text, in which nothing is evaluated. */
function quote(text: string): string {
  let literal = '"';
  for (const character of text) {
    const isPlain = /[A-Za-z0-9_ ./,:;()<>=|&?!*+'-]/.test(character);
    literal += isPlain ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
  }
  return `${literal}"`;
}
